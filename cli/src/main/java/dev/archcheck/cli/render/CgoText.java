package dev.archcheck.cli.render;

import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.cgo.CgoReport;
import dev.archcheck.verify.cgo.PackageUse;
import dev.archcheck.verify.cgo.Scan;
import dev.archcheck.verify.cgo.ScanState;
import dev.archcheck.verify.policy.WaivedReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the CGO gate found, for people: each finding with its place, how the packages are imported
 * as a tree, what to cut, and how far the scans can be relied on.
 */
public final class CgoText {

  /** So many imports are named; the rest on demand. */
  private static final int NAMED = 12;

  private final Page page;
  private final boolean verbose;
  private final Severity failOn;
  private final Set<String> hints = new HashSet<>();

  /**
   * A view on a page.
   *
   * @param verbose shows the notes, and what is allowed, too
   * @param failOn from which severity on a finding fails the run: such ones are always shown
   */
  public CgoText(Page page, boolean verbose, Severity failOn) {
    this.page = page;
    this.verbose = verbose;
    this.failOn = failOn;
  }

  /** Prints a report, how it differs from an earlier one, and its verdict. */
  public void print(CgoReport cgo, CgoDifference difference, Verdict verdict) {
    Map<String, List<Finding>> byArtifact = new LinkedHashMap<>();
    for (Finding finding : cgo.report().findings()) {
      boolean fails = finding.severity().compareTo(failOn) >= 0;
      if (verbose || fails || finding.severity() != Severity.NOTE || isDue(finding)) {
        byArtifact.computeIfAbsent(finding.artifact(), _ -> new ArrayList<>()).add(finding);
      }
    }
    Map<String, String> versions = new HashMap<>();
    cgo.uses().forEach(use -> versions.putIfAbsent(use.artifact(), use.module().version()));
    byArtifact.forEach(
        (artifact, findings) -> findings(artifact, versions.getOrDefault(artifact, ""), findings));
    List<PackageUse> denied = cgo.uses().stream().filter(CgoTree::isShown).toList();
    if (!denied.isEmpty()) {
      page.text(Style.STRONG, "imported by").end();
      new CgoTree(cgo).print(page, denied);
      page.end();
    }
    cut(cgo);
    matrix(cgo);
    notes(cgo);
    difference(difference);
    targets(cgo);
    others(cgo);
    new VerifyText(page, verbose).verdict(verdict);
    page.flush();
  }

  /** It is a note now, and an error soon. */
  private static boolean isDue(Finding finding) {
    return finding.rule() == Rule.WAIVER_EXPIRING;
  }

  private void findings(String artifact, String version, List<Finding> findings) {
    page.text(Style.STRONG, artifact);
    page.text(Style.FAINT, version.isEmpty() ? "" : " " + version).end();
    Set<String> places = new HashSet<>();
    for (Finding finding : findings) {
      finding(finding, places);
    }
    page.end();
  }

  private void finding(Finding finding, Set<String> places) {
    page.text("  ").text(style(finding.severity()), Words.of(finding.severity()) + ": ");
    page.text(finding.message()).text(Style.FAINT, "  [" + finding.rule().id() + "]").end();
    for (Evidence evidence : finding.evidence()) {
      switch (evidence) {
        case Evidence.Source(String file, int line, int _, String text) ->
            once(places, "at " + (line > 0 ? file + ":" + line : file) + "  " + text);
        case Evidence.Declared(String source, String text) when source.equals("through") ->
            once(places, "it comes through " + text);
        case Evidence.Declared(String source, String text) when source.equals("replacement") ->
            once(places, "instead of it: " + text);
        case Evidence.Declared _, Evidence.Chain _, Evidence.Bytes _ -> {}
      }
    }
    String hint = Hints.of(finding);
    if (!hint.isEmpty() && hints.add(hint)) { // once is enough
      page.text("    hint: ").line(hint);
    }
  }

  private void once(Set<String> said, String sentence) {
    if (said.add(sentence)) {
      page.text("    ").line(sentence);
    }
  }

  private void cut(CgoReport cgo) {
    if (cgo.cut().isEmpty()) {
      return;
    }
    page.text(Style.STRONG, "to be rid of it").text(", remove ");
    page.line(cgo.cut().size() == 1 ? "this" : "these " + cgo.cut().size());
    Grid grid = new Grid("  ");
    int most = verbose ? Integer.MAX_VALUE : NAMED;
    for (CgoReport.CutImport one : cgo.cut().stream().limit(most).toList()) {
      String what =
          one.imported().isEmpty() ? "its own native code" : "import \"" + one.imported() + '"';
      grid.add(CgoTree.shown(one.importer(), cgo.mainModules()), what, one.place());
    }
    grid.print(page);
    if (cgo.cut().size() > most) {
      page.line("  and " + (cgo.cut().size() - most) + " more, which --verbose names");
    }
    if (cgo.cutAnywhere().size() < cgo.cut().size()) {
      page.line(
          "  counting the imports of dependencies it is " + cgo.cutAnywhere().size() + " in all");
    }
    page.end();
  }

  /** With one target every package would be in the same column. */
  private void matrix(CgoReport cgo) {
    if (cgo.targets().size() < 2) {
      return;
    }
    List<String> names = cgo.targets().stream().map(CgoReport.Target::name).toList();
    Grid grid = new Grid("");
    List<String> head = new ArrayList<>(List.of("package"));
    head.addAll(names);
    grid.add(head.toArray(new String[0]));
    Map<String, List<PackageUse>> byPackage = new LinkedHashMap<>();
    for (PackageUse use : cgo.uses()) {
      if (use.rule() != Rule.ASSEMBLY_PACKAGE || verbose) {
        byPackage.computeIfAbsent(use.artifact(), _ -> new ArrayList<>()).add(use);
      }
    }
    byPackage.forEach((name, uses) -> {
      List<String> row = new ArrayList<>(List.of(name));
      names.forEach(target -> row.add(cell(uses, target)));
      grid.add(row.toArray(new String[0]));
    });
    if (byPackage.isEmpty()) {
      return;
    }
    grid.print(page);
    page.end();
  }

  private static String cell(List<PackageUse> uses, String target) {
    StringBuilder words = new StringBuilder();
    for (PackageUse use : uses) {
      PackageUse.OnTarget one = use.targets().get(target);
      if (one != null) {
        words.append(words.isEmpty() ? "" : ", ").append(CgoTree.word(use.rule()));
        words.append(one.testOnly() ? " (tests)" : "");
        words.append(
            one.outcome() == PackageUse.Outcome.DENIED ? "" : " (" + Words.of(one.outcome()) + ")");
      }
    }
    return words.isEmpty() ? "-" : words.toString();
  }

  /** What is no finding is counted, so that nobody takes it for absent. */
  private void notes(CgoReport cgo) {
    named("of the standard library", cgo, use -> use.rule() == Rule.STD_CGO, true);
    named("with assembly", cgo, use -> use.rule() == Rule.ASSEMBLY_PACKAGE, verbose);
    for (PackageUse.Outcome outcome :
        List.of(
            PackageUse.Outcome.ALLOWED,
            PackageUse.Outcome.WAIVED,
            PackageUse.Outcome.KNOWN,
            PackageUse.Outcome.IGNORED)) {
      for (PackageUse use : cgo.uses()) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        use.targets()
            .forEach((target, one) -> {
              if (one.outcome() == outcome) {
                byReason.computeIfAbsent(one.why(), _ -> new ArrayList<>()).add(target);
              }
            });
        byReason.forEach(
            (why, targets) -> accepted(use, outcome, why, where(targets, byReason.size() > 1)));
      }
    }
  }

  private static String where(List<String> targets, boolean named) {
    return named
        ? " on " + String.join(", ", targets)
        : targets.size() > 1 ? " on " + targets.size() + " targets" : "";
  }

  private void accepted(PackageUse use, PackageUse.Outcome outcome, String why, String where) {
    page.text(Words.of(outcome)).text(": ").text(use.artifact());
    page.text("  [" + use.rule().id() + "]").text(where);
    page.line(why.isEmpty() ? "" : ", " + why);
  }

  private interface Wanted {
    boolean test(PackageUse use);
  }

  private void named(String title, CgoReport cgo, Wanted wanted, boolean withNames) {
    List<PackageUse> some =
        cgo.uses().stream()
            .filter(wanted::test)
            .sorted(Comparator.comparing(PackageUse::artifact))
            .toList();
    if (!some.isEmpty()) {
      page.text(Count.of(some.size(), "package") + " " + title);
      page.line(
          withNames
              ? ": " + String.join(", ", some.stream().map(PackageUse::artifact).toList())
              : "");
    }
  }

  private void difference(CgoDifference difference) {
    difference.added().forEach(one -> page.text(Style.BAD, "+ ").line(one));
    difference.removed().forEach(one -> page.text(Style.GOOD, "- ").line(one));
    if (difference.isAsked() && difference.isEmpty()) {
      page.line("nothing has changed since " + difference.since());
    }
    difference.notCompared().forEach(page::line);
  }

  private void targets(CgoReport cgo) {
    for (CgoReport.Target target : cgo.targets()) {
      ScanState state = target.state();
      page.text(Style.STRONG, target.name()).text(": ");
      page.text(Count.of(target.packages(), "package")).text(", cgo " + Words.of(state.cgo()));
      page.line(
          verbose && !state.evidence().isEmpty() ? " (" + state.evidence().getFirst() + ")" : "");
      if (target.unread() > 0 && state.isConclusive()) {
        page.text("  not looked into: ")
            .text(Count.of(target.unread(), "package"))
            .line(" with assembly, whose sources are not here; loading C without cgo is not seen");
      }
      if (target.end() == Scan.End.UNKNOWN && state.isConclusive()) {
        page.line("  taken for whole, without an end mark: --require-end asks for one");
      }
      for (ScanState.Fault fault : state.faults()) {
        page.text("  ").text(Style.WARNING, "not checked: ").line(fault.detail());
      }
    }
  }

  /** Programs that were held against the scans, and targets that no scan is for. */
  private void others(CgoReport cgo) {
    List<String> names = cgo.targets().stream().map(CgoReport.Target::name).toList();
    Set<String> waived = WaivedReport.waived(cgo.report());
    for (Checked one : cgo.report().checked()) {
      if (names.contains(one.artifact())) {
        continue;
      }
      page.text(Style.STRONG, one.artifact()).text(": ");
      switch (one.outcome()) {
        case PASSED -> page.line(waived.contains(one.artifact()) ? "waived" : "as the scan says");
        case FAILED -> page.line("not as the scan says");
        case NOT_CHECKED, UNCLAIMED -> page.text(Style.WARNING, "not checked: ").line(one.detail());
      }
    }
  }

  private static Style style(Severity severity) {
    return switch (severity) {
      case NOTE -> Style.PLAIN;
      case WARNING -> Style.WARNING;
      case ERROR -> Style.BAD;
    };
  }
}
