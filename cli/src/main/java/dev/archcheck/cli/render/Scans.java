package dev.archcheck.cli.render;

import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.cgo.CgoReport;
import dev.archcheck.verify.cgo.PackageUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a report of the CGO gate has beside its findings.
 *
 * @param targets the artifacts of the report that are targets; all others are built programs
 * @param failing what fails the run on a target, by the name of the target
 * @param difference to an earlier run
 * @param run what tells this run from others on the same sources: the folder of the module, the
 *     targets that were named; the empty string where nothing does
 * @param cut the imports to remove
 * @param waived how many uses somebody answers for until a date
 */
public record Scans(
    List<String> targets,
    Map<String, List<Finding>> failing,
    CgoDifference difference,
    String run,
    List<CgoReport.CutImport> cut,
    int waived) {

  /** Of a report about something else. */
  static final Scans NONE = new Scans(List.of(), Map.of(), CgoDifference.NONE, "", List.of(), 0);

  /** {@return those of a report} */
  public static Scans of(
      CgoReport cgo, Report targets, Severity failOn, CgoDifference difference, String run) {
    Map<String, List<Finding>> failing = new LinkedHashMap<>();
    for (PackageUse use : cgo.uses()) {
      for (Finding finding : cgo.report().findings()) {
        if (finding.rule() == use.rule()
            && finding.artifact().equals(use.artifact())
            && finding.severity().compareTo(failOn) >= 0) {
          use.targets()
              .forEach((target, one) -> {
                if (one.outcome() == PackageUse.Outcome.DENIED
                    && one.severity() == finding.severity()) {
                  failing.computeIfAbsent(target, _ -> new ArrayList<>()).add(finding);
                }
              });
        }
      }
    }
    return new Scans(
        targets.checked().stream().map(Checked::artifact).toList(),
        failing,
        difference,
        run,
        cgo.cut(),
        (int) cgo.uses().stream().filter(Scans::isWaived).count());
  }

  private static boolean isWaived(PackageUse use) {
    return use.targets().values().stream()
        .anyMatch(one -> one.outcome() == PackageUse.Outcome.WAIVED);
  }

  /** {@return what was looked at, counted} */
  String counted(Report report, String otherwise) {
    if (targets.isEmpty()) {
      return Count.of(report.checked().size(), otherwise);
    }
    int programs = report.checked().size() - targets.size();
    return Count.of(targets.size(), "target")
        + (programs > 0 ? " and " + Count.of(programs, "program") : "");
  }
}
