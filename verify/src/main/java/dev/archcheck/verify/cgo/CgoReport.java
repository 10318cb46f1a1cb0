package dev.archcheck.verify.cgo;

import dev.archcheck.verify.Report;
import dev.archcheck.verify.policy.Scanned;
import dev.archcheck.verify.policy.Subject;
import java.util.List;

/**
 * The result of the gate.
 *
 * @param targets each scan and how far it can be relied on
 * @param uses every use of native code, also what is allowed
 * @param mainModules the paths of the user's own modules
 * @param cut the fewest imports of the user's own packages whose removal leaves no finding; empty
 *     where none can do it, or none has to
 * @param cutAnywhere the same where dependencies can be changed, too
 * @param open what is a finding or in the baseline, for a new baseline
 * @param scanned what was looked at from end to end
 */
public record CgoReport(
    Report report,
    List<Target> targets,
    List<PackageUse> uses,
    List<String> mainModules,
    List<CutImport> cut,
    List<CutImport> cutAnywhere,
    List<Subject> open,
    Scanned scanned) {

  /** {@return the same with another report} */
  public CgoReport with(Report other) {
    return new CgoReport(other, targets, uses, mainModules, cut, cutAnywhere, open, scanned);
  }

  /**
   * One scan.
   *
   * @param name its target, or its source where that is not known
   * @param packages how many there are, variants for tests among them
   * @param end how the run ended that made it
   * @param unread how many of them could load C without cgo, and have sources that are not here
   */
  public record Target(
      String name, String source, ScanState state, int packages, Scan.End end, int unread) {}

  /**
   * One import to remove.
   *
   * @param imported the empty string where it is the native code of the importer itself
   * @param place file and line, or the empty string where the source is not here
   */
  public record CutImport(String importer, String imported, String place) {}
}
