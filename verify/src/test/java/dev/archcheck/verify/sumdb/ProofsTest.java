package dev.archcheck.verify.sumdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is computed from tiles, against a tree that is computed as the standard describes it. */
class ProofsTest {

  private static final int PAIRS = 1000;
  private static final int LARGEST = 1400;

  private final NaiveTree tree = NaiveTree.of(LARGEST);
  private final Random random = new Random(6962);

  /** Sizes around powers of two, of tiles and of nothing in particular. */
  private int size() {
    return switch (random.nextInt(4)) {
      case 0 -> 1 + random.nextInt(20);
      case 1 -> Math.max(1, (1 << random.nextInt(11)) + random.nextInt(3) - 1);
      case 2 -> (256 * (1 + random.nextInt(5))) + random.nextInt(3) - 1;
      default -> 1 + random.nextInt(LARGEST);
    };
  }

  private AuthenticTiles collect(TilePlan plan, int size) throws Exception {
    LogHash root = new LogHash(tree.mth(0, size));
    return new TileCollector(plan, root, new NoMemory(), List.of(), tree.tiles(size)).collect();
  }

  @Test
  void inclusionIsWhatTheStandardSays() throws Exception {
    for (int i = 0; i < PAIRS; i++) {
      int size = size();
      int index = random.nextInt(size);
      AuthenticTiles tiles = collect(TilePlan.edge(size).withRecord(index), size);
      LogHash root = new LogHash(tree.mth(0, size));
      LogHash leaf = new LogHash(tree.leaf(index));
      InclusionProof expected =
          new InclusionProof(index, size, NaiveTree.hashes(tree.path(index, 0, size)));
      assertThat(tiles.record(index)).isEqualTo(leaf);
      assertThat(new TreeHasher().record(NaiveTree.text(index))).isEqualTo(leaf);
      assertThat(tiles.inclusion(index)).as("%d of %d", index, size).isEqualTo(expected);
      assertThat(expected.holds(leaf, root)).as("%d of %d", index, size).isTrue();
      rejectsOthers(expected, leaf, root);
    }
  }

  private void rejectsOthers(InclusionProof proof, LogHash leaf, LogHash root) {
    LogHash other = new LogHash(tree.leaf(LARGEST - 1));
    assertThat(proof.holds(leaf, other)).isFalse();
    if (proof.index() != LARGEST - 1) {
      assertThat(proof.holds(other, root)).isFalse();
    }
    for (List<LogHash> hashes : damaged(proof.hashes(), other)) {
      assertThat(new InclusionProof(proof.index(), proof.size(), hashes).holds(leaf, root))
          .isFalse();
    }
    for (long index : new long[] {-1, proof.index() - 1, proof.index() + 1, proof.size()}) {
      assertThat(new InclusionProof(index, proof.size(), proof.hashes()).holds(leaf, root))
          .isFalse();
    }
  }

  /** One too many at each end, one too few at each end, each exchanged. */
  private static List<List<LogHash>> damaged(List<LogHash> hashes, LogHash other) {
    List<List<LogHash>> all = new ArrayList<>();
    List<LogHash> longer = new ArrayList<>(hashes);
    longer.add(other);
    all.add(longer);
    List<LogHash> before = new ArrayList<>(hashes);
    before.addFirst(other);
    all.add(before);
    for (int i = 0; i < hashes.size(); i++) {
      List<LogHash> changed = new ArrayList<>(hashes);
      if (!changed.set(i, other).equals(other)) {
        all.add(changed);
      }
    }
    if (!hashes.isEmpty()) {
      all.add(hashes.subList(1, hashes.size()));
      all.add(hashes.subList(0, hashes.size() - 1));
    }
    return all;
  }

  @Test
  void consistencyIsWhatTheStandardSays() throws Exception {
    for (int i = 0; i < PAIRS; i++) {
      int a = size();
      int b = size();
      int first = Math.min(a, b);
      int second = Math.max(a, b);
      AuthenticTiles tiles = collect(TilePlan.edge(second).withBeginning(first), second);
      LogHash firstRoot = new LogHash(tree.mth(0, first));
      LogHash secondRoot = new LogHash(tree.mth(0, second));
      ConsistencyProof expected =
          new ConsistencyProof(first, second, NaiveTree.hashes(tree.proof(first, second)));
      assertThat(tiles.rootOf(first)).as("%d in %d", first, second).isEqualTo(firstRoot);
      assertThat(tiles.consistency(first)).as("%d in %d", first, second).isEqualTo(expected);
      assertThat(expected.holds(firstRoot, secondRoot)).as("%d in %d", first, second).isTrue();
      rejectsOthers(expected, firstRoot, secondRoot);
    }
  }

  private void rejectsOthers(ConsistencyProof proof, LogHash firstRoot, LogHash secondRoot) {
    LogHash other = new LogHash(tree.mth(3, 5));
    assertThat(proof.holds(other, secondRoot)).isFalse();
    assertThat(proof.holds(firstRoot, other)).isFalse();
    for (List<LogHash> hashes : damaged(proof.hashes(), other)) {
      assertThat(
              new ConsistencyProof(proof.first(), proof.second(), hashes)
                  .holds(firstRoot, secondRoot))
          .isFalse();
    }
    if (proof.first() != proof.second()) {
      assertThat(proof.holds(secondRoot, firstRoot)).isFalse();
      assertThat(
              new ConsistencyProof(proof.second(), proof.first(), proof.hashes())
                  .holds(secondRoot, firstRoot))
          .isFalse();
    }
  }

  @Test
  void everyTreeContinuesTheEmptyOne() throws Exception {
    AuthenticTiles tiles = collect(TilePlan.edge(300).withBeginning(0), 300);
    LogHash root = new LogHash(tree.mth(0, 300));
    assertThat(tiles.rootOf(0)).isEqualTo(new LogHash(tree.mth(0, 0)));
    assertThat(tiles.consistency(0).holds(tiles.rootOf(0), root)).isTrue();
    assertThat(tiles.consistency(0).holds(root, root)).isFalse();
  }

  @Test
  void pathsOfTilesAreThoseOfTheLog() {
    assertThat(new TileId(0, 1234067, 256).path()).isEqualTo("tile/8/0/x001/x234/067");
    assertThat(new TileId(1, 0, 17).path()).isEqualTo("tile/8/1/000.p/17");
    assertThat(new TileId(0, 1000, 1).path()).isEqualTo("tile/8/0/x001/000.p/1");
    assertThat(new TileId(2, 999, 256).path()).isEqualTo("tile/8/2/999");
  }

  @Test
  void theLargestTreesHaveNoMoreThanEightLevelsOfTiles() {
    TilePlan plan = TilePlan.edge(Long.MAX_VALUE).withRecord(Long.MAX_VALUE - 1);
    assertThat(plan.edge()).hasSize(8).allMatch(tile -> tile.width() > 0);
    TilePlan round = TilePlan.edge(1L << 56).withRecord(0).withBeginning((1L << 56) - 1);
    assertThat(round.edge()).containsExactly(new TileId(7, 0, 1));
    assertThat(round.inner()).hasSize(13); // they meet at level 6
  }

  @Test
  void capitalsAreEscaped() {
    assertThat(new ModuleVersion("github.com/BurntSushi/toml", "v1.0.0-Rc1").escaped())
        .isEqualTo("github.com/!burnt!sushi/toml@v1.0.0-!rc1");
  }
}
