package dev.archcheck.inspect;

/**
 * Damage in a binary: where it is and of what kind it is.
 *
 * @param structure the structure in its specification's spelling, for example {@code
 *     IMAGE_FILE_HEADER}
 * @param field the field in its specification's spelling, or the empty string
 * @param offset the absolute offset in the file, in bytes, unsigned: a file can name any 64-bit
 *     offset
 * @param reason the kind of damage, to decide by
 * @param detail what was found, for people, without a full stop
 */
public record Problem(String structure, String field, long offset, Reason reason, String detail) {

  /** Kinds of damage. */
  public enum Reason {
    /** A structure reaches past the end of its file, slice or parent. */
    TRUNCATED,
    /** An offset, address or index points where nothing is. */
    OUT_OF_RANGE,
    /** A value that its specification does not allow. */
    INVALID,
    /** Two structures claim the same bytes, or a structure contains itself. */
    OVERLAP,
    /** A chain that comes back to itself or does not move on. */
    LOOP,
    /** More than a reader of hostile input agrees to read. */
    LIMIT,
    /** Two places of one file disagree. */
    CONTRADICTION,
    /** Well-formed, but the loader of the system that the file is for refuses it. */
    NOT_LOADABLE
  }

  /** {@return one line: structure, field, offset and what is wrong} */
  @Override
  public String toString() {
    String place = field.isEmpty() ? structure : structure + "." + field;
    return place + " at offset 0x" + Long.toHexString(offset) + ": " + detail;
  }
}
