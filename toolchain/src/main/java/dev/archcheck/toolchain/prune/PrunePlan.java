package dev.archcheck.toolchain.prune;

import java.util.List;

/**
 * What is to stay and what is to go.
 *
 * @param folders how many folders were looked at
 */
public record PrunePlan(
    List<Kept> kept,
    List<Unneeded> unneeded,
    List<Leftover> leftovers,
    List<Doubt> doubts,
    long folders) {

  /** Keeps its own lists. */
  public PrunePlan {
    kept = List.copyOf(kept);
    unneeded = List.copyOf(unneeded);
    leftovers = List.copyOf(leftovers);
    doubts = List.copyOf(doubts);
  }

  /** {@return whether everything was seen that was to be looked at} */
  public boolean isCertain() {
    for (Doubt doubt : doubts) {
      if (doubt.kind() == Doubt.Kind.UNREAD) {
        return false;
      }
    }
    return true;
  }

  /** {@return how many bytes are freed by it} */
  public long bytes() {
    long sum = 0;
    for (Unneeded one : unneeded) {
      sum += one.bytes();
    }
    for (Leftover one : leftovers) {
      sum += one.bytes();
    }
    return sum;
  }
}
