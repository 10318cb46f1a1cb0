package dev.archcheck.cgo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.testkit.GoListText;
import dev.archcheck.testkit.Runs;
import dev.archcheck.testkit.Runs.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code cgo} and {@code verify} write: nothing over what they read, nothing twice. */
class CgoFilesTest {

  private static final String POLICY = "version: 1\n";

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    GoListText.on("linux", "amd64")
        .cgo("example.org/c", "a.go")
        .program("example.com/app", "example.org/c", "runtime")
        .in(folder, "scan.json");
    Files.createDirectory(folder.resolve("sub"));
    Files.createDirectory(folder.resolve(".git"));
    Files.writeString(folder.resolve(".archcheck.yaml"), POLICY);
    Files.writeString(folder.resolve("base.txt"), "archcheck.baseline/1\n");
  }

  private Result run(String... words) throws Exception {
    return Runs.in(folder, new byte[0], Map.of(), words);
  }

  private Result cgo(String words) throws Exception {
    return run(("cgo --input scan.json " + words).split(" "));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(one -> one.getFileName().toString()).sorted().toList();
    }
  }

  // What an option leaves without use.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--baseline base.txt --update-baseline --output x",
        "--baseline base.txt --update-baseline --format json",
        "--baseline base.txt --update-baseline --format dot",
        "--baseline base.txt --update-baseline --report sarif=x",
        "--baseline base.txt --update-baseline --diff scan.json",
        "--baseline base.txt --update-baseline --fail-on note",
        "--baseline base.txt --update-baseline --binary scan.json",
        "--baseline base.txt --update-baseline --why a",
        "--why example.org/c --format sarif",
        "--why example.org/c --format dot",
        "--why example.org/c --report sarif=x",
        "--why example.org/c --diff scan.json",
        "--why example.org/c --baseline base.txt",
        "--why example.org/c --fail-on note",
        "--why example.org/c --binary scan.json",
        "--format dot --diff scan.json",
        "--format sarif --diff scan.json",
        "--format gitlab --diff scan.json --report sarif=x"
      })
  void optionsWithoutUseAreRefused(String words) throws Exception {
    List<String> before = names();
    Result result = cgo(words);
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(names()).isEqualTo(before);
    assertThat(folder.resolve("base.txt")).hasContent("archcheck.baseline/1\n");
  }

  @Test
  void whyIsWrittenToAFileAndSilentOnDemand() throws Exception {
    assertThat(cgo("--why example.org/c --output why.txt").out()).isEmpty();
    assertThat(folder.resolve("why.txt")).content().contains("1 shortest chain");
    assertThat(cgo("--why example.org/c -q")).isEqualTo(new Result(0, "", ""));
    assertThat(cgo("--format dot -q")).isEqualTo(new Result(1, "", ""));
  }

  @Test
  void aPolicyWithoutAPathIsRefused() throws Exception {
    Result result = run("verify", "--policy", ".archcheck.yaml");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("--policy needs a PATH");
  }

  // What would be overwritten.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--report sarif=x --report junit=sub/../x",
        "--report sarif=x --output link",
        "--report sarif=link --output x",
        "--report sarif=x --report junit=there/x",
        "--report sarif=sub/x --report junit=there/sub/x",
      })
  @DisabledOnOs(OS.WINDOWS)
  void twoResultsInOneFileAreRefused(String words) throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), Path.of("x"));
    Files.createSymbolicLink(folder.resolve("there"), Path.of("."));
    List<String> before = names();
    Result result = cgo(words);
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains("is to hold two results");
    assertThat(names()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--output scan.json",
        "--report junit=sub/../scan.json",
        "--report junit=link",
        "--report junit=there/scan.json",
        "--output .archcheck.yaml",
        "--policy .archcheck.yaml --output there/.archcheck.yaml",
        "--baseline base.txt --output base.txt",
        "--diff base.txt --report text=base.txt",
        "--binary base.txt --report text=base.txt",
        "--binary sub --report text=sub/program",
      })
  @DisabledOnOs(OS.WINDOWS)
  void whatIsReadIsNotOverwritten(String words) throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), Path.of("scan.json"));
    Files.createSymbolicLink(folder.resolve("there"), Path.of("."));
    Files.write(folder.resolve("sub/program"), new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0});
    String scan = Files.readString(folder.resolve("scan.json"));
    Result result = cgo(words);
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains("would be written over what is read");
    assertThat(folder.resolve("scan.json")).hasContent(scan);
    assertThat(folder.resolve(".archcheck.yaml")).hasContent(POLICY);
    assertThat(folder.resolve("base.txt")).hasContent("archcheck.baseline/1\n");
  }

  /** Go reads them by itself. */
  @ParameterizedTest
  @ValueSource(strings = {"go.mod", "go.sum", "go.work", "main.go", "sub/x.go"})
  void sourcesAreNotOverwritten(String name) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "module m\n");
    for (String option : List.of("--output ", "--report sarif=")) {
      Result result = cgo(option + name);
      assertThat(result.code()).as(result.err()).isEqualTo(2);
      assertThat(result.err()).contains("is a source of Go, and would be written over");
      assertThat(file).hasContent("module m\n");
    }
    assertThat(cgo("--output new.go").code()).isEqualTo(1); // nothing is there
  }

  @Test
  void whatVerifyChecksIsNotOverwritten() throws Exception {
    byte[] program = {0x7F, 'E', 'L', 'F', 2, 1, 1, 0};
    Path dist = Files.createDirectory(folder.resolve("dist"));
    Files.write(dist.resolve("app_linux_amd64"), program);
    for (String words :
        List.of(
            "verify --output dist/app_linux_amd64 dist",
            "verify --output dist/app_linux_amd64 dist/app_linux_amd64",
            "verify --report sarif=dist/../dist/app_linux_amd64 .",
            "verify --report sarif=.archcheck.yaml dist")) {
      Result result = run(words.split(" "));
      assertThat(result.code()).as(words).isEqualTo(2);
      assertThat(result.err()).contains("would be written over what is read");
    }
    assertThat(dist.resolve("app_linux_amd64")).hasBinaryContent(program);
  }

  /** A report of the last run lies where the next one writes it. */
  @Test
  void aReportOfAnEarlierRunIsWrittenAgain() throws Exception {
    List<String> words = new ArrayList<>(Arrays.asList("verify", "--output", "report.sarif", "."));
    int first = run(words.toArray(new String[0])).code();
    assertThat(folder.resolve("report.sarif")).isNotEmptyFile();
    assertThat(run(words.toArray(new String[0])).code()).isEqualTo(first).isNotEqualTo(2);
  }

  @Test
  void theSummaryOfTheStepIsNotOverwritten() throws Exception {
    Path summary = Files.writeString(folder.resolve("summary.md"), "of another step\n");
    Result result =
        Runs.in(
            folder,
            new byte[0],
            Map.of("GITHUB_STEP_SUMMARY", summary.toString()),
            "cgo",
            "--input",
            "scan.json",
            "--format",
            "github",
            "--report",
            "markdown=summary.md");
    assertThat(result.code()).isEqualTo(2);
    assertThat(Files.readString(summary, StandardCharsets.UTF_8)).isEqualTo("of another step\n");
  }
}
