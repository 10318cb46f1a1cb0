package dev.archcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.archcheck.cli.Cli.Result;
import dev.archcheck.cli.render.ReportFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** One report in every format: none says anything else than the exit code. */
class ReportsTest {

  private static final int AMD64 = 62;
  private static final int SUMMARY_LIMIT = 1024 << 10;

  @TempDir Path temp;

  private Path file(String name, byte[] bytes) throws IOException {
    Path path = temp.resolve("dist").resolve(name);
    Files.createDirectories(path.resolve("..").normalize());
    return Files.write(path, bytes);
  }

  private Result verify(ReportFormat format, String... more) {
    return verify(new Cli(), format, more);
  }

  private Result verify(Cli cli, ReportFormat format, String... more) {
    List<String> words = new ArrayList<>(List.of("verify", "--format", format.word()));
    words.addAll(List.of(more));
    words.add(temp.resolve("dist").toString());
    return cli.run(words.toArray(new String[0]));
  }

  private static JsonNode json(Result result) throws IOException {
    return new JsonMapper().readTree(result.out());
  }

  private static Element suite(Result result) throws Exception {
    return (Element)
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(result.out().getBytes(StandardCharsets.UTF_8)))
            .getElementsByTagName("testsuite")
            .item(0);
  }

  /** Each format's own way to say that all is well. */
  private void agreeOn(int code, String... more) throws Exception {
    for (ReportFormat format : ReportFormat.values()) {
      assertThat(verify(format, more).code()).as(format.word()).isEqualTo(code);
    }
    JsonNode run = json(verify(ReportFormat.SARIF, more)).at("/runs/0");
    boolean hasErrors = run.path("results").findValuesAsText("level").contains("error");
    boolean finished = run.at("/invocations/0/executionSuccessful").asBoolean();
    assertThat(hasErrors ? 1 : finished ? 0 : 3).isEqualTo(code);
    Element suite = suite(verify(ReportFormat.JUNIT, more));
    boolean fails = !suite.getAttribute("failures").equals("0");
    boolean errs = !suite.getAttribute("errors").equals("0");
    assertThat(fails ? 1 : errs ? 3 : 0).isEqualTo(code);
    String log = verify(ReportFormat.GITHUB, more).out();
    assertThat(log.contains("::error ")).isEqualTo(code != 0);
    JsonNode entries = json(verify(ReportFormat.GITLAB, more));
    assertThat(entries.isEmpty()).isEqualTo(code == 0);
    String state = code == 0 ? "passed" : code == 1 ? "failed" : "inconclusive";
    assertThat(verify(ReportFormat.MARKDOWN, more).out())
        .startsWith("## archcheck verify: " + state + "\n");
  }

  @Test
  void passed() throws Exception {
    file("tool_linux_amd64", Samples.elf(AMD64));
    agreeOn(0);
  }

  @Test
  void failed() throws Exception {
    file("tool_linux_arm64", Samples.elf(AMD64));
    agreeOn(1);
  }

  @Test
  void notChecked() throws Exception {
    file("tool_linux_amd64", Samples.elf(AMD64));
    agreeOn(3, temp.resolve("missing").toString());
  }

  @Test
  void failedAndNotChecked() throws Exception {
    file("tool_linux_arm64", Samples.elf(AMD64));
    agreeOn(1, temp.resolve("missing").toString());
  }

  @Test
  void nothingChecked() throws Exception {
    file("readme.txt", new byte[] {'x'});
    agreeOn(3);
  }

  @Test
  void withoutClaim() throws Exception {
    file("tool", Samples.elf(AMD64));
    file("tool_linux_amd64", Samples.elf(AMD64));
    agreeOn(0);
    agreeOn(3, "--require-claim");
  }

  @ParameterizedTest
  @EnumSource
  void thisMachine(ReportFormat format) {
    // No PATH, so no Go: nothing was checked.
    Result result = new Cli().run("verify", "--format", format.word());
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).containsPattern("none on PATH|no Go on PATH");
  }

  @ParameterizedTest
  @EnumSource
  void quietAndFileAreTheSameForEveryFormat(ReportFormat format) throws IOException {
    file("tool_linux_arm64", Samples.elf(AMD64));
    Path target = temp.resolve("report");
    String shown = verify(format).out();

    Result quiet = verify(format, "--quiet");
    assertThat(quiet.code()).isEqualTo(1);
    assertThat(quiet.out() + quiet.err()).isEmpty();
    Result written = verify(format, "--output", target.toString());
    assertThat(written.code()).isEqualTo(1);
    assertThat(written.out()).isEmpty();
    assertThat(written.err()).contains("failed: 1 error; the report is in ");
    assertThat(Files.readString(target)).isEqualTo(shown);
    Result nowhere = verify(format, "--output", temp.resolve("no/folder/x").toString());
    assertThat(nowhere.code()).isEqualTo(4);
  }

  @Test
  void refusesAnUnknownFormat() {
    Result result = Cli.cli("verify", "--format", "xml", "dist");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains("text, json, sarif, junit, github, gitlab, markdown, not 'xml'");
  }

  // One report in several forms

  private Path made(ReportFormat format) {
    return temp.resolve("made." + format.word());
  }

  private String[] reports() {
    List<String> words = new ArrayList<>();
    for (ReportFormat format : ReportFormat.values()) {
      words.addAll(List.of("--report", format.word() + "=" + made(format)));
    }
    return words.toArray(new String[0]);
  }

  @ParameterizedTest
  @EnumSource
  void reportsBesideTheResultAreThoseOfTheirFormat(ReportFormat shown) throws IOException {
    file("tool_linux_arm64", Samples.elf(AMD64));
    Result result = verify(shown, reports());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo(verify(shown).out());
    for (ReportFormat format : ReportFormat.values()) {
      assertThat(Files.readString(made(format))).isEqualTo(verify(format).out());
    }
  }

  @Test
  void reportsBesideTheResultHaveNoColour() throws IOException {
    file("tool_linux_arm64", Samples.elf(AMD64));
    String plain = verify(ReportFormat.TEXT).out();
    List<String> words = new ArrayList<>(List.of(reports()));
    words.addAll(List.of("--color", "always"));
    Result result = verify(ReportFormat.TEXT, words.toArray(new String[0]));

    assertThat(result.out()).contains("\u001b[");
    assertThat(Files.readString(made(ReportFormat.TEXT))).isEqualTo(plain);
  }

  @Test
  void quietWritesReportsAllTheSame() throws IOException {
    file("tool_linux_arm64", Samples.elf(AMD64));
    Result result =
        verify(ReportFormat.TEXT, "--quiet", "--report", "sarif=" + made(ReportFormat.SARIF));

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out() + result.err()).isEmpty();
    assertThat(made(ReportFormat.SARIF)).isNotEmptyFile();
  }

  @Test
  void reportThatCannotBeWrittenStopsNoOther() throws IOException {
    file("tool_linux_arm64", Samples.elf(AMD64));
    String nowhere = "junit=" + temp.resolve("no/folder/x");
    Result result =
        verify(
            ReportFormat.TEXT,
            "--report",
            nowhere,
            "--report",
            "gitlab=" + made(ReportFormat.GITLAB));

    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).contains("x: cannot be written: its folder does not exist");
    assertThat(result.out()).isEqualTo(verify(ReportFormat.TEXT).out());
    assertThat(made(ReportFormat.GITLAB)).isNotEmptyFile();
    assertThat(verify(ReportFormat.TEXT, "--quiet", "--report", nowhere).code()).isEqualTo(4);
    Path output = temp.resolve("output");
    assertThat(verify(ReportFormat.TEXT, "--output", output.toString(), "--report", nowhere).code())
        .isEqualTo(4);
    assertThat(output).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sarif", "sarif=", "sarif=-", "=x", "xml=x", "SARIF=x", "dot=x"})
  void refusesAReportThatIsNone(String word) throws IOException {
    file("tool_linux_amd64", Samples.elf(AMD64));
    Result result = verify(ReportFormat.TEXT, "--report", word);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("--report");
  }

  @Test
  void refusesTwoResultsInOneFile() throws IOException {
    file("tool_linux_amd64", Samples.elf(AMD64));
    String one = temp.resolve("x").toString();
    String same = temp.resolve("dist/../x").toString();
    String sarif = "sarif=" + one;
    for (String[] words :
        new String[][] {
          {"--report", sarif, "--report", "junit=" + same}, {"--output", same, "--report", sarif}
        }) {
      Result result = verify(ReportFormat.TEXT, words);
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).contains("is to hold two results");
    }
    assertThat(temp.resolve("x")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--format dot", "--format mermaid", "--why a", "--baseline b --update-baseline"})
  void refusesAReportWhereNoneIsMade(String words) {
    String[] all = ("cgo --input none --report sarif=x " + words).split(" ");
    Result result = Cli.cli(all);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("--report needs a report");
  }

  // The summary of a step

  private Result github(Path summary) {
    return verify(
        new Cli().environment("GITHUB_STEP_SUMMARY", summary.toString()), ReportFormat.GITHUB);
  }

  @Test
  void appendsToTheSummary() throws IOException {
    file("tool_linux_arm64", Samples.elf(AMD64));
    Path summary = Files.writeString(temp.resolve("summary.md"), "of another step");
    Result result = github(summary);

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(Files.readString(summary))
        .startsWith("of another step\n\n## archcheck verify: failed\n")
        .contains("| error | wrong-architecture | is linux/amd64, but should be linux/arm64 |");
  }

  @Test
  void makesTheSummaryAndOnlyForGithub() throws IOException {
    file("tool_linux_amd64", Samples.elf(AMD64));
    Path summary = temp.resolve("summary.md");
    verify(new Cli().environment("GITHUB_STEP_SUMMARY", summary.toString()), ReportFormat.MARKDOWN);
    assertThat(summary).doesNotExist();

    assertThat(github(summary).code()).isZero();
    assertThat(Files.readString(summary)).startsWith("## archcheck verify: passed\n");
  }

  @Test
  void keepsTheSummaryWithinItsLimit() throws IOException {
    for (int i = 0; i < 50; i++) {
      file("tool" + i + "_linux_arm64", Samples.elf(AMD64));
    }
    Path summary = temp.resolve("summary.md");
    int room = 3_000;
    Files.writeString(summary, "x".repeat(SUMMARY_LIMIT - room - 1) + "\n");
    Result result = github(summary);

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(Files.size(summary)).isBetween(SUMMARY_LIMIT - 1_000L, (long) SUMMARY_LIMIT);
    assertThat(Files.readString(summary)).contains("_Left out, because").endsWith("has all._\n");
  }

  @Test
  void fullSummaryChangesNoVerdict() throws IOException {
    file("tool_linux_amd64", Samples.elf(AMD64));
    Path summary = temp.resolve("summary.md");
    Files.writeString(summary, "x".repeat(SUMMARY_LIMIT - 20));
    Result result = github(summary);

    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("summary.md: the step summary is not written: it is full");
    assertThat(Files.size(summary)).isEqualTo(SUMMARY_LIMIT - 20);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void summaryThatCannotBeWrittenChangesNoVerdict() throws IOException {
    file("tool_linux_amd64", Samples.elf(AMD64));
    for (Path summary : List.of(temp, temp.resolve("no/such/summary.md"))) {
      Result result = github(summary);
      assertThat(result.code()).isZero();
      assertThat(result.out()).endsWith("archcheck: passed\n");
      assertThat(result.err()).contains("the step summary is not written: ");
    }
    Result odd =
        verify(new Cli().environment("GITHUB_STEP_SUMMARY", "a\u0000b"), ReportFormat.GITHUB);
    assertThat(odd.code()).isZero();
    assertThat(odd.err()).contains("the step summary is not written: ");
  }
}
