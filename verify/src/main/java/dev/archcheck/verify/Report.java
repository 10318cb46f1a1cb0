package dev.archcheck.verify;

import java.util.List;

/**
 * The result of a run: the only thing that renderers and exit codes are made from.
 *
 * @param checked every binary that was met and everything that could not be looked at, in the order
 *     of the walk; files that are no binaries are only counted
 * @param findings in the order of the artifacts
 * @param otherFiles how many files were met that are no binaries
 */
public record Report(List<Checked> checked, List<Finding> findings, long otherFiles) {

  /**
   * {@return the report without what nobody can know} Where nothing could be looked at, a binary
   * for the target may well be there.
   */
  public Report withoutGuesses() {
    if (checked.isEmpty()
        || otherFiles > 0
        || count(Checked.Outcome.NOT_CHECKED) < checked.size()) {
      return this;
    }
    return new Report(
        checked,
        findings.stream().filter(one -> one.rule() != Rule.TARGET_NOT_COVERED).toList(),
        otherFiles);
  }

  /** {@return how many artifacts ended so} */
  public long count(Checked.Outcome outcome) {
    return checked.stream().filter(one -> one.outcome() == outcome).count();
  }

  /** {@return whether at least one claim was held against bytes} */
  public boolean checkedAnything() {
    return checked.stream()
        .anyMatch(one ->
            one.outcome() == Checked.Outcome.PASSED || one.outcome() == Checked.Outcome.FAILED);
  }

  /** {@return whether a finding is at least so severe} */
  public boolean hasFindings(Severity atLeast) {
    return findings.stream().anyMatch(one -> one.severity().compareTo(atLeast) >= 0);
  }
}
