package dev.archcheck.cli.render;

import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.cgo.CgoReport;
import dev.archcheck.verify.cgo.ScanState;
import dev.archcheck.verify.cgo.ScanState.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a report of the CGO gate comes down to. */
public final class CgoVerdict {

  /** What a new run of go list would mend. */
  private static final Set<Problem> OF_THE_STREAM =
      EnumSet.complementOf(EnumSet.of(Problem.ERRORS, Problem.SOURCES));

  /** Of a target that go lists for and cannot build for. */
  private static final String NO_TARGET = "Go has no target";

  /** How go refuses {@code ./...} where no module is. */
  private static final String OF_NO_MODULE = "does not contain main module";

  /** How go refuses {@code ./...} beside a go.work. */
  private static final String OF_A_WORKSPACE = "does not contain modules listed in go.work";

  private CgoVerdict() {}

  /**
   * {@return the verdict} Findings outweigh what cannot be relied on, and that outweighs all else.
   *
   * @param command the command line that makes a good stream for a target, or for the one that go
   *     has; null where no stream was saved
   */
  public static Verdict of(
      CgoReport cgo, Severity failOn, @Nullable Function<@Nullable Platform, String> command) {
    Verdict verdict = Verdict.of(cgo.report(), failOn, false);
    List<Checked> open =
        cgo.report().checked().stream()
            .filter(one -> one.outcome() == Outcome.NOT_CHECKED)
            .toList();
    String what =
        open.isEmpty()
            ? ""
            : open.size() == 1
                ? open.getFirst().artifact() + " could not be checked"
                : open.size() + " of " + cgo.report().checked().size() + " could not be checked";
    if (verdict.state() == Verdict.State.FAILED) {
      return Verdict.failed(cgo.report(), what);
    }
    if (verdict.state() != Verdict.State.INCONCLUSIVE) {
      return verdict;
    }
    String why = what.isEmpty() ? verdict.why() : what;
    return Verdict.inconclusive(why, hint(cgo, command));
  }

  private static String hint(
      CgoReport cgo, @Nullable Function<@Nullable Platform, String> command) {
    for (CgoReport.Target target : cgo.targets()) {
      ScanState state = target.state();
      if (state.faults().stream().anyMatch(fault -> fault.detail().contains(NO_TARGET))) {
        return "go tool dist list names the targets";
      }
      if (state.faults().stream().anyMatch(fault -> fault.problem() == Problem.SOURCES)) {
        return "judge it where the sources are: archcheck cgo without --input, or at the root of the"
            + " module or workspace";
      }
      if (command != null
          && state.faults().stream().anyMatch(fault -> OF_THE_STREAM.contains(fault.problem()))) {
        return "a good stream is made by: " + command.apply(state.target());
      }
    }
    if (says(cgo, OF_NO_MODULE)) {
      return "no go.mod is here or above: run it in the folder of a module";
    }
    if (says(cgo, OF_A_WORKSPACE)) {
      return "in a workspace name the packages of each module: archcheck cgo ./a/... ./b/...";
    }
    return cgo.targets().stream().allMatch(target -> target.state().isConclusive())
        ? ""
        : "mend what go cannot load, go build ./... says the same; go mod tidy often helps";
  }

  private static boolean says(CgoReport cgo, String what) {
    return cgo.targets().stream()
        .flatMap(target -> target.state().faults().stream())
        .anyMatch(fault -> fault.detail().contains(what));
  }
}
