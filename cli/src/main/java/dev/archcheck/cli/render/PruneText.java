package dev.archcheck.cli.render;

import dev.archcheck.toolchain.activate.Source;
import dev.archcheck.toolchain.prune.Doubt;
import dev.archcheck.toolchain.prune.Kept;
import dev.archcheck.toolchain.prune.Leftover;
import dev.archcheck.toolchain.prune.PrunePlan;
import dev.archcheck.toolchain.prune.Unneeded;
import java.util.List;

/** What stays in the store and what goes, for people. */
public final class PruneText {

  /** Up to so many files that need a version are named; more are counted. */
  private static final int NAMED = 3;

  /** How far it has come. */
  public enum Step {
    /** Nothing was changed. */
    PLANNED,
    /** It is gone. */
    REMOVED
  }

  private final Page page;

  /** A view on a page. */
  public PruneText(Page page) {
    this.page = page;
  }

  /** Prints a plan. */
  public void print(PrunePlan plan, Step step) {
    Grid grid = new Grid("");
    for (Kept kept : plan.kept()) {
      grid.add("keep", kept.installed().toolchain().name(), reasons(kept.reasons()));
    }
    String word = step == Step.REMOVED ? "removed" : "remove";
    for (Unneeded one : plan.unneeded()) {
      grid.add(word, one.installed().toolchain().name(), Bytes.of(one.bytes()));
    }
    for (Leftover one : plan.leftovers()) {
      grid.add(word, one.file().toString(), Bytes.of(one.bytes()));
    }
    grid.print(page);
    doubts(plan.doubts());
    page.line(sum(plan, step)).flush();
  }

  private static String reasons(List<Source> reasons) {
    StringBuilder text = new StringBuilder();
    for (Source reason : reasons.subList(0, Math.min(NAMED, reasons.size()))) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(reason.kind() == Source.Kind.DEFAULT ? "the default" : reason.toString());
    }
    int more = reasons.size() - NAMED;
    return more > 0 ? text + " and " + more + " more" : text.toString();
  }

  private void doubts(List<Doubt> doubts) {
    Grid grid = new Grid("");
    for (Doubt doubt : doubts) {
      String word =
          switch (doubt.kind()) {
            case UNREAD -> "not read";
            case NOT_UNDERSTOOD -> "passed over";
          };
      grid.add(word, doubt.place(), doubt.why());
    }
    grid.print(page);
  }

  private static String sum(PrunePlan plan, Step step) {
    String seen = Count.of(plan.folders(), "folder") + " looked at; ";
    String bytes = Bytes.of(plan.bytes());
    if (!plan.isCertain()) {
      return seen + "nothing can be removed safely";
    }
    if (plan.unneeded().isEmpty() && plan.leftovers().isEmpty()) {
      return seen + "there is nothing to remove";
    }
    return seen + (step == Step.REMOVED ? bytes + " freed" : bytes + " would be freed");
  }
}
