package dev.archcheck.verify.sumdb;

import java.util.List;

/**
 * The result of a lookup.
 *
 * @param module what the log says, proven
 * @param origin where the answer was found
 * @param remembered the largest tree of the log that is known now; the record's tree is its
 *     beginning unless {@code notCompared} says otherwise
 * @param notCompared which trees could not be compared, and why: one sentence each; if it is empty,
 *     everything that is remembered of the log fits together
 */
public record Lookup(
    LoggedModule module, Origin origin, SignedHead remembered, List<String> notCompared) {

  /** Where an answer was found. It was verified in the same way. */
  public enum Origin {
    /** In the proofs that were kept, or in one that was handed over. */
    KEPT_PROOF,
    /** In the cache of another program. */
    LOCAL,
    /** The log itself, or who speaks for it. */
    REMOTE
  }

  /** Keeps its own list. */
  public Lookup {
    notCompared = List.copyOf(notCompared);
  }

  /** {@return whether all trees that are known were compared with each other} */
  public boolean isCompared() {
    return notCompared.isEmpty();
  }
}
