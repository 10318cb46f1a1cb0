package dev.archcheck.verify.cgo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The fewest imports whose removal leaves no way from what was asked for to any of some packages.
 * What can be removed has the capacity 1, all else as much as there is, and the cut of least
 * capacity is the answer (Ford and Fulkerson; the flow is found by shortest augmenting paths,
 * Edmonds and Karp).
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

  /**
   * Where each edge leads, and how much can still flow; its reverse is the next one, an odd one.
   */
  private int[] to = new int[1024];

  private int[] room = new int[1024];

  /** The next edge that leaves the same node, or -1; {@code first} has the first of each node. */
  private int[] next = new int[1024];

  private final int[] first;
  private int edges;

  private MinimumCut(ImportGraph graph, boolean anywhere) {
    this.graph = graph;
    this.anywhere = anywhere;
    source = graph.size();
    sink = source + 1;
    first = new int[sink + 1];
    Arrays.fill(first, -1);
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
    BitSet leading = leadingTo(targets);
    for (int i = leading.nextSetBit(0); i >= 0; i = leading.nextSetBit(i + 1)) {
      int capacity = canChange(i) ? 1 : PLENTY;
      for (int next : graph.imports(i)) {
        if (leading.get(next)) {
          add(i, next, capacity);
        }
      }
    }
    for (int target : targets) {
      if (graph.isShipped(target)) {
        add(target, sink, graph.isOwn(target) ? 1 : PLENTY);
      }
    }
    graph.roots().stream().filter(leading::get).forEach(start -> add(source, start, PLENTY));
  }

  /** {@return what some way to a target goes through; nothing else can be in a cut} */
  private BitSet leadingTo(Collection<Integer> targets) {
    BitSet leading = new BitSet(graph.size());
    ArrayDeque<Integer> open = new ArrayDeque<>();
    for (int target : targets) {
      if (graph.isShipped(target) && !leading.get(target)) {
        leading.set(target);
        open.add(target);
      }
    }
    while (!open.isEmpty()) {
      for (int importer : graph.importersOf(open.remove())) {
        if (graph.isShipped(importer) && !leading.get(importer)) {
          leading.set(importer);
          open.add(importer);
        }
      }
    }
    return leading;
  }

  private boolean canChange(int number) {
    return anywhere || graph.isOwn(number);
  }

  private void add(int from, int into, int capacity) {
    edge(from, into, capacity);
    edge(into, from, 0);
  }

  private void edge(int from, int into, int capacity) {
    if (edges == to.length) {
      to = Arrays.copyOf(to, 2 * edges);
      room = Arrays.copyOf(room, 2 * edges);
      next = Arrays.copyOf(next, 2 * edges);
    }
    to[edges] = into;
    room[edges] = capacity;
    next[edges] = first[from];
    first[from] = edges++;
  }

  private boolean isPossible() {
    int[] way = new int[sink + 1];
    for (int[] level = levels(); level[sink] >= 0; level = levels()) {
      int[] at = first.clone();
      for (int flow = augment(level, at, way); flow > 0; flow = augment(level, at, way)) {
        if (flow > PLENTY / 2) { // nothing on the way can be removed, whatever has flown over it
          return false;
        }
      }
    }
    return true;
  }

  /** {@return how far each node is from the source by edges with room, or -1} */
  private int[] levels() {
    int[] level = new int[sink + 1];
    Arrays.fill(level, -1);
    level[source] = 0;
    int[] open = new int[sink + 1];
    int end = 0;
    open[end++] = source;
    for (int i = 0; i < end && level[sink] < 0; i++) {
      for (int edge = first[open[i]]; edge >= 0; edge = next[edge]) {
        int into = to[edge];
        if (room[edge] > 0 && level[into] < 0) {
          level[into] = level[open[i]] + 1;
          open[end++] = into;
        }
      }
    }
    return level;
  }

  /**
   * Lets as much flow as one more shortest way has room for.
   *
   * @param at the edge of each node that is to be tried next: those before it lead nowhere
   * @param way room for the edges of the way
   * @return how much, 0 where there is no such way any more
   */
  private int augment(int[] level, int[] at, int[] way) {
    int length = 0;
    int node = source;
    while (node != sink) {
      int edge = at[node];
      if (edge >= 0 && room[edge] > 0 && level[to[edge]] == level[node] + 1) {
        way[length++] = edge;
        node = to[edge];
      } else if (edge >= 0) {
        at[node] = next[edge];
      } else if (length == 0) {
        return 0;
      } else {
        node = to[way[--length] ^ 1];
        at[node] = next[at[node]];
      }
    }
    int least = PLENTY;
    for (int i = 0; i < length; i++) {
      least = Math.min(least, room[way[i]]);
    }
    for (int i = 0; i < length; i++) {
      room[way[i]] -= least;
      room[way[i] ^ 1] += least;
    }
    return least;
  }

  /** Of several smallest cuts the one next to the targets: where the user's code is left. */
  private List<Edge> edges() {
    boolean[] behind = new boolean[sink + 1];
    behind[sink] = true;
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(sink));
    while (!open.isEmpty()) {
      for (int edge = first[open.remove()]; edge >= 0; edge = next[edge]) {
        int from = to[edge];
        if (room[edge ^ 1] > 0 && !behind[from]) {
          behind[from] = true;
          open.add(from);
        }
      }
    }
    List<Edge> cut = new ArrayList<>();
    for (int from = 0; from < source; from++) {
      for (int edge = first[from]; edge >= 0; edge = next[edge]) {
        boolean forward = (edge & 1) == 0;
        if (forward && !behind[from] && behind[to[edge]]) {
          cut.add(new Edge(graph.path(from), to[edge] == sink ? "" : graph.path(to[edge])));
        }
      }
    }
    cut.sort(Comparator.comparing(Edge::importer).thenComparing(Edge::imported));
    return cut;
  }
}
