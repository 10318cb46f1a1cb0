package dev.archcheck.verify.sumdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tiles of a tree that were all verified against its root: the edge together, every other one
 * against the tile above. A tile that was not verified cannot be put in here.
 */
final class AuthenticTiles {

  private final TilePlan plan;
  private final TreeHasher hasher;
  private final Map<TileId, TileNodes> tiles = new HashMap<>();

  AuthenticTiles(TilePlan plan, TreeHasher hasher) {
    this.plan = plan;
    this.hasher = hasher;
  }

  /** {@return whether the tiles of the edge have the root; then, and only then, they are kept} */
  boolean acceptEdge(List<TileNodes> edge, LogHash root) {
    List<LogHash> peaks = new ArrayList<>();
    for (TileNodes tile : edge) {
      peaks.addAll(tile.peaks());
    }
    if (!fold(peaks).equals(root)) {
      return false;
    }
    edge.forEach(tile -> tiles.put(tile.tile(), tile));
    return true;
  }

  /** {@return whether the tile above stands for a tile; then, and only then, it is kept} */
  boolean accept(TileNodes tile) {
    TileNodes above = tiles.get(plan.above(tile.tile()));
    if (above == null) {
      throw new IllegalStateException(tile.tile() + " before the tile above it");
    }
    if (!tile.isBelow(above.node(0, (int) (tile.tile().index() % TileId.FULL)))) {
      return false;
    }
    tiles.put(tile.tile(), tile);
    return true;
  }

  boolean has(TileId tile) {
    return tiles.containsKey(tile);
  }

  /** {@return the root of neighbouring trees that become smaller to the right} */
  private LogHash fold(List<LogHash> peaks) {
    if (peaks.isEmpty()) {
      return TreeHasher.emptyRoot();
    }
    LogHash hash = peaks.getLast();
    for (LogHash left : peaks.reversed().subList(1, peaks.size())) {
      hash = hasher.node(left, hash);
    }
    return hash;
  }

  /** {@return the hash of a record} */
  LogHash record(long index) {
    return node(0, index);
  }

  private LogHash node(int level, long index) {
    int inside = level % TileId.HEIGHT;
    int shift = TileId.HEIGHT - inside;
    TileId id = TileId.in(plan.size(), level / TileId.HEIGHT, index >>> shift);
    TileNodes tile = tiles.get(id);
    if (tile == null) {
      throw new IllegalStateException(id + " is not in the plan");
    }
    return tile.node(inside, (int) (index & ((1L << shift) - 1)));
  }

  /** {@return the root of the first records} They must be planned for. */
  LogHash rootOf(long smaller) {
    return subtree(0, smaller);
  }

  /** {@return the hash of the records from {@code from} up to {@code to}, a subtree of RFC 6962} */
  private LogHash subtree(long from, long to) {
    List<LogHash> peaks = new ArrayList<>();
    for (long at = from; at < to; ) {
      long size = Long.highestOneBit(to - at);
      int level = Long.numberOfTrailingZeros(size);
      peaks.add(node(level, at >>> level));
      at += size;
    }
    return fold(peaks);
  }

  /** {@return the proof of a record} It must be planned for. */
  InclusionProof inclusion(long index) {
    List<LogHash> hashes = new ArrayList<>();
    long from = 0;
    long to = plan.size();
    while (to - from > 1) {
      long middle = from + leftPart(to - from);
      if (index < middle) {
        hashes.add(subtree(middle, to));
        to = middle;
      } else {
        hashes.add(subtree(from, middle));
        from = middle;
      }
    }
    return new InclusionProof(index, plan.size(), hashes.reversed());
  }

  /** {@return the proof of a beginning} It must be planned for. */
  ConsistencyProof consistency(long smaller) {
    List<LogHash> hashes = new ArrayList<>();
    long from = 0;
    long to = plan.size();
    while (smaller > 0 && to != smaller) {
      long middle = from + leftPart(to - from);
      if (smaller <= middle) {
        hashes.add(subtree(middle, to));
        to = middle;
      } else {
        hashes.add(subtree(from, middle));
        from = middle;
      }
    }
    if (from > 0) {
      hashes.add(subtree(from, to)); // else it is the smaller root itself
    }
    return new ConsistencyProof(smaller, plan.size(), hashes.reversed());
  }

  /** {@return the largest power of two below a number of records} */
  private static long leftPart(long records) {
    return Long.highestOneBit(records - 1);
  }
}
