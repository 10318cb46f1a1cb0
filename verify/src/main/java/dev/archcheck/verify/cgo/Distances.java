package dev.archcheck.verify.cgo;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * How far every package is from some others by its shortest chain, and how many of these it has.
 */
final class Distances {

  private final int[] distance;
  private final long[] ways;

  Distances(ImportGraph graph, List<Integer> from) {
    distance = new int[graph.size()];
    ways = new long[graph.size()];
    Arrays.fill(distance, -1);
    ArrayDeque<Integer> open = new ArrayDeque<>(from);
    for (int start : from) {
      distance[start] = 0;
      ways[start] = 1;
    }
    while (!open.isEmpty()) {
      int here = open.remove();
      for (int next : graph.imports(here)) {
        if (distance[next] < 0) {
          distance[next] = distance[here] + 1;
          open.add(next);
        }
        if (distance[next] == distance[here] + 1) {
          long sum = ways[next] + ways[here];
          ways[next] = sum < 0 ? Long.MAX_VALUE : sum;
        }
      }
    }
  }

  /** {@return the number of imports on the shortest chain to a package, or -1} */
  int to(int number) {
    return distance[number];
  }

  /** {@return how many shortest chains lead to it; {@link Long#MAX_VALUE} is that many and more} */
  long ways(int number) {
    return ways[number];
  }

  /** {@return whether one import is on a shortest chain} */
  boolean isStep(int importer, int imported) {
    return distance[importer] >= 0 && distance[importer] + 1 == distance[imported];
  }
}
