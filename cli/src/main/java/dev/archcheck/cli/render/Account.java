package dev.archcheck.cli.render;

import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.policy.WaivedReport;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that a view of a report for another program is made from.
 *
 * @param command what made it, as a user types it: {@code verify}
 * @param subjects what the artifacts of the report are
 * @param verdict of this report, with {@code failOn}; the exit code is made from it, too
 * @param failOn from which severity on a finding fails the run
 * @param tree where the files are in the repository
 * @param scans what the CGO gate has beside its findings
 */
public record Account(
    String command,
    Subjects subjects,
    Report report,
    Verdict verdict,
    Severity failOn,
    SourceTree tree,
    Scans scans) {

  /** Of a report that has nothing beside its findings. */
  public Account(
      String command,
      Subjects subjects,
      Report report,
      Verdict verdict,
      Severity failOn,
      SourceTree tree) {
    this(command, subjects, report, verdict, failOn, tree, Scans.NONE);
  }

  /** What the names of artifacts in a report name. */
  public enum Subjects {
    /** Files and members of archives, {@code outer!/inner}. */
    FILES,
    /** Import paths; what is a file on disk all the same is taken for one. */
    PACKAGES,
    /** Settings of a machine, and files on it. */
    MACHINE
  }

  private static final String WAIVED = "waived";
  private static final List<String> WORDS =
      List.of(
          word(Outcome.PASSED),
          WAIVED,
          counted(Outcome.FAILED),
          word(Outcome.UNCLAIMED),
          word(Outcome.NOT_CHECKED));

  /** What has only warnings need not fail the run. */
  private static String counted(Outcome outcome) {
    return outcome == Outcome.FAILED ? "with findings" : word(outcome);
  }

  private static String word(Outcome outcome) {
    return Words.of(outcome).replace('-', ' ');
  }

  /** {@return for example {@code archcheck verify}} */
  String title() {
    return Program.NAME + " " + command;
  }

  /** {@return how many artifacts ended how, for example {@code 3 artifacts: 2 passed, 1 failed}} */
  String counts() {
    Set<String> waivers = WaivedReport.waived(report);
    Map<String, Integer> counts = new TreeMap<>(Comparator.comparingInt(WORDS::indexOf));
    for (Checked one : report.checked()) {
      boolean waived = one.outcome() == Outcome.PASSED && waivers.contains(one.artifact());
      counts.merge(waived ? WAIVED : counted(one.outcome()), 1, Integer::sum);
    }
    StringBuilder text = new StringBuilder();
    counts.forEach((word, count) ->
        text.append(text.isEmpty() ? ": " : ", ").append(count).append(' ').append(word));
    if (scans.waived() > 0) {
      text.append("; ").append(Count.of(scans.waived(), "use")).append(" waived");
    }
    return scans.counted(report, "artifact") + text;
  }

  /** {@return so many of what was to be checked} */
  String unchecked(long count, String prefix) {
    String noun = subjects == Subjects.PACKAGES ? "target" : "file";
    return Count.of(count, prefix + noun);
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
