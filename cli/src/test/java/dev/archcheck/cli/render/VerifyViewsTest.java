package dev.archcheck.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.archcheck.cli.Documents;
import dev.archcheck.cli.ExitCode;
import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Witness;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyViewsTest {

  private static final Platform AMD64 = new Platform(Os.LINUX, Arch.AMD64);
  private static final Finding WRONG =
      Finding.of(
          Rule.WRONG_ARCHITECTURE,
          "dist/arm64/tool\u001b[2J",
          List.of(
              new Evidence.Bytes(new Witness("Elf64_Ehdr", "e_machine", 18, "0x3e", "x86-64")),
              new Evidence.Declared("path", "arm64\u202e")),
          "linux/amd64",
          "linux/arm64");
  private static final Finding NOTE =
      Finding.of(Rule.EXTRA_SLICE, "dist/fat", List.of(), "darwin/amd64", "darwin/arm64");

  private static Checked checked(Outcome outcome) {
    return new Checked(
        "dist/" + Words.of(outcome),
        outcome,
        Format.ELF,
        Kind.EXECUTABLE,
        List.of(AMD64),
        outcome == Outcome.PASSED ? "path says linux" : "",
        outcome == Outcome.NOT_CHECKED ? "permission denied" : "");
  }

  private static Report report(List<Finding> findings, Outcome... outcomes) {
    return new Report(
        List.of(outcomes).stream().map(VerifyViewsTest::checked).toList(), findings, 37);
  }

  private static Verdict verdict(Report report) {
    return Verdict.of(report, Severity.ERROR, false);
  }

  private static String text(Report report, boolean verbose) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new VerifyText(new Page(out, false), verbose).print(report, verdict(report));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode json(Report report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new VerifyJson(out).write(report, verdict(report));
    return Documents.verify(out.toString(StandardCharsets.US_ASCII));
  }

  @Test
  void groupsFindingsWithTheirEvidence() {
    assertThat(text(report(List.of(WRONG), Outcome.FAILED, Outcome.PASSED), false))
        .isEqualTo(
            """
            dist/arm64/tool\\x1b[2J
              error: is linux/amd64, but should be linux/arm64  [wrong-architecture]
                Elf64_Ehdr.e_machine  at 0x12  = 0x3e           -> x86-64
                path                  says     "arm64\\u{202e}"
                hint: build it for what its name says, or rename it

            2 binaries: 1 as claimed, 1 with findings, 0 without a claim; 37 other files; 0 not checked
            failed: 1 error
            """);
  }

  @Test
  void saysWhatCouldNotBeChecked() {
    assertThat(text(report(List.of(), Outcome.PASSED, Outcome.NOT_CHECKED), false))
        .contains("not checked\n  dist/not-checked  permission denied\n")
        .endsWith("; 1 not checked\ninconclusive: 1 file could not be checked\n");
  }

  @Test
  void listsTheRestWhenAskedTo() {
    Report report = report(List.of(), Outcome.PASSED, Outcome.UNCLAIMED);

    assertThat(text(report, false)).doesNotContain("dist/");
    assertThat(text(report, true))
        .contains("as claimed\n  dist/passed  linux/amd64  (path says linux)\n")
        .contains("without a claim\n  dist/unclaimed  linux/amd64\n");
  }

  @Test
  void saysPlainlyThatNothingWasChecked() {
    assertThat(text(report(List.of(), Outcome.UNCLAIMED), false))
        .endsWith(
            """
            inconclusive: nothing was checked: no name or option says what the binaries are for

            hint: say what they are for: --target OS/ARCH
            """);
    assertThat(text(report(List.of()), false)).contains("there is no binary in what was given");
  }

  @Test
  void namesNotesOfRunThatPassed() {
    assertThat(text(report(List.of(NOTE), Outcome.PASSED), false))
        .endsWith("passed, with 1 note\n");
  }

  @Test
  void givesTheSameHintOnce() {
    String text = text(report(List.of(WRONG, WRONG), Outcome.FAILED), false);

    assertThat(text.split("hint: ", -1)).hasSize(2);
    assertThat(text).endsWith("failed: 2 errors\n");
  }

  @Test
  void namesOnlyTheFirstOfManyThatWereNotChecked() {
    Outcome[] many = new Outcome[25];
    java.util.Arrays.fill(many, Outcome.NOT_CHECKED);

    assertThat(text(report(List.of(), many), false))
        .contains("\n  and 5 more, which --verbose names\n");
    assertThat(text(report(List.of(), many), true)).doesNotContain("more, which");
  }

  @Test
  void exitCodesFollowTheVerdict() {
    assertThat(code(report(List.of(), Outcome.PASSED))).isEqualTo(0);
    assertThat(code(report(List.of(), Outcome.PASSED, Outcome.UNCLAIMED))).isEqualTo(0);
    assertThat(code(report(List.of(NOTE), Outcome.PASSED))).isEqualTo(0);
    assertThat(code(report(List.of(WRONG), Outcome.FAILED))).isEqualTo(1);
    assertThat(code(report(List.of(WRONG), Outcome.FAILED, Outcome.NOT_CHECKED))).isEqualTo(1);
    assertThat(code(report(List.of(), Outcome.PASSED, Outcome.NOT_CHECKED))).isEqualTo(3);
    assertThat(code(report(List.of(), Outcome.UNCLAIMED))).isEqualTo(3);
    assertThat(code(report(List.of()))).isEqualTo(3);
  }

  private static int code(Report report) {
    return ExitCode.of(verdict(report));
  }

  @Test
  void failingSeverityAndClaimsCanBeRaised() {
    Report noted = report(List.of(NOTE), Outcome.PASSED);
    Report unclaimed = report(List.of(), Outcome.PASSED, Outcome.UNCLAIMED);

    assertThat(ExitCode.of(Verdict.of(noted, Severity.NOTE, false))).isEqualTo(1);
    assertThat(ExitCode.of(Verdict.of(unclaimed, Severity.ERROR, true))).isEqualTo(3);
  }

  @Test
  void documentHasTheSameReport() throws IOException {
    JsonNode document =
        json(report(List.of(WRONG), Outcome.FAILED, Outcome.NOT_CHECKED, Outcome.PASSED));

    assertThat(document.at("/verdict").asText()).isEqualTo("failed");
    assertThat(document.at("/summary/otherFiles").asLong()).isEqualTo(37);
    assertThat(document.at("/findings/0/rule").asText()).isEqualTo("wrong-architecture");
    assertThat(document.at("/findings/0/evidence/0/offset").asLong()).isEqualTo(18);
    assertThat(document.at("/findings/0/evidence/1/text").asText()).isEqualTo("arm64\u202e");
    assertThat(document.at("/artifacts/1/outcome").asText()).isEqualTo("not-checked");
    assertThat(document.at("/artifacts/1/detail").asText()).isEqualTo("permission denied");
    assertThat(json(report(List.of(), Outcome.PASSED)).at("/verdict").asText()).isEqualTo("passed");
    assertThat(json(report(List.of())).at("/verdict").asText()).isEqualTo("inconclusive");
  }
}
