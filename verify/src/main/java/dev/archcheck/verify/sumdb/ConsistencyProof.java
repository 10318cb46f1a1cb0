package dev.archcheck.verify.sumdb;

import java.util.List;

/**
 * That a tree is the beginning of another (RFC 6962, 2.1.2; verified as RFC 9162, 2.1.4.2 says).
 *
 * @param first the size of the smaller tree
 * @param second the size of the larger one
 */
public record ConsistencyProof(long first, long second, List<LogHash> hashes) {

  /** Keeps its own list. */
  public ConsistencyProof {
    hashes = List.copyOf(hashes);
  }

  /** {@return whether the trees with these roots are the beginning and the whole} */
  public boolean holds(LogHash firstRoot, LogHash secondRoot) {
    if (first < 0 || first > second) {
      return false;
    }
    if (first == 0) {
      return hashes.isEmpty() && firstRoot.equals(TreeHasher.emptyRoot());
    }
    if (first == second) {
      return hashes.isEmpty() && firstRoot.equals(secondRoot);
    }
    boolean complete = Long.bitCount(first) == 1; // then the smaller root is the first node itself
    if (hashes.isEmpty() && !complete) {
      return false;
    }
    LogHash start = complete ? firstRoot : hashes.getFirst();
    return folds(
        start, complete ? hashes : hashes.subList(1, hashes.size()), firstRoot, secondRoot);
  }

  private boolean folds(LogHash start, List<LogHash> path, LogHash firstRoot, LogHash secondRoot) {
    TreeHasher hasher = new TreeHasher();
    int shift = Long.numberOfTrailingZeros(first); // the trailing ones of first - 1
    long node = (first - 1) >>> shift;
    long last = (second - 1) >>> shift;
    LogHash smaller = start;
    LogHash larger = start;
    for (LogHash hash : path) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        smaller = hasher.node(hash, smaller);
        larger = hasher.node(hash, larger);
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        larger = hasher.node(larger, hash);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && smaller.equals(firstRoot) && larger.equals(secondRoot);
  }
}
