package dev.archcheck.inspect.pe;

/**
 * IMAGE_CHPE_RANGE_ENTRY (winnt.h), 8 bytes: a stretch of code of one kind.
 *
 * @param start its RVA, without the low bits that hold the type
 * @param length its length in bytes
 */
public record CodeRange(long start, long length, Type type) {

  static final String NAME = "IMAGE_CHPE_RANGE_ENTRY";
  static final int SIZE = 8;
  private static final int TYPE_MASK = 3;

  /** Whose code it is. */
  public enum Type {
    ARM64,
    ARM64EC,
    AMD64,
    /** Type 3, which no specification names. */
    UNKNOWN
  }

  static CodeRange of(long startOffset, long length) {
    return new CodeRange(
        startOffset & ~TYPE_MASK, length, Type.values()[(int) startOffset & TYPE_MASK]);
  }
}
