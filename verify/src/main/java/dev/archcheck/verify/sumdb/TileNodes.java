package dev.archcheck.verify.sumdb;

import java.util.ArrayList;
import java.util.List;

/** The hashes of a tile and all whole nodes above them, up to the one of a full tile. */
final class TileNodes {

  private final TileId tile;
  private final byte[][] levels = new byte[TileId.HEIGHT + 1][];

  /**
   * The nodes of a tile.
   *
   * @param hashes as many as the tile is wide
   */
  TileNodes(TileId tile, byte[] hashes, TreeHasher hasher) {
    this.tile = tile;
    levels[0] = hashes.clone();
    for (int level = 1; level <= TileId.HEIGHT; level++) {
      levels[level] = above(levels[level - 1], hasher);
    }
  }

  private static byte[] above(byte[] below, TreeHasher hasher) {
    int nodes = below.length / (2 * LogHash.SIZE);
    byte[] above = new byte[nodes * LogHash.SIZE];
    for (int i = 0; i < nodes; i++) {
      hasher.node(below, 2 * i * LogHash.SIZE, above, i * LogHash.SIZE);
    }
    return above;
  }

  TileId tile() {
    return tile;
  }

  /** {@return the bytes of the tile} */
  byte[] hashes() {
    return levels[0].clone();
  }

  /** {@return a node at a level above the tile's hashes} */
  LogHash node(int level, int index) {
    return new LogHash(levels[level], index * LogHash.SIZE);
  }

  /** {@return whether this full tile is what a node of the tile above stands for} */
  boolean isBelow(LogHash parent) {
    return tile.isFull() && parent.isAt(levels[TileId.HEIGHT], 0);
  }

  /** {@return the nodes that have no neighbour to the right, the highest first} */
  List<LogHash> peaks() {
    List<LogHash> peaks = new ArrayList<>();
    for (int level = TileId.HEIGHT; level >= 0; level--) {
      int nodes = tile.width() >>> level;
      if ((nodes & 1) == 1) {
        peaks.add(node(level, nodes - 1));
      }
    }
    return peaks;
  }
}
