package dev.archcheck.inspect;

/**
 * Bytes that a conclusion rests on.
 *
 * @param structure the structure in its specification's spelling
 * @param field the field, or the empty string for the structure as a whole
 * @param offset the absolute offset in the file, in bytes
 * @param value the value as found, for people: {@code 0xaa64}
 * @param meaning what it means: {@code ARM64}
 */
public record Witness(String structure, String field, long offset, String value, String meaning) {

  /** A number that was read at an offset of a source; the absolute offset is made here. */
  public static Witness at(
      ByteSource source, String structure, String field, long offset, long value, String meaning) {
    return new Witness(
        structure, field, source.origin() + offset, "0x" + Long.toHexString(value), meaning);
  }

  /** A text or a count that was read at an offset of a source; the absolute offset is made here. */
  public static Witness at(
      ByteSource source,
      String structure,
      String field,
      long offset,
      String value,
      String meaning) {
    return new Witness(structure, field, source.origin() + offset, value, meaning);
  }
}
