package dev.archcheck.verify.sumdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which tiles of a tree prove something. They are all known before the first one is read, so that
 * they can be fetched together.
 *
 * <p>The tiles at the right edge hold the peaks of the tree, whose hash is the signed root: every
 * hash in them counts for it. Every other tile is full, and one hash of the tile above it stands
 * for all of it. So from the edge downwards each tile can be verified before it is used.
 */
final class TilePlan {

  private final long size;
  private final Set<TileId> edge = new LinkedHashSet<>();
  private final Set<TileId> inner = new LinkedHashSet<>();

  /** No tile of a tree. */
  private TilePlan(long size) {
    this.size = size;
  }

  /** {@return no tiles: nothing is to be proven} */
  static TilePlan nothing(long size) {
    return new TilePlan(size);
  }

  /** {@return the tiles of the right edge of a tree, which every proof needs} */
  static TilePlan edge(long size) {
    TilePlan plan = new TilePlan(size);
    plan.addEdge();
    return plan;
  }

  private void addEdge() {
    for (int level = 0; TileId.nodes(size, level) > 0; level++) {
      long nodes = TileId.nodes(size, level);
      if (nodes % TileId.FULL != 0) {
        edge.add(TileId.in(size, level, nodes / TileId.FULL));
      }
    }
  }

  /** Adds what proves that the tree has a record. */
  TilePlan withRecord(long index) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no record " + index + " in a tree of " + size);
    }
    addUpwards(index, 0);
    return this;
  }

  /** Adds what proves how the tree began. */
  TilePlan withBeginning(long smaller) {
    if (smaller < 0 || smaller > size) {
      throw new IllegalArgumentException(smaller + " records of " + size);
    }
    if (smaller > 0 && smaller < size) {
      addUpwards(smaller - 1, Long.numberOfTrailingZeros(smaller) / TileId.HEIGHT);
    }
    return this;
  }

  /** Adds the tiles above a record, from a level of tiles on, until one at the edge. */
  private void addUpwards(long record, int from) {
    for (int level = from; ; level++) {
      TileId tile = TileId.in(size, level, TileId.nodes(record, level + 1));
      if (edge.contains(tile)) {
        return;
      }
      inner.add(tile);
    }
  }

  long size() {
    return size;
  }

  /** {@return the tiles of the right edge, the left part of the tree first} */
  List<TileId> edge() {
    return new ArrayList<>(edge).reversed();
  }

  /** {@return the other tiles, each after the one above it} */
  List<TileId> inner() {
    List<TileId> sorted = new ArrayList<>(inner);
    sorted.sort(Comparator.comparingInt(TileId::level).reversed());
    return sorted;
  }

  /** {@return the tile above a full one} */
  TileId above(TileId tile) {
    return TileId.in(size, tile.level() + 1, tile.index() / TileId.FULL);
  }
}
