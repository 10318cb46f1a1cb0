package dev.archcheck.cli.render;

import dev.archcheck.toolchain.check.TreeReport;
import dev.archcheck.toolchain.store.Difference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of installed versions, for people. */
public final class TreeText {

  private static final int NAMED = 20;

  private final Page page;
  private final int limit;

  /**
   * A view on a page.
   *
   * @param verbose names every difference
   */
  public TreeText(Page page, boolean verbose) {
    this.page = page;
    this.limit = verbose ? Integer.MAX_VALUE : NAMED;
  }

  /** Prints reports, one after the other. */
  public void print(List<TreeReport> reports) {
    for (TreeReport report : reports) {
      print(report);
    }
    page.flush();
  }

  private void print(TreeReport report) {
    page.text(Style.STRONG, report.name().isEmpty() ? "Go" : report.name())
        .text(" in ")
        .line(report.goroot().toString());
    ProofLines.print(page, report.proofs());
    differences(report.differences());
    report.notes().forEach(note -> page.text("  note: ").line(note));
    page.text("  ");
    switch (report.outcome()) {
      case INTACT ->
          page.text(Style.GOOD, "intact")
              .text(": ")
              .line(count(report) + ", as in " + report.against());
      case DIFFERENT ->
          page.text(Style.BAD, "differs")
              .text(" from " + report.against() + ": ")
              .line(sum(report));
      case NOT_CHECKED -> page.text(Style.WARNING, "not checked").end();
    }
  }

  private static String count(TreeReport report) {
    String all = Count.of(report.files(), "file");
    return report.unproven() == 0
        ? all
        : all + " (" + report.unproven() + " of them no log speaks of)";
  }

  private static String sum(TreeReport report) {
    Map<Difference.Kind, Integer> counts = new EnumMap<>(Difference.Kind.class);
    report.differences().forEach(one -> counts.merge(one.kind(), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((kind, count) -> parts.add(count + " " + word(kind)));
    return parts.isEmpty()
        ? "which files is not known"
        : String.join(", ", parts) + " of " + Count.of(report.files(), "file");
  }

  private void differences(List<Difference> differences) {
    Grid grid = new Grid("  ");
    String cause = "";
    int shown = 0;
    for (Difference one : differences) {
      if (shown++ == limit) {
        break;
      }
      String detail = one.detail();
      if (!one.cause().isEmpty() && !one.cause().equals(cause)) {
        cause = one.cause();
        detail = detail.isEmpty() ? cause : detail + "; " + cause;
      }
      grid.add(word(one.kind()), one.path(), detail);
    }
    grid.print(page);
    if (differences.size() > limit) {
      page.line("  and " + (differences.size() - limit) + " more, which --verbose names");
    }
  }

  static String word(Difference.Kind kind) {
    return switch (kind) {
      case CHANGED -> "changed";
      case MISSING -> "missing";
      case EXTRA -> "extra";
      case MODE -> "mode";
      case UNREADABLE -> "unreadable";
    };
  }
}
