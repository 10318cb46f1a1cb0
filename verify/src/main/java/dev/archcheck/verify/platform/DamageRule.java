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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Damage that did not keep the file from being identified, and places that contradict others. */
final class DamageRule implements PlatformRule {

  /** One broken table is often broken in a thousand places. */
  private static final int MAX_FINDINGS = 3;

  @Override
  public void judge(Subject subject, Consumer<Finding> out) throws IOException {
    List<Problem> problems = new ArrayList<>(subject.facts().problems());
    problems.addAll(subject.facts().depth().entryProblems());
    problems = withoutConsequences(problems);
    int told = Math.min(MAX_FINDINGS, problems.size());
    for (int i = 0; i < told; i++) {
      int more = i == told - 1 ? problems.size() - told : 0;
      out.accept(finding(subject, problems.get(i), more));
    }
  }

  /** Where the end of a file is missing, everything that was there is missing. */
  private static List<Problem> withoutConsequences(List<Problem> problems) {
    List<Problem> causes = new ArrayList<>(problems.size());
    for (Problem problem : problems) {
      if (problem.reason() == Reason.TRUNCATED) {
        causes.add(problem);
        break;
      }
    }
    if (causes.isEmpty()) {
      return problems;
    }
    for (Problem problem : problems) {
      if (!isOfMissingEnd(problem.reason())) {
        causes.add(problem);
      }
    }
    return causes;
  }

  private static boolean isOfMissingEnd(Reason reason) {
    return switch (reason) {
      case TRUNCATED, OUT_OF_RANGE, NOT_LOADABLE -> true;
      default -> false;
    };
  }

  private static Finding finding(Subject subject, Problem problem, int more) {
    Rule rule =
        switch (problem.reason()) {
          case CONTRADICTION -> Rule.CONTRADICTION;
          case NOT_LOADABLE -> Rule.WILL_NOT_LOAD;
          default -> Rule.DAMAGED;
        };
    Witness witness =
        new Witness(problem.structure(), problem.field(), problem.offset(), problem.detail(), "");
    return subject.finding(
        rule,
        severity(rule, problem, subject),
        List.of(new Evidence.Bytes(witness)),
        more == 0 ? problem : problem + ", and " + more + " more that inspect lists");
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
