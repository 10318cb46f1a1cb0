package dev.archcheck.verify.cgo;

import dev.archcheck.verify.Evidence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All shortest chains of imports that lead to one package. */
final class Chains {

  private final ImportGraph graph;
  private final Distances distances;
  private final int to;

  /** What follows each package on such a chain. */
  private final Map<Integer, List<Integer>> nexts = new HashMap<>();

  private final List<Integer> starts = new ArrayList<>();

  Chains(ImportGraph graph, Distances distances, int to) {
    this.graph = graph;
    this.distances = distances;
    this.to = to;
    if (distances.to(to) < 0) {
      return;
    }
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(to));
    while (!open.isEmpty()) {
      int here = open.remove();
      if (distances.to(here) == 0) {
        starts.add(here);
      }
      for (int importer : graph.importersOf(here)) {
        if (distances.isStep(importer, here)) {
          List<Integer> known = nexts.get(importer);
          if (known == null) {
            known = new ArrayList<>(2);
            nexts.put(importer, known);
            open.add(importer);
          }
          known.add(here);
        }
      }
    }
    starts.sort(Comparator.comparing(graph::path));
    nexts.values().forEach(some -> some.sort(Comparator.comparing(graph::path)));
  }

  /** {@return how many there are; {@link Long#MAX_VALUE} stands for that many and more} */
  long count() {
    return distances.ways(to);
  }

  /** {@return the imports of a package that are on such a chain, in the order of their paths} */
  private List<Integer> nexts(int here) {
    return nexts.getOrDefault(here, List.of());
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
    open.push(nexts(start).iterator());
    while (!open.isEmpty() && found.size() < limit) {
      if (chain.getLast() == to) {
        found.add(made(chain));
      }
      Iterator<Integer> nexts = Objects.requireNonNull(open.peek());
      if (nexts.hasNext()) {
        int next = nexts.next();
        chain.add(next);
        open.push(nexts(next).iterator());
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
