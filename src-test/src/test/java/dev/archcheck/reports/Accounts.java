package dev.archcheck.reports;

import dev.archcheck.cli.render.Account;
import dev.archcheck.cli.render.ReportFormat;
import dev.archcheck.cli.render.SourceTree;
import dev.archcheck.cli.render.Verdict;
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
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reports for the tests, and what the views make of them. */
final class Accounts {

  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
  private static final List<Rule> RULES = List.of(Rule.values());
  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  private Accounts() {}

  /** {@return a report with every rule and severity, each text in every place in turn} */
  static Report hostile(List<String> texts) {
    List<Checked> checked = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String name = texts.get(i);
      String said = texts.get((i * 7 + 3) % texts.size());
      Outcome outcome = OUTCOMES.get(i % OUTCOMES.size());
      checked.add(checked(name, outcome, outcome == Outcome.NOT_CHECKED ? said : ""));
      findings.add(
          new Finding(
              RULES.get(i % RULES.size()),
              SEVERITIES.get(i % SEVERITIES.size()),
              texts.get((i * 5 + 1) % texts.size()),
              said,
              evidence(name, said),
              i % 2 == 0 ? "" : name));
    }
    return new Report(checked, findings, 3);
  }

  private static List<Evidence> evidence(String name, String said) {
    return List.of(
        new Evidence.Bytes(new Witness(name, said, 16, said, name)),
        new Evidence.Declared(name, said),
        new Evidence.Source("src/" + name, 7, 3, said),
        new Evidence.Source(name, 0, 0, ""),
        new Evidence.Source("/elsewhere/" + name, 2, 0, said),
        new Evidence.Chain(List.of(name, said, "example.com/x"), 1),
        new Evidence.Chain(List.of(), -1));
  }

  static Checked checked(String artifact, Outcome outcome, String detail) {
    return new Checked(
        artifact,
        outcome,
        Format.ELF,
        Kind.EXECUTABLE,
        List.of(new Platform(Os.LINUX, Arch.AMD64)),
        "",
        detail);
  }

  /** {@return so many findings about files of their own, every third of each severity} */
  static Report large(int count, int notChecked) {
    List<Finding> findings = new ArrayList<>();
    List<Checked> checked = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String file = "dist/file" + i + "_linux_arm64";
      checked.add(checked(file, Outcome.FAILED, ""));
      findings.add(
          new Finding(
              Rule.WRONG_ARCHITECTURE,
              SEVERITIES.get(i % SEVERITIES.size()),
              file,
              "is linux/amd64, but should be linux/arm64",
              List.of(new Evidence.Declared("path", "linux_arm64")),
              ""));
    }
    for (int i = 0; i < notChecked; i++) {
      checked.add(checked("dist/unread" + i, Outcome.NOT_CHECKED, "permission denied"));
    }
    return new Report(checked, findings, 0);
  }

  static Account account(Report report, Path folder, Account.Subjects subjects) {
    Verdict verdict = Verdict.of(report, Severity.ERROR, false);
    return new Account(
        "verify", subjects, report, verdict, Severity.ERROR, SourceTree.around(folder));
  }

  /** {@return the view of a report, which is proper UTF-8} */
  static String view(ReportFormat format, Account account) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ReportFormat.View none =
        _ -> {
          throw new AssertionError("not asked for");
        };
    format.write(account, none, none, bytes);
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes.toByteArray()))
        .toString();
  }
}
