package dev.archcheck.verify.policy;

import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with the waivers of a policy after a run. */
final class PolicyFindings {

  private final Policy policy;
  private final LocalDate today;
  private final Scanned scanned;

  private final Set<Waiver> waived = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Waiver> missed = Collections.newSetFromMap(new IdentityHashMap<>());

  PolicyFindings(Policy policy, LocalDate today, Scanned scanned) {
    this.policy = policy;
    this.today = today;
    this.scanned = scanned;
  }

  List<Finding> of(Collection<? extends Judgement> judgements) {
    for (Judgement judgement : judgements) {
      switch (judgement) {
        case Judgement.Waived(List<Waiver> waivers) -> waived.addAll(waivers);
        case Judgement.Denied(Severity _, List<Waiver> expired) -> missed.addAll(expired);
        case Judgement.Allowed _, Judgement.Ignored _ -> {}
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Waiver waiver : policy.waivers()) {
      if (scanned.rules().contains(waiver.scope().rule())) {
        judge(waiver, findings);
      }
    }
    return findings;
  }

  private void judge(Waiver waiver, List<Finding> out) {
    String scope = waiver.scope().toString();
    if (!waiver.holdsOn(today)) {
      if (missed.contains(waiver)) {
        out.add(finding(Rule.WAIVER_EXPIRED, Severity.ERROR, waiver, waiver.expires(), scope));
      } else if (isAllScanned(waiver.scope()) && scanned.extent() == Scanned.Extent.PROJECT) {
        out.add(finding(Rule.WAIVER_EXPIRED, Severity.WARNING, waiver, waiver.expires(), scope));
      }
    } else if (!waived.contains(waiver)) {
      if (isAllScanned(waiver.scope())) {
        out.add(finding(Rule.WAIVER_UNUSED, unused(waiver.scope()), waiver, scope));
      }
    } else if (!waiver.holdsOn(today.plusDays(Policy.NEAR_DAYS))) {
      out.add(finding(Rule.WAIVER_EXPIRING, Severity.NOTE, waiver, waiver.expires(), scope));
    }
  }

  /** {@return whether the run looked at each known target that it is for} */
  private boolean isAllScanned(Scope scope) {
    if (!PackageRules.ALL.contains(scope.rule())) {
      return true; // which files a run sees is up to its arguments: see unused
    }
    Set<String> known = new LinkedHashSet<>(policy.targets());
    known.addAll(scanned.targets());
    scope.targets().stream().filter(GoTargets::isSingle).forEach(known::add);
    known.removeIf(target -> !scope.coversTarget(target));
    return !known.isEmpty() && scanned.targets().containsAll(known);
  }

  /** {@return a warning where no other run of this project could find anything} */
  private Severity unused(Scope scope) {
    boolean targetsKnown =
        !policy.targets().isEmpty()
            || (!scope.targets().isEmpty()
                && scope.targets().stream().allMatch(GoTargets::isSingle));
    return PackageRules.ALL.contains(scope.rule())
            && targetsKnown
            && scanned.extent() == Scanned.Extent.PROJECT
        ? Severity.WARNING
        : Severity.NOTE;
  }

  private Finding finding(Rule rule, Severity severity, Waiver waiver, Object... parameters) {
    Evidence evidence =
        new Evidence.Source(
            policy.file(),
            waiver.place().line(),
            waiver.place().column(),
            waiver.owner() + ": " + waiver.reason());
    return new Finding(
        rule,
        severity,
        policy.file(),
        rule.message(parameters),
        List.of(evidence),
        waiver.scope().toString());
  }
}
