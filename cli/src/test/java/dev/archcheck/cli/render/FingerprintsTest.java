package dev.archcheck.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintsTest {

  @TempDir Path temp;

  private Account account(String folder) throws IOException {
    Path made = Files.createDirectories(temp.resolve(folder));
    Files.createDirectories(made.resolve(".git"));
    Report none = new Report(List.of(), List.of(), 0);
    return new Account(
        "verify",
        Account.Subjects.FILES,
        none,
        Verdict.of(none, Severity.ERROR, false),
        Severity.ERROR,
        SourceTree.around(made));
  }

  private static Finding finding(
      Rule rule, String artifact, String message, int line, String identity) {
    List<Evidence> evidence = List.of(new Evidence.Source("go.mod", line, 1, message));
    return new Finding(rule, Severity.ERROR, artifact, message, evidence, identity);
  }

  @Test
  void staysWhenLinesAndVersionsAndTheMachineChange() throws IOException {
    Account here = account("here");
    Account there = account("far/away/there");
    Finding before = finding(Rule.CGO_PACKAGE, "dist/a", "uses cgo: v1.0.0", 3, "a.go");
    Finding after = finding(Rule.CGO_PACKAGE, "dist/a", "uses cgo: v2.0.0", 99, "a.go");
    Finding absolute =
        finding(Rule.CGO_PACKAGE, temp.resolve("here/dist/a").toString(), "x", 1, "a.go");

    assertThat(Fingerprints.of(List.of(after), there))
        .isEqualTo(Fingerprints.of(List.of(before), here))
        .isEqualTo(Fingerprints.of(List.of(absolute), here));
  }

  @Test
  void doesNotDependOnTheOrderOfTheReport() throws IOException {
    Account account = account("here");
    List<Finding> findings =
        List.of(
            finding(Rule.WILL_NOT_LOAD, "a", "one", 1, ""),
            finding(Rule.WILL_NOT_LOAD, "a", "two", 1, ""),
            finding(Rule.WILL_NOT_LOAD, "b", "one", 1, ""));

    assertThat(Fingerprints.of(findings.reversed(), account))
        .isEqualTo(Fingerprints.of(findings, account).reversed());
  }

  @Test
  void tellsApartWhatDiffers() throws IOException {
    Account account = account("here");
    List<String> prints =
        Fingerprints.of(
            List.of(
                finding(Rule.CGO_PACKAGE, "a", "x", 1, ""),
                finding(Rule.SWIG_PACKAGE, "a", "x", 1, ""),
                finding(Rule.CGO_PACKAGE, "b", "x", 1, ""),
                finding(Rule.CGO_PACKAGE, "a", "x", 1, "b"),
                finding(Rule.CGO_PACKAGE, "ab", "x", 1, ""),
                finding(Rule.CGO_PACKAGE, "z.zip!/a", "x", 1, ""),
                finding(Rule.CGO_PACKAGE, "z.zip!/b", "x", 1, ""),
                finding(Rule.CGO_PACKAGE, "\ud83d", "x", 1, "\ud83d"),
                finding(Rule.CGO_PACKAGE, "\ud83d", "x", 1, "\ude00"),
                finding(Rule.CGO_PACKAGE, "a", "x", 1, ""),
                finding(Rule.CGO_PACKAGE, "a", "x", 1, "")),
            account);

    assertThat(new HashSet<>(prints)).hasSameSizeAs(prints);
    assertThat(prints).allMatch(one -> one.matches("[0-9a-f]{32}:[1-3]"));
  }
}
