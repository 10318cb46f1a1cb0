package dev.archcheck.verify.cgo;

import dev.archcheck.verify.Evidence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** All shortest chains of imports that lead to one package. */
final class Chains {

  private final ImportGraph graph;
  private final int to;

  /** How many imports it is from each package to the one asked for; -1 where there is no way. */
  private final int[] distance;

  /** Every package with a way, the nearest first. */
  private final List<Integer> order = new ArrayList<>();

  private final List<Integer> starts = new ArrayList<>();

  Chains(ImportGraph graph, int to, List<Integer> from) {
    this.graph = graph;
    this.to = to;
    distance = new int[graph.size()];
    Arrays.fill(distance, -1);
    distance[to] = 0;
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(to));
    while (!open.isEmpty()) {
      int here = open.remove();
      order.add(here);
      for (int importer : graph.importersOf(here)) {
        if (distance[importer] < 0) {
          distance[importer] = distance[here] + 1;
          open.add(importer);
        }
      }
    }
    starts(from);
  }

  private void starts(List<Integer> from) {
    int best = Integer.MAX_VALUE;
    for (int start : from) {
      if (distance[start] >= 0) {
        best = Math.min(best, distance[start]);
      }
    }
    for (int start : from) {
      if (distance[start] == best) {
        starts.add(start);
      }
    }
    starts.sort(Comparator.comparing(graph::path));
  }

  /** {@return how many there are; {@link Long#MAX_VALUE} stands for that many and more} */
  long count() {
    long[] ways = new long[graph.size()];
    ways[to] = 1;
    for (int here : order) {
      for (int next : nearer(here)) {
        ways[here] = sum(ways[here], ways[next]);
      }
    }
    long all = 0;
    for (int start : starts) {
      all = sum(all, ways[start]);
    }
    return all;
  }

  /** {@return the imports of a package that are on a shortest way, in the order of their paths} */
  private List<Integer> nearer(int here) {
    List<Integer> nexts = new ArrayList<>(2);
    for (int next : graph.imports(here)) {
      if (distance[next] >= 0 && distance[next] == distance[here] - 1) {
        nexts.add(next);
      }
    }
    nexts.sort(Comparator.comparing(graph::path));
    return nexts;
  }

  private static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** {@return the first of them, in the order of their import paths} */
  List<Evidence.Chain> first(int limit) {
    List<Evidence.Chain> found = new ArrayList<>();
    for (int start : starts) {
      walk(start, found, limit);
    }
    return found;
  }

  /** Without recursion: a chain in a hostile stream may be as long as the stream. */
  private void walk(int start, List<Evidence.Chain> found, int limit) {
    List<Integer> chain = new ArrayList<>(List.of(start));
    ArrayDeque<Iterator<Integer>> open = new ArrayDeque<>();
    open.push(nearer(start).iterator());
    while (!open.isEmpty() && found.size() < limit) {
      if (chain.getLast() == to) {
        found.add(made(chain));
      }
      Iterator<Integer> nexts = Objects.requireNonNull(open.peek());
      if (nexts.hasNext()) {
        int next = nexts.next();
        chain.add(next);
        open.push(nearer(next).iterator());
      } else {
        chain.removeLast();
        open.pop();
      }
    }
  }

  /** The import to cut is the last one that stands in a file of the user. */
  private Evidence.Chain made(List<Integer> chain) {
    int cut = -1;
    for (int i = 0; i + 1 < chain.size(); i++) {
      if (graph.isOwn(chain.get(i))) {
        cut = i;
      }
    }
    return new Evidence.Chain(chain.stream().map(graph::path).toList(), cut);
  }
}
