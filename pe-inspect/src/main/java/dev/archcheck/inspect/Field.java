package dev.archcheck.inspect;

/**
 * One field of an on-disk structure as it was read.
 *
 * @param name its name in the specification's spelling
 * @param offset its absolute offset in the file, in bytes
 * @param size its size in bytes; 0 for a value that was derived and is not stored
 * @param value what it holds
 */
public record Field(String name, long offset, int size, Value value) {

  /** What a field holds. */
  public sealed interface Value permits Numeral, Text, Bytes {}

  /** An unsigned integer (as raw bits) and what it means, or the empty string. */
  public record Numeral(long raw, String label) implements Value {}

  /**
   * Text as found in the file; it may hold control characters and must be escaped for a terminal.
   */
  public record Text(String text) implements Value {}

  /** Uninterpreted bytes; the array must not be changed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; only printed
  public record Bytes(byte[] bytes) implements Value {}

  /** A number without a meaning of its own. */
  public static Field number(String name, long offset, int size, long raw) {
    return new Field(name, offset, size, new Numeral(raw, ""));
  }

  /** A number with its meaning. */
  public static Field number(String name, long offset, int size, long raw, String label) {
    return new Field(name, offset, size, new Numeral(raw, label));
  }

  /** A text. */
  public static Field text(String name, long offset, int size, String text) {
    return new Field(name, offset, size, new Text(text));
  }

  Field withLabel(String label) {
    return value instanceof Numeral(long raw, var _)
        ? new Field(name, offset, size, new Numeral(raw, label))
        : this;
  }
}
