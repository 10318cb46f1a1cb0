package dev.archcheck.verify.policy;

import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.artifact.ReportedPath;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Applies the waivers for rules of files to a report. */
public final class WaivedReport {

  private static final String WAIVER = "waiver";

  private WaivedReport() {}

  /** {@return the rules of files that {@code verify} judges} */
  public static Set<Rule> ofVerify() {
    Set<Rule> rules = EnumSet.complementOf(EnumSet.copyOf(PackageRules.ALL));
    rules.remove(Rule.SCAN_CONTRADICTION);
    rules.removeAll(PackageRules.OF_MACHINE);
    return rules;
  }

  /**
   * {@return the report under a policy} What is waived becomes a note that says who answers for it;
   * a file with nothing else against it counts as passed.
   *
   * @param rules the rules of files that the command judges
   * @param today the day, in UTC
   */
  public static Report of(Report report, Policy policy, Set<Rule> rules, LocalDate today) {
    if (policy.waivers().isEmpty()) {
      return report;
    }
    List<Judgement> judgements = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Set<String> failed = new HashSet<>();
    Set<String> answered = new HashSet<>();
    for (Finding finding : report.findings()) {
      if (!rules.contains(finding.rule())) {
        findings.add(finding);
        failed.add(finding.artifact());
        continue;
      }
      ReportedPath file = ReportedPath.of(finding.artifact());
      Judgement judgement =
          policy.judge(Subject.ofFile(finding.rule(), file.relative(), file.absolute()), today);
      judgements.add(judgement);
      Finding kept =
          judgement instanceof Judgement.Waived waived ? noted(finding, waived.waiver()) : finding;
      findings.add(kept);
      if (kept.severity() != Severity.NOTE) {
        failed.add(kept.artifact());
      }
      if (judgement instanceof Judgement.Waived) {
        answered.add(kept.artifact());
      }
    }
    findings.addAll(
        policy.findings(judgements, today, new Scanned(rules, Set.of(), Scanned.Extent.PROJECT)));
    List<Checked> checked =
        report.checked().stream()
            .map(one ->
                answered.contains(one.artifact()) && !failed.contains(one.artifact())
                    ? cleared(one)
                    : one)
            .toList();
    return new Report(checked, List.copyOf(findings), report.otherFiles());
  }

  /** {@return whether it is a finding that somebody answers for} */
  public static boolean isWaived(Finding finding) {
    return finding.evidence().stream()
        .anyMatch(one -> one instanceof Evidence.Declared said && said.source().equals(WAIVER));
  }

  /** {@return the artifacts that pass because of waivers alone} */
  public static Set<String> waived(Report report) {
    Set<String> waived = new HashSet<>();
    report.findings().stream()
        .filter(WaivedReport::isWaived)
        .forEach(one -> waived.add(one.artifact()));
    Set<String> passed = new HashSet<>();
    for (Checked one : report.checked()) {
      if (one.outcome() == Outcome.PASSED && waived.contains(one.artifact())) {
        passed.add(one.artifact());
      }
    }
    return passed;
  }

  private static Finding noted(Finding finding, Waiver waiver) {
    List<Evidence> evidence = new ArrayList<>(finding.evidence());
    evidence.add(
        new Evidence.Declared(
            WAIVER, waiver.owner() + " until " + waiver.expires() + ": " + waiver.reason()));
    return new Finding(
        finding.rule(),
        Severity.NOTE,
        finding.artifact(),
        finding.message(),
        List.copyOf(evidence),
        finding.identity());
  }

  private static Checked cleared(Checked one) {
    return one.outcome() != Outcome.FAILED
        ? one
        : new Checked(
            one.artifact(),
            Outcome.PASSED,
            one.format(),
            one.kind(),
            one.platforms(),
            one.claim(),
            one.detail());
  }
}
