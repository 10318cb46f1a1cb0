package dev.archcheck.toolchain.download;

import java.util.ArrayList;
import java.util.List;

/** Nobody who was asked gave it; each with its reason. */
public final class AllFailedException extends FetchException {

  private static final long serialVersionUID = 1;

  private final transient List<FetchException> failures;

  private AllFailedException(FetchException worst, List<FetchException> failures) {
    super(
        failures.getFirst().url(),
        worst.kind(),
        worst.status(),
        problem(failures),
        hint(worst, failures),
        worst);
    this.failures = List.copyOf(failures);
  }

  private static String problem(List<FetchException> failures) {
    StringBuilder problem = new StringBuilder(failures.getFirst().problem());
    for (FetchException later : failures.subList(1, failures.size())) {
      problem.append("; ").append(later.getMessage());
    }
    return problem.toString();
  }

  private static String hint(FetchException worst, List<FetchException> failures) {
    String hint = worst.hint();
    for (FetchException failure : failures) {
      if (hint.isEmpty()) {
        hint = failure.hint();
      }
    }
    return hint;
  }

  /**
   * {@return the only failure itself, or one that holds them all} It says them all, and is of the
   * kind of the first that is not just "there is no such thing", which says most (as Go has it).
   *
   * @param failures at least one, in the order of asking
   */
  public static FetchException of(List<FetchException> failures) {
    if (failures.size() == 1) {
      return failures.getFirst();
    }
    int told = 0;
    while (told < failures.size() - 1 && failures.get(told).isNotFound()) {
      told++;
    }
    return new AllFailedException(failures.get(told), failures);
  }

  /** {@return what was handed in, in the order of asking} */
  public List<FetchException> failures() {
    return failures;
  }

  @Override
  public List<FetchException> reasons() {
    List<FetchException> reasons = new ArrayList<>();
    failures.forEach(failure -> reasons.addAll(failure.reasons()));
    return List.copyOf(reasons);
  }
}
