package dev.archcheck.verify.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waivers for rules of files: the file counts, not how it was named. */
class WaivedReportTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  private static boolean waives(String pattern, String reported) throws PolicyException {
    String yaml =
        """
        version: 1
        waivers:
          - {rule: wrong-os, artifact: '%s', reason: why, owner: who, expires: 2027-01-31}
        """
            .formatted(pattern);
    Policy policy = Policy.parse("p.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    Finding finding = new Finding(Rule.WRONG_OS, Severity.ERROR, reported, "is", List.of(), "");
    Checked checked =
        new Checked(reported, Outcome.FAILED, Format.ELF, Kind.UNKNOWN, List.of(), "name", "");
    Report report =
        WaivedReport.of(
            new Report(List.of(checked), List.of(finding), 0),
            policy,
            WaivedReport.ofVerify(),
            TODAY);
    boolean waived = report.findings().getFirst().severity() == Severity.NOTE;
    assertThat(report.count(Outcome.PASSED)).isEqualTo(waived ? 1 : 0);
    return waived;
  }

  @ParameterizedTest
  @CsvSource({
    "dist/app,         dist/app,           true",
    "dist/app,         ./dist/app,         true",
    "./dist/app,       dist/app,           true",
    "./dist/app,       ./dist/app,         true",
    "dist/app,         HERE/dist/app,      true",
    "HERE/dist/app,    dist/app,           true",
    "HERE/dist/app,    ./dist/./app,       true",
    "HERE/dist/*,      HERE/dist/app,      true",
    "dist/*.zip!/b/a,  ./dist/x.zip!/b/a,  true",
    "dist/*.zip!/b/a,  dist/x.zip!/./b/a,  true",
    "dist/app,         other/dist/app,     false",
    "dist/app,         /dist/app,          false",
    "/dist/app,        dist/app,           false",
    "*/**/dist/app,    HERE/app,           false",
    "dist/b,           dist/x.zip!/../b,   false",
  })
  void oneFileHasOneName(String pattern, String reported, boolean waived) throws Exception {
    String here = Path.of("").toAbsolutePath().toString().replace('\\', '/');
    assertThat(waives(pattern.replace("HERE", here), reported.replace("HERE", here)))
        .isEqualTo(waived);
  }

  /** {@code **} in front stands for folders of the project, not for those that it lies in. */
  @Test
  void aFolderAboveTheWorkingFolderIsNoPartOfAName() throws Exception {
    Path here = Path.of("").toAbsolutePath();
    String above = here.getName(here.getNameCount() - 2).toString();
    assertThat(waives("**/" + above + "/**", here.resolve("dist/app").toString())).isFalse();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void wayBackLeadsWhereTheFileIs(@TempDir Path temp) throws Exception {
    Path root = temp.toRealPath();
    Files.createDirectories(root.resolve("a/deep"));
    Files.createSymbolicLink(root.resolve("link"), Path.of("a/deep"));
    Files.writeString(root.resolve("app"), "the one beside the link");
    Files.writeString(root.resolve("a/app"), "the one above the folder");
    assertThat(waives(root + "/app", root + "/a/../app")).isTrue();
    assertThat(waives(root + "/app", root + "/link/../app")).isFalse();
    assertThat(waives(root + "/a/app", root + "/link/../app")).isTrue();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aBackslashIsNoSeparatorHere() throws Exception {
    assertThat(waives("dist/app", "dist\\app")).isFalse();
    assertThat(waives("dist*", "dist\\app")).isTrue();
  }
}
