package dev.archcheck.cli.render;

import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report as JUnit XML, by the schema junit-10.xsd of the xUnit plugin of Jenkins: a test case for
 * each artifact. What fails the run is a failure, what was not checked an error; what is found
 * below the failing severity passes and stands in the output of its case. A target fails with what
 * fails on it.
 */
final class ReportJunit {

  private static final int NAME = 1_000;
  private static final int MESSAGE = 1_000;

  /** So many lines of what has changed are told. */
  private static final int CHANGES = 1_000;

  /** So many findings of one artifact are told with their evidence; the rest is counted. */
  private static final int FINDINGS = 100;

  private static final int EVIDENCE = 20;

  private final Account account;
  private final StringBuilder out = new StringBuilder();

  private ReportJunit(Account account) {
    this.account = account;
  }

  /** What is known of one artifact. */
  private record Case(
      String artifact, List<Checked> notChecked, List<Finding> failing, List<Finding> others) {

    Case(String artifact) {
      this(artifact, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /** {@return what fails on a target, none where the case is of something else} */
  private List<Finding> within(Case one) {
    return account.scans().failing().getOrDefault(one.artifact(), List.of());
  }

  private boolean fails(Case one) {
    return !one.failing().isEmpty() || !within(one).isEmpty();
  }

  static void write(Account account, OutputStream out) throws IOException {
    ReportJunit view = new ReportJunit(account);
    view.suites();
    out.write(view.out.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    for (Checked one : account.report().checked()) {
      Case known = cases.computeIfAbsent(one.artifact(), Case::new);
      if (one.outcome() == Outcome.NOT_CHECKED) {
        known.notChecked().add(one);
      }
    }
    List<Finding> sorted = new ArrayList<>(account.report().findings());
    sorted.sort(Comparator.comparing(Finding::severity, Comparator.reverseOrder()));
    for (Finding finding : sorted) {
      Case known = cases.computeIfAbsent(finding.artifact(), Case::new);
      boolean fails = finding.severity().compareTo(account.failOn()) >= 0;
      (fails ? known.failing() : known.others()).add(finding);
    }
    return cases;
  }

  private void suites() {
    Map<String, Case> cases = cases();
    boolean whole = account.isInconclusiveAsAWhole();
    long failures = cases.values().stream().filter(this::fails).count();
    long errors =
        cases.values().stream().filter(one -> !one.notChecked().isEmpty()).count()
            + (whole ? 1 : 0);
    int tests = cases.size() + (whole ? 1 : 0);
    String name = account.title();
    String counts =
        " tests=\"" + tests + "\" failures=\"" + failures + "\" errors=\"" + errors + "\"";
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<testsuites name=\"").append(attribute(name)).append('"').append(counts);
    out.append(" time=\"0\">\n");
    out.append("  <testsuite name=\"").append(attribute(name)).append('"').append(counts);
    out.append(" skipped=\"0\" time=\"0\">\n");
    cases.values().forEach(this::testcase);
    if (whole) {
      start("(the run as a whole)");
      problem("error", "inconclusive", account.verdict().why(), account.verdict().hint());
      out.append("    </testcase>\n");
    }
    out.append("    <system-out>").append(content(verdict())).append("</system-out>\n");
    out.append("  </testsuite>\n</testsuites>\n");
  }

  private String verdict() {
    Verdict verdict = account.verdict();
    String hint = verdict.hint().isEmpty() ? "" : "\nhint: " + Printable.of(verdict.hint());
    List<String> changes = account.scans().difference().lines();
    StringBuilder text = new StringBuilder();
    for (String change : changes.subList(0, Math.min(CHANGES, changes.size()))) {
      text.append(Printable.of(change)).append('\n');
    }
    if (changes.size() > CHANGES) {
      text.append("and ").append(changes.size() - CHANGES).append(" more\n");
    }
    return text + Printable.of(verdict.sentence()) + hint;
  }

  private void start(String name) {
    out.append("    <testcase name=\"").append(attribute(Cut.middle(NAME, name)));
    out.append("\" classname=\"").append(attribute(Program.NAME + "." + account.command()));
    out.append("\" time=\"0\"");
    out.append(">\n");
  }

  private void testcase(Case one) {
    start(Entry.name(one.artifact()));
    if (!one.failing().isEmpty()) {
      Finding first = one.failing().getFirst();
      int more = one.failing().size() - 1;
      String message = first.message() + (more == 0 ? "" : " (and " + more + " more)");
      problem("failure", first.rule().id(), message, told(one.failing(), false));
    }
    List<Finding> within = within(one);
    if (!within.isEmpty()) {
      String names = String.join(", ", within.stream().map(Finding::artifact).distinct().toList());
      problem("failure", "target", names, told(within, true));
    }
    if (!one.notChecked().isEmpty()) {
      String why = one.notChecked().getFirst().detail();
      problem("error", "not-checked", why.isBlank() ? "not checked" : why, "");
    }
    if (!one.others().isEmpty()) {
      out.append("      <system-out>")
          .append(content(told(one.others(), false)))
          .append("</system-out>\n");
    }
    out.append("    </testcase>\n");
  }

  private void problem(String element, String type, String message, String body) {
    out.append("      <").append(element).append(" type=\"").append(attribute(type));
    out.append("\" message=\"").append(attribute(Cut.to(MESSAGE, Printable.of(message))));
    out.append("\">").append(content(body)).append("</").append(element).append(">\n");
  }

  /** {@return findings with what they rest on, on lines of printable text} */
  private static String told(List<Finding> findings, boolean named) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings.subList(0, Math.min(FINDINGS, findings.size()))) {
      text.append(Words.of(finding.severity())).append(": ");
      text.append(named ? Cut.middle(NAME, Printable.of(finding.artifact())) + ": " : "");
      text.append(Cut.to(MESSAGE, Printable.of(finding.message())));
      text.append("  [").append(finding.rule().id()).append("]\n");
      if (named) {
        continue; // the case of the artifact has the rest
      }
      for (String line : EvidenceLine.of(finding.evidence(), EVIDENCE)) {
        text.append("  ").append(line).append('\n');
      }
      String hint = Hints.of(finding);
      if (!hint.isEmpty()) {
        text.append("  hint: ").append(Printable.of(hint)).append('\n');
      }
    }
    if (findings.size() > FINDINGS) {
      text.append("and ").append(findings.size() - FINDINGS).append(" more\n");
    }
    return text.toString();
  }

  private static String attribute(String text) {
    return escaped(Printable.of(text));
  }

  /** Each line is printable already; the line ends between them are kept. */
  private static String content(String lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines.split("\n", -1)) {
      text.append(text.isEmpty() ? "" : "\n").append(escaped(Printable.of(line)));
    }
    return text.toString();
  }

  /** Printable text has none of the characters that XML forbids. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
