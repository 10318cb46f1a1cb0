package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Witness;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import java.util.List;
import java.util.function.Consumer;

/** Damage that did not keep the file from being identified, and places that contradict others. */
final class DamageRule implements PlatformRule {

  /** One broken table is often broken in a thousand places. */
  private static final int MAX_FINDINGS = 3;

  @Override
  public void judge(Subject subject, Consumer<Finding> out) {
    List<Problem> problems = subject.facts().problems();
    for (Problem problem : problems.subList(0, Math.min(MAX_FINDINGS, problems.size()))) {
      boolean contradicts = problem.reason() == Reason.CONTRADICTION;
      Witness witness =
          new Witness(problem.structure(), problem.field(), problem.offset(), problem.detail(), "");
      out.accept(
          subject.finding(
              contradicts ? Rule.CONTRADICTION : Rule.DAMAGED,
              List.of(new Evidence.Bytes(witness)),
              problem));
    }
  }
}
