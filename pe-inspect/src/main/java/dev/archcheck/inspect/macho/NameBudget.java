package dev.archcheck.inspect.macho;

/**
 * How long all names of a table may be together. Tables of names may share their bytes, so that a
 * small hostile file can hold a great many long names; names of real files stay far below.
 */
final class NameBudget {

  /** Real exports tries, which share most, stay below 20. */
  private static final int MAX_EXPANSION = 64;

  private static final int MINIMUM = 64 << 10;

  private long left;

  NameBudget(long tableSize) {
    this.left = MINIMUM + MAX_EXPANSION * tableSize;
  }

  /** {@return whether a further name of that length may be made} */
  boolean spend(long length) {
    left -= length;
    return left >= 0;
  }
}
