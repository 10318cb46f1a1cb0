package dev.archcheck.verify.sumdb;

/**
 * A tile: up to 256 neighbouring hashes of every eighth level of a tree
 * (research.swtch.com/tlog#tiling_a_log).
 *
 * @param level 0 for hashes of records; a hash of level 1 stands for a full tile of level 0
 * @param index from the left
 * @param width how many hashes it has in the tree that it is read for, from 1 to 256
 */
record TileId(int level, long index, int width) {

  /** How many levels of the tree a tile has. */
  static final int HEIGHT = 8;

  /** How many hashes a full tile has. */
  static final int FULL = 1 << HEIGHT;

  private static final int GROUP = 1000;

  /** {@return how many whole nodes a tree has at a level of tiles} */
  static long nodes(long size, int level) {
    int shift = HEIGHT * level;
    return shift >= Long.SIZE ? 0 : size >>> shift;
  }

  /** {@return a tile as wide as it is in a tree} */
  static TileId in(long size, int level, long index) {
    return new TileId(level, index, (int) Math.min(FULL, nodes(size, level) - (index * FULL)));
  }

  /** {@return the same tile when the tree has grown enough} */
  TileId full() {
    return new TileId(level, index, FULL);
  }

  boolean isFull() {
    return width == FULL;
  }

  int bytes() {
    return width * LogHash.SIZE;
  }

  /** {@return where a log has it: {@code tile/8/0/x001/x234/067}, {@code tile/8/1/000.p/17}} */
  String path() {
    StringBuilder path = new StringBuilder(group(index % GROUP));
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      path.insert(0, "x" + group(rest % GROUP) + "/");
    }
    path.insert(0, "tile/" + HEIGHT + "/" + level + "/");
    return isFull() ? path.toString() : path.append(".p/").append(width).toString();
  }

  private static String group(long number) {
    String digits = Long.toString(number);
    return "000".substring(digits.length()) + digits;
  }
}
