package dev.archcheck.verify.cgo;

import static dev.archcheck.verify.cgo.GoStream.dep;
import static dev.archcheck.verify.cgo.GoStream.own;
import static dev.archcheck.verify.cgo.GoStream.pkg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.verify.cgo.MinimumCut.Edge;
import dev.archcheck.verify.cgo.RandomGraphs.Plain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fewest imports to remove, against all sets of imports. */
class MinimumCutTest {

  private static final int MOST_TRIED = 14;

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  private static List<Integer> targets(Plain graph, long seed) {
    Random random = new Random(seed + 1_000_000);
    List<Integer> targets = new ArrayList<>();
    for (int i = 0; i < graph.size(); i++) {
      if (i == graph.size() - 1 || random.nextInt(5) == 0) {
        targets.add(i);
      }
    }
    return targets;
  }

  /** {@return whether some target can still be come to: its own code by an edge to nowhere} */
  private static boolean leads(Plain graph, List<Integer> targets, Set<Edge> removed) {
    Set<Integer> seen = new HashSet<>(graph.roots());
    ArrayDeque<Integer> open = new ArrayDeque<>(graph.roots());
    while (!open.isEmpty()) {
      int here = open.remove();
      if (targets.contains(here) && !removed.contains(new Edge(Plain.path(here), ""))) {
        return true;
      }
      for (int next : graph.imports().get(here)) {
        if (!removed.contains(new Edge(Plain.path(here), Plain.path(next))) && seen.add(next)) {
          open.add(next);
        }
      }
    }
    return false;
  }

  private static List<Edge> removable(Plain graph, List<Integer> targets, boolean anywhere) {
    List<Edge> all = new ArrayList<>();
    for (int i = 0; i < graph.size(); i++) {
      if (anywhere || graph.own().get(i)) {
        for (int next : graph.imports().get(i)) {
          all.add(new Edge(Plain.path(i), Plain.path(next)));
        }
      }
      if (graph.own().get(i) && targets.contains(i)) {
        all.add(new Edge(Plain.path(i), ""));
      }
    }
    return all;
  }

  /** {@return the size of the smallest set whose removal does it, or -1 where none does} */
  private static int smallest(Plain graph, List<Integer> targets, List<Edge> removable) {
    int best = -1;
    for (int set = 0; set < 1 << removable.size(); set++) {
      int size = Integer.bitCount(set);
      if (best < 0 || size < best) {
        Set<Edge> removed = new HashSet<>();
        for (int i = 0; i < removable.size(); i++) {
          if ((set >> i & 1) == 1) {
            removed.add(removable.get(i));
          }
        }
        best = leads(graph, targets, removed) ? best : size;
      }
    }
    return best;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isAsSmallAsTheSmallestOfAllSetsThatCut(long seed) {
    Plain graph = RandomGraphs.make(seed);
    List<Integer> targets = targets(graph, seed);
    ImportGraph made = new ImportGraph(graph.scan());
    List<Integer> numbers =
        targets.stream().map(one -> graph.scan().names().find(Plain.path(one))).toList();
    for (boolean anywhere : new boolean[] {false, true}) {
      List<Edge> removable = removable(graph, targets, anywhere);
      List<Edge> cut = MinimumCut.of(made, numbers, anywhere);
      assertThat(removable).containsAll(cut);
      assertThat(cut).doesNotHaveDuplicates();
      boolean possible = !leads(graph, targets, new HashSet<>(removable));
      assertThat(cut.isEmpty()).isEqualTo(!possible || !leads(graph, targets, Set.of()));
      if (!cut.isEmpty()) {
        assertThat(leads(graph, targets, new HashSet<>(cut))).isFalse();
      }
      if (possible && removable.size() <= MOST_TRIED) {
        assertThat(cut).hasSize(smallest(graph, targets, removable));
      }
    }
  }

  private static List<Edge> cut(GoStream stream, boolean anywhere, String... targets) {
    Scan scan = stream.scan();
    return MinimumCut.of(
        new ImportGraph(scan),
        List.of(targets).stream().map(scan.names()::find).toList(),
        anywhere);
  }

  @Test
  void isNextToTheTargets() {
    GoStream stream =
        new GoStream()
            .add(
                own("example.com/app").program().imports("example.com/app/a"),
                own("example.com/app/a").dep().imports("example.com/app/b"),
                own("example.com/app/b").dep().imports("d"),
                dep("d").imports("c"),
                dep("c").cgo("c.go"));
    assertThat(cut(stream, false, "c")).containsExactly(new Edge("example.com/app/b", "d"));
    assertThat(cut(stream, true, "c")).containsExactly(new Edge("d", "c"));
  }

  @Test
  void ownNativeCodeIsRemovedAtItsPlace() {
    GoStream stream =
        new GoStream()
            .add(
                own("example.com/app").program().imports("example.com/app/a"),
                own("example.com/app/a").dep().cgo("c.go").imports("C"));
    assertThat(cut(stream, false, "example.com/app/a"))
        .containsExactly(new Edge("example.com/app/a", ""));
  }

  /** What was asked for itself is there whatever is removed, even behind a way that can be cut. */
  @Test
  void isEmptyWhereNoRemovalOfTheUserDoesIt() {
    GoStream stream =
        new GoStream()
            .add(
                own("example.com/app").imports("c"),
                dep("other").without("DepOnly").imports("c"),
                dep("c").cgo("c.go"));
    assertThat(cut(stream, false, "c")).isEmpty();
    assertThat(cut(stream, true, "c")).hasSize(2);
    assertThat(cut(stream.add(pkg("z").module("z", "v1.0.0").cgo("z.go")), true, "z", "c"))
        .isEmpty();
  }

  /** The gate looks at all that was asked for, and not only at programs. */
  @Test
  void isForWhateverWasAskedFor() {
    GoStream stream =
        new GoStream()
            .add(
                dep("c").cgo("c.go"),
                own("example.com/app/lib").imports("c"),
                own("example.com/app").program().imports("example.com/app/lib", "c"));
    assertThat(cut(stream, false, "c"))
        .containsExactly(new Edge("example.com/app", "c"), new Edge("example.com/app/lib", "c"));
  }

  @Test
  void whatOnlyTestsNeedIsNotCut() {
    GoStream stream =
        new GoStream()
            .add(
                own("example.com/app").imports(),
                own("example.com/app [example.com/app.test]")
                    .forTest("example.com/app")
                    .imports("c"),
                dep("c").cgo("c.go"));
    assertThat(cut(stream, false, "c")).isEmpty();
  }
}
