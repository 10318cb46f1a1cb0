package dev.archcheck.verify.cgo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fewest imports whose removal leaves no way from the programs to any of some packages. What
 * can be removed has the capacity 1, all else as much as there is, and the cut of least capacity is
 * the answer (Ford and Fulkerson; the flow is found by shortest augmenting paths, Edmonds and
 * Karp).
 */
final class MinimumCut {

  private static final int PLENTY = 1 << 28;

  /**
   * One import.
   *
   * @param imported the empty string for the native code of the importer itself
   */
  record Edge(String importer, String imported) {}

  private final ImportGraph graph;
  private final boolean anywhere;
  private final int source;
  private final int sink;
  private final List<int[]> edges =
      new ArrayList<>(); // to, capacity left; its reverse is next to it
  private final List<List<Integer>> leaving = new ArrayList<>();

  private MinimumCut(ImportGraph graph, boolean anywhere) {
    this.graph = graph;
    this.anywhere = anywhere;
    source = graph.size();
    sink = source + 1;
    for (int i = 0; i <= sink; i++) {
      leaving.add(new ArrayList<>(0));
    }
  }

  /**
   * {@return the imports, in the order of their packages} Empty where no removal can do it.
   *
   * @param anywhere whether imports of dependencies can be removed, too, and not only the user's
   */
  static List<Edge> of(ImportGraph graph, Collection<Integer> targets, boolean anywhere) {
    MinimumCut cut = new MinimumCut(graph, anywhere);
    cut.build(targets);
    return cut.isPossible() ? cut.edges() : List.of();
  }

  private void build(Collection<Integer> targets) {
    for (int i = 0; i < graph.size(); i++) {
      if (graph.isShipped(i)) {
        int capacity = canChange(i) ? 1 : PLENTY;
        for (int next : graph.imports(i)) {
          add(i, next, capacity);
        }
      }
    }
    Set<Integer> starts = new LinkedHashSet<>();
    for (int target : targets) {
      if (graph.isShipped(target)) {
        add(target, sink, graph.isOwn(target) ? 1 : PLENTY);
        starts.addAll(graph.startsFor(target));
      }
    }
    starts.forEach(start -> add(source, start, PLENTY));
  }

  private boolean canChange(int number) {
    return anywhere || graph.isOwn(number);
  }

  private void add(int from, int to, int capacity) {
    leaving.get(from).add(edges.size());
    edges.add(new int[] {to, capacity});
    leaving.get(to).add(edges.size());
    edges.add(new int[] {from, 0});
  }

  private boolean isPossible() {
    while (true) {
      int[] by = path();
      if (by[sink] < 0) {
        return true;
      }
      int least = PLENTY;
      for (int at = sink; at != source; at = edges.get(by[at] ^ 1)[0]) {
        least = Math.min(least, edges.get(by[at])[1]);
      }
      if (least > PLENTY / 2) { // nothing on the way can be removed, whatever has flown over it
        return false;
      }
      for (int at = sink; at != source; at = edges.get(by[at] ^ 1)[0]) {
        edges.get(by[at])[1] -= least;
        edges.get(by[at] ^ 1)[1] += least;
      }
    }
  }

  /** {@return by which edge each node is come to on shortest ways with room, or -1} */
  private int[] path() {
    int[] by = new int[sink + 1];
    Arrays.fill(by, -1);
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(source));
    while (!open.isEmpty() && by[sink] < 0) {
      for (int edge : leaving.get(open.remove())) {
        int to = edges.get(edge)[0];
        if (edges.get(edge)[1] > 0 && by[to] < 0 && to != source) {
          by[to] = edge;
          open.add(to);
        }
      }
    }
    return by;
  }

  /** Of several smallest cuts the one next to the targets: where the user's code is left. */
  private List<Edge> edges() {
    boolean[] behind = new boolean[sink + 1];
    behind[sink] = true;
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(sink));
    while (!open.isEmpty()) {
      for (int edge : leaving.get(open.remove())) {
        int from = edges.get(edge)[0];
        if (edges.get(edge ^ 1)[1] > 0 && !behind[from]) {
          behind[from] = true;
          open.add(from);
        }
      }
    }
    List<Edge> cut = new ArrayList<>();
    for (int from = 0; from < source; from++) {
      for (int edge : leaving.get(from)) {
        int to = edges.get(edge)[0];
        boolean forward = (edge & 1) == 0;
        if (forward && !behind[from] && behind[to]) {
          cut.add(new Edge(graph.path(from), to == sink ? "" : graph.path(to)));
        }
      }
    }
    cut.sort(Comparator.comparing(Edge::importer).thenComparing(Edge::imported));
    return cut;
  }
}
