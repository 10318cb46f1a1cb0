package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Witness;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Damage that did not keep the file from being identified, and places that contradict others. */
final class DamageRule implements PlatformRule {

  /** One broken table is often broken in a thousand places. */
  private static final int MAX_FINDINGS = 3;

  @Override
  public void judge(Subject subject, Consumer<Finding> out) throws IOException {
    List<Problem> problems = subject.facts().problems();
    for (Problem problem : problems.subList(0, Math.min(MAX_FINDINGS, problems.size()))) {
      out.accept(finding(subject, problem));
    }
    for (Problem problem : subject.facts().depth().entryProblems()) {
      out.accept(finding(subject, problem));
    }
  }

  private static Finding finding(Subject subject, Problem problem) {
    Rule rule =
        switch (problem.reason()) {
          case CONTRADICTION -> Rule.CONTRADICTION;
          case NOT_LOADABLE -> Rule.WILL_NOT_LOAD;
          default -> Rule.DAMAGED;
        };
    Witness witness =
        new Witness(problem.structure(), problem.field(), problem.offset(), problem.detail(), "");
    return subject.finding(
        rule, severity(rule, problem, subject), List.of(new Evidence.Bytes(witness)), problem);
  }

  private static Severity severity(Rule rule, Problem problem, Subject subject) {
    if (isHarmless(problem, subject)) {
      return Severity.NOTE;
    }
    // A file that ends before its own tables say is a broken download, and does not run.
    return problem.reason() == Reason.TRUNCATED ? Severity.ERROR : rule.severity();
  }

  /** No loader reads the section headers of an ELF file, and tools that strip leave them broken. */
  private static boolean isHarmless(Problem problem, Subject subject) {
    Kind kind = subject.facts().kind();
    boolean loaded = kind == Kind.EXECUTABLE || kind == Kind.SHARED_LIBRARY;
    return loaded
        && subject.facts().format() == Format.ELF
        && (problem.field().startsWith("e_sh") || problem.structure().endsWith("_Shdr"));
  }
}
