package dev.archcheck.verify.cgo;

import static dev.archcheck.verify.cgo.GoStream.dep;
import static dev.archcheck.verify.cgo.GoStream.own;
import static dev.archcheck.verify.cgo.GoStream.testMain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.cgo.RandomGraphs.Plain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shortest chains of imports, against every chain that there is. */
class ChainsTest {

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  private static Chains chains(Scan scan, String to) {
    ImportGraph graph = new ImportGraph(scan);
    return graph.chains(scan.names().find(to));
  }

  /** Every chain without circles from a root, by trying all ways. */
  private static List<List<String>> all(Plain graph, int to) {
    List<List<String>> found = new ArrayList<>();
    for (int root : graph.roots()) {
      ArrayDeque<List<Integer>> open = new ArrayDeque<>();
      open.add(List.of(root));
      while (!open.isEmpty()) {
        List<Integer> way = open.remove();
        if (way.getLast() == to) {
          found.add(way.stream().map(Plain::path).toList());
          continue;
        }
        for (int next : graph.imports().get(way.getLast())) {
          if (!way.contains(next)) {
            List<Integer> longer = new ArrayList<>(way);
            longer.add(next);
            open.add(longer);
          }
        }
      }
    }
    int shortest = found.stream().mapToInt(List::size).min().orElse(0);
    return found.stream()
        .filter(one -> one.size() == shortest)
        .sorted(Comparator.comparing(Object::toString))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void areThoseThatAreFoundByTryingAllWays(long seed) {
    Plain graph = RandomGraphs.make(seed);
    for (int to = 0; to < graph.size(); to++) {
      List<List<String>> expected = all(graph, to);
      Chains chains = chains(graph.scan(), Plain.path(to));
      assertThat(chains.count()).isEqualTo(expected.size());
      List<Evidence.Chain> found = chains.first(Integer.MAX_VALUE);
      assertThat(found.stream().map(Evidence.Chain::packages)).isEqualTo(expected);
      assertThat(chains.first(1)).isEqualTo(found.subList(0, Math.min(1, found.size())));
      for (Evidence.Chain chain : found) {
        int cut = -1;
        for (int i = 0; i + 1 < chain.packages().size(); i++) {
          cut = graph.own().get(Integer.parseInt(chain.packages().get(i).substring(1))) ? i : cut;
        }
        assertThat(chain.cut()).isEqualTo(cut);
      }
    }
  }

  @Test
  void aVeryLongChainIsFollowed() {
    int length = 100_000;
    StringBuilder text = new StringBuilder(own("example.com/app").imports("d0").json());
    for (int i = 0; i < length; i++) {
      text.append(dep("d" + i).imports(i + 1 < length ? "d" + (i + 1) : "C").json());
    }
    Scan scan = GoStream.read(text.toString()).getFirst();
    Chains chains = chains(scan, "d" + (length - 1));
    assertThat(chains.count()).isEqualTo(1);
    Evidence.Chain chain = chains.first(5).getFirst();
    assertThat(chain.packages()).hasSize(length + 1);
    assertThat(chain.cut()).isZero();

    ImportGraph graph = new ImportGraph(scan);
    int last = scan.names().find("d" + (length - 1));
    assertThat(MinimumCut.of(graph, List.of(last), false))
        .containsExactly(new MinimumCut.Edge("example.com/app", "d0"));
    assertThat(MinimumCut.of(graph, List.of(last), true)).hasSize(1);
  }

  @Test
  void moreChainsThanANumberHoldsAreVeryMany() {
    GoStream stream = new GoStream();
    stream.add(own("example.com/app").imports("a0", "b0"));
    for (int i = 0; i < 70; i++) {
      String[] next = {"a" + (i + 1), "b" + (i + 1)};
      stream.add(dep("a" + i).imports(next), dep("b" + i).imports(next));
    }
    stream.add(dep("a70").imports("c"), dep("b70").imports("c"), dep("c"));
    Chains chains = chains(stream.scan(), "c");
    assertThat(chains.count()).isEqualTo(Long.MAX_VALUE);
    List<Evidence.Chain> first = chains.first(100);
    assertThat(first).hasSize(100).doesNotHaveDuplicates();
    assertThat(first.getFirst().packages()).startsWith("example.com/app", "a0", "a1");
  }

  /**
   * Chains are shown from programs where there are some, and from tests only where nothing else.
   */
  @Test
  void beginAtProgramsBeforeAnythingElse() {
    GoStream stream = new GoStream();
    stream.add(
        dep("c").cgo("c.go"),
        dep("m").imports("c"),
        own("example.com/app/lib").imports("c"),
        own("example.com/app/cmd").program().imports("m"),
        testMain("example.com/app/lib").imports("example.com/app/lib", "t"),
        dep("t").imports());
    assertThat(chains(stream.scan(), "c").first(9))
        .containsExactly(new Evidence.Chain(List.of("example.com/app/cmd", "m", "c"), 0));
    assertThat(chains(stream.scan(), "t").first(9))
        .containsExactly(new Evidence.Chain(List.of("example.com/app/lib.test", "t"), 0));
    stream.without("example.com/app/cmd");
    assertThat(chains(stream.scan(), "c").first(9))
        .containsExactly(new Evidence.Chain(List.of("example.com/app/lib", "c"), 0));
  }

  @Test
  void nothingMayLeadToAPackage() {
    GoStream stream = new GoStream().add(own("example.com/app").imports(), dep("lost"));
    Chains chains = chains(stream.scan(), "lost");
    assertThat(chains.count()).isZero();
    assertThat(chains.first(3)).isEmpty();
    assertThat(chains(stream.scan(), "example.com/app").first(3))
        .containsExactly(new Evidence.Chain(List.of("example.com/app"), -1));
  }
}
