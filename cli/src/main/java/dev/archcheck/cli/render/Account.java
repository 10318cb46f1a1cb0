package dev.archcheck.cli.render;

import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Severity;

/**
 * All that a view of a report for another program is made from.
 *
 * @param command what made it, as a user types it: {@code verify}
 * @param subjects what the artifacts of the report are
 * @param verdict of this report, with {@code failOn}; the exit code is made from it, too
 * @param failOn from which severity on a finding fails the run
 * @param tree where the files are in the repository
 */
public record Account(
    String command,
    Subjects subjects,
    Report report,
    Verdict verdict,
    Severity failOn,
    SourceTree tree) {

  /** What the names of artifacts in a report name. */
  public enum Subjects {
    /** Files and members of archives, {@code outer!/inner}. */
    FILES,
    /** Import paths; what is a file on disk all the same is taken for one. */
    PACKAGES
  }

  /** {@return for example {@code archcheck verify}} */
  String title() {
    return Program.NAME + " " + command;
  }

  /** {@return how many artifacts ended how, for example {@code 3 artifacts: 2 passed, 1 failed}} */
  String counts() {
    StringBuilder text = new StringBuilder();
    for (Outcome outcome : Outcome.values()) {
      long count = report.count(outcome);
      if (count > 0) {
        text.append(text.isEmpty() ? ": " : ", ").append(count).append(' ');
        text.append(Words.of(outcome).replace('-', ' '));
      }
    }
    return Count.of(report.checked().size(), "artifact") + text;
  }

  /**
   * {@return whether the run concludes nothing although each artifact was looked at} Views that
   * have a line for each artifact need one more for this.
   */
  boolean isInconclusiveAsAWhole() {
    return verdict.state() == Verdict.State.INCONCLUSIVE
        && report.checked().stream().noneMatch(one -> one.outcome() == Outcome.NOT_CHECKED);
  }
}
