package dev.archcheck.cli.render;

import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.policy.WaivedReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A report for people: what is wrong, grouped by file, and at the end what it comes down to. */
public final class VerifyText {

  /** So many files that were not checked are named; the rest on demand. */
  private static final int NAMED = 20;

  /** More findings than this that say the same are told once, with some examples. */
  private static final int ALIKE = 10;

  private static final int EXAMPLES = 3;

  private final Page page;
  private final boolean verbose;
  private final Set<String> hints = new HashSet<>();

  /**
   * A view on a page.
   *
   * @param verbose names every file, also what passed and what nothing claims anything of
   */
  public VerifyText(Page page, boolean verbose) {
    this.page = page;
    this.verbose = verbose;
  }

  /** Prints a report and its verdict. */
  public void print(Report report, Verdict verdict) {
    body(report);
    page.line(summary(report));
    verdict(verdict);
    page.flush();
  }

  void body(Report report) {
    List<Finding> single = new ArrayList<>(report.findings());
    if (!verbose) {
      for (List<Finding> alike : byMessage(report.findings())) {
        if (alike.size() > ALIKE) {
          repeated(alike);
          single.removeAll(Set.copyOf(alike));
        }
      }
    }
    byArtifact(single).forEach(this::findings);
    list(report, Outcome.NOT_CHECKED, "not checked", _ -> true);
    if (verbose) {
      Set<String> waived = WaivedReport.waived(report);
      list(report, Outcome.UNCLAIMED, "without a claim", _ -> true);
      list(report, Outcome.PASSED, "waived", one -> waived.contains(one.artifact()));
      list(report, Outcome.PASSED, "as claimed", one -> !waived.contains(one.artifact()));
    }
  }

  /** {@return findings of one rule that say the same, together} */
  private static Collection<List<Finding>> byMessage(List<Finding> findings) {
    Map<List<Object>, List<Finding>> groups = new LinkedHashMap<>();
    for (Finding finding : findings) {
      List<Object> same = List.of(finding.rule(), finding.severity(), finding.message());
      groups.computeIfAbsent(same, _ -> new ArrayList<>()).add(finding);
    }
    return groups.values();
  }

  private static Map<String, List<Finding>> byArtifact(List<Finding> findings) {
    Map<String, List<Finding>> groups = new LinkedHashMap<>();
    for (Finding finding : findings) {
      groups.computeIfAbsent(finding.artifact(), _ -> new ArrayList<>()).add(finding);
    }
    return groups;
  }

  private void repeated(List<Finding> alike) {
    page.text(Style.STRONG, Count.of(alike.size(), "file")).end();
    sentence(alike.getFirst());
    for (Finding finding : alike.subList(0, EXAMPLES)) {
      page.text("    ").line(finding.artifact());
    }
    page.line("    and " + (alike.size() - EXAMPLES) + " more, which --verbose names");
    hint(alike.getFirst());
    page.end();
  }

  private void findings(String artifact, List<Finding> findings) {
    page.text(Style.STRONG, artifact.isEmpty() ? "(all files)" : artifact).end();
    for (Finding finding : findings) {
      finding(finding);
    }
    page.end();
  }

  private void finding(Finding finding) {
    sentence(finding);
    Grid grid = new Grid("    ");
    for (Evidence evidence : finding.evidence()) {
      grid.add(cells(evidence));
    }
    grid.print(page);
    hint(finding);
  }

  private void sentence(Finding finding) {
    page.text("  ").text(style(finding.severity()), Words.of(finding.severity()) + ": ");
    page.text(finding.message()).text(Style.FAINT, "  [" + finding.rule().id() + "]").end();
  }

  private void hint(Finding finding) {
    String hint = Hints.of(finding);
    if (!hint.isEmpty() && hints.add(hint)) { // once is enough
      page.text("    hint: ").line(hint);
    }
  }

  private static String[] cells(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Bytes(var witness) -> InspectText.evidence(witness);
      case Evidence.Declared(String source, String text) ->
          new String[] {source, source.equals("link") ? "to" : "says", "\"" + text + "\""};
      case Evidence.Source(String file, int line, int _, String text) ->
          new String[] {line > 0 ? file + ":" + line : file, "says", text};
      case Evidence.Chain(var packages, int _) ->
          new String[] {"imported by", String.join(" → ", packages)};
    };
  }

  private static Style style(Severity severity) {
    return switch (severity) {
      case NOTE -> Style.PLAIN;
      case WARNING -> Style.WARNING;
      case ERROR -> Style.BAD;
    };
  }

  private void list(Report report, Outcome outcome, String title, Predicate<Checked> wanted) {
    Grid grid = new Grid("  ");
    int limit = verbose ? Integer.MAX_VALUE : NAMED;
    long left = 0;
    for (Checked one : report.checked()) {
      if (one.outcome() != outcome || !wanted.test(one)) {
        continue;
      }
      if (grid.size() < limit) {
        grid.add(one.artifact(), outcome == Outcome.NOT_CHECKED ? one.detail() : facts(one));
      } else {
        left++;
      }
    }
    if (grid.size() == 0) {
      return;
    }
    page.text(Style.STRONG, title).end();
    grid.print(page);
    if (left > 0) {
      page.line("  and " + left + " more, which --verbose names");
    }
    page.end();
  }

  private static String facts(Checked one) {
    StringBuilder text = new StringBuilder();
    for (var platform : one.platforms()) {
      text.append(text.isEmpty() ? "" : ", ").append(platform);
    }
    if (text.isEmpty()) {
      text.append(one.format().label());
    }
    return one.claim().isEmpty() ? text.toString() : text + "  (" + one.claim() + ")";
  }

  static String summary(Report report) {
    Set<String> waivers = WaivedReport.waived(report);
    long waived =
        report.checked().stream()
            .filter(one -> one.outcome() == Outcome.PASSED && waivers.contains(one.artifact()))
            .count();
    long passed = report.count(Outcome.PASSED) - waived;
    long failed = report.count(Outcome.FAILED);
    long unclaimed = report.count(Outcome.UNCLAIMED);
    return Count.of(passed + waived + failed + unclaimed, "binary", "binaries")
        + ": "
        + passed
        + " as claimed, "
        + (waived > 0 ? waived + " waived, " : "")
        + failed
        + " with findings, "
        + unclaimed
        + " without a claim; "
        + Count.of(report.otherFiles(), "other file")
        + "; "
        + report.count(Outcome.NOT_CHECKED)
        + " not checked";
  }

  void verdict(Verdict verdict) {
    switch (verdict.state()) {
      case PASSED -> page.text(Style.GOOD, "passed").line(prefixed(", with ", verdict.why()));
      case FAILED -> page.text(Style.BAD, "failed").line(": " + verdict.why());
      case INCONCLUSIVE -> page.text(Style.WARNING, "inconclusive").line(": " + verdict.why());
    }
    if (!verdict.hint().isEmpty()) {
      page.end().text("hint: ").line(verdict.hint());
    }
  }

  private static String prefixed(String prefix, String text) {
    return text.isEmpty() ? "" : prefix + text;
  }
}
