package dev.archcheck.toolchain.download;

import java.util.List;

/** Nobody who was asked gave it; each with its reason. */
public final class AllFailedException extends FetchException {

  private static final long serialVersionUID = 1;

  private final transient List<FetchException> failures;

  private AllFailedException(FetchException worst, String problem, List<FetchException> failures) {
    super(worst.url(), worst.kind(), worst.status(), problem, worst.hint(), worst);
    this.failures = List.copyOf(failures);
  }

  /**
   * {@return the only failure itself, or one that holds them all} It is of the kind of the first
   * that is not just "there is no such thing", which says most (as Go has it).
   *
   * @param failures at least one
   */
  public static FetchException of(List<FetchException> failures) {
    if (failures.size() == 1) {
      return failures.getFirst();
    }
    int told = 0;
    while (told < failures.size() - 1 && failures.get(told).isNotFound()) {
      told++;
    }
    FetchException worst = failures.get(told);
    StringBuilder problem = new StringBuilder(worst.problem());
    for (int i = 0; i < failures.size(); i++) {
      if (i != told) {
        problem.append("; ").append(failures.get(i).getMessage());
      }
    }
    return new AllFailedException(worst, problem.toString(), failures);
  }

  /** {@return all reasons, in the order of asking} */
  public List<FetchException> failures() {
    return failures;
  }
}
