package dev.archcheck.cli.render;

import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Severity;
import java.util.List;

/**
 * The one sentence that a report comes down to. The last line of every format and the exit code are
 * both made from it, so they cannot disagree.
 *
 * @param why for people, without a full stop; for a run that passed what it found all the same, or
 *     the empty string
 * @param hint what to do about it, or the empty string
 */
public record Verdict(State state, String why, String hint) {

  /** How a run ended. */
  public enum State {
    PASSED,
    FAILED,
    INCONCLUSIVE
  }

  /**
   * {@return the verdict on a report} Findings outweigh what could not be checked, and that
   * outweighs everything that passed.
   */
  public static Verdict of(Report report, Severity failOn, boolean requireClaim) {
    long notChecked = report.count(Outcome.NOT_CHECKED);
    String open = notChecked == 0 ? "" : Count.of(notChecked, "file") + " could not be checked";
    if (report.hasFindings(failOn)) {
      return failed(report, open);
    }
    if (notChecked > 0) {
      return inconclusive(open, "");
    }
    long unclaimed = report.count(Outcome.UNCLAIMED);
    if (!report.checkedAnything()) {
      return unclaimed > 0
          ? inconclusive(
              "nothing was checked: no name or option says what the binaries are for",
              "say what they are for: --target OS/ARCH")
          : inconclusive(
              "nothing was checked: there is no binary in what was given",
              "name files, folders or archives that hold binaries");
    }
    if (requireClaim && unclaimed > 0) {
      return inconclusive(
          Count.of(unclaimed, "binary", "binaries") + " without a claim",
          "say what they are for: --target OS/ARCH");
    }
    return new Verdict(State.PASSED, counts(report), "");
  }

  /** {@return state and reason on one line, for example {@code failed: 2 errors}} */
  public String sentence() {
    return why.isEmpty() ? Words.of(state) : Words.of(state) + ": " + why;
  }

  /** {@return a verdict on findings, with what could not be checked beside them} */
  static Verdict failed(Report report, String open) {
    return new Verdict(State.FAILED, counts(report) + (open.isEmpty() ? "" : "; " + open), "");
  }

  /** {@return a verdict that nothing can be said} */
  public static Verdict inconclusive(String why, String hint) {
    return new Verdict(State.INCONCLUSIVE, why, hint);
  }

  /** {@return for example {@code 1 error, 3 notes}} */
  private static String counts(Report report) {
    StringBuilder text = new StringBuilder();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      long count = count(report, severity);
      if (count > 0) {
        text.append(text.isEmpty() ? "" : ", ").append(Count.of(count, Words.of(severity)));
      }
    }
    return text.toString();
  }

  static long count(Report report, Severity severity) {
    return report.findings().stream().filter(one -> one.severity() == severity).count();
  }
}
