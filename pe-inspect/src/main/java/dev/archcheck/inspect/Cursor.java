package dev.archcheck.inspect;

import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one on-disk structure in file order. It knows the structure's name and takes
 * each field's name, so that every failure names structure, field and offset.
 *
 * <p>A recording cursor also remembers what it read, as a {@link Structure}; the same {@code read}
 * method of a record therefore serves the fast path and the full description.
 */
public final class Cursor {

  private final ByteSource source;
  private final String structure;
  private final long start;
  private final ByteBuffer bytes;
  private final @Nullable List<Field> recorded;

  private Cursor(
      ByteSource source, String structure, long start, ByteBuffer bytes, boolean recording) {
    this.source = source;
    this.structure = structure;
    this.start = start;
    this.bytes = bytes;
    this.recorded = recording ? new ArrayList<>() : null;
  }

  /**
   * Opens a structure of known length.
   *
   * @param structure its name in the specification's spelling
   * @param offset where it starts, relative to the source
   * @param length its length in bytes
   * @throws MalformedBinaryException if it is not wholly inside the source
   */
  public static Cursor open(
      ByteSource source, String structure, long offset, int length, ByteOrder order)
      throws IOException {
    Bounds.check(source, structure, offset, length);
    return new Cursor(source, structure, offset, source.read(offset, length).order(order), false);
  }

  /** The same as {@link #open}, remembering every field for {@link #structure()}. */
  public static Cursor recording(
      ByteSource source, String structure, long offset, int length, ByteOrder order)
      throws IOException {
    Bounds.check(source, structure, offset, length);
    return new Cursor(source, structure, offset, source.read(offset, length).order(order), true);
  }

  /** {@return the offset of the next field, relative to the source} */
  public long offset() {
    return start + bytes.position();
  }

  /** {@return the offset of the structure itself, relative to the source} */
  public long start() {
    return start;
  }

  /** {@return how many bytes of the structure are left} */
  public int remaining() {
    return bytes.remaining();
  }

  /** {@return an unsigned 8-bit field} */
  public int u8(String field) throws MalformedBinaryException {
    int at = take(field, 1);
    int value = bytes.get(at) & 0xFF;
    record(field, at, 1, value);
    return value;
  }

  /** {@return an unsigned 16-bit field} */
  public int u16(String field) throws MalformedBinaryException {
    int at = take(field, 2);
    int value = bytes.getShort(at) & 0xFFFF;
    record(field, at, 2, value);
    return value;
  }

  /** {@return an unsigned 32-bit field} */
  public long u32(String field) throws MalformedBinaryException {
    int at = take(field, 4);
    long value = bytes.getInt(at) & 0xFFFF_FFFFL;
    record(field, at, 4, value);
    return value;
  }

  /** {@return a 64-bit field; values of 2^63 and above come out negative} */
  public long u64(String field) throws MalformedBinaryException {
    int at = take(field, 8);
    long value = bytes.getLong(at);
    record(field, at, 8, value);
    return value;
  }

  /** {@return an unsigned field of 4 or 8 bytes, for formats with a 32-bit and a 64-bit class} */
  public long word(String field, boolean wide) throws MalformedBinaryException {
    return wide ? u64(field) : u32(field);
  }

  /** {@return raw bytes} */
  public byte[] bytes(String field, int length) throws MalformedBinaryException {
    int at = take(field, length);
    byte[] value = new byte[length];
    bytes.get(at, value);
    if (recorded != null) {
      recorded.add(new Field(field, absolute(at), length, new Field.Bytes(value)));
    }
    return value;
  }

  /** {@return a fixed-size text field, up to its first NUL, one char per byte} */
  public String text(String field, int length) throws MalformedBinaryException {
    int at = take(field, length);
    byte[] value = new byte[length];
    bytes.get(at, value);
    int end = 0;
    while (end < length && value[end] != 0) {
      end++;
    }
    String text = new String(value, 0, end, StandardCharsets.ISO_8859_1);
    if (recorded != null) {
      recorded.add(new Field(field, absolute(at), length, new Field.Text(text)));
    }
    return text;
  }

  /** Passes over bytes that mean nothing. */
  public void skip(String field, int length) throws MalformedBinaryException {
    int _ = take(field, length);
  }

  /** Says what the number that was read last means, for example the name of a machine. */
  public void label(String label) {
    if (recorded != null && !recorded.isEmpty()) {
      recorded.addLast(recorded.removeLast().withLabel(label));
    }
  }

  /** {@return whether labels are of use, for callers that would have to work for them} */
  public boolean isRecording() {
    return recorded != null;
  }

  /** {@return what was read up to here} Only a recording cursor remembers fields. */
  public Structure structure() {
    return new Structure(
        structure,
        source.origin() + start,
        bytes.limit(),
        recorded == null ? List.of() : List.copyOf(recorded));
  }

  /** {@return an error about a field of this structure that starts at {@code offset}} */
  public MalformedBinaryException malformed(
      String field, long offset, Reason reason, String detail) {
    return MalformedBinaryException.at(source, structure, field, offset, reason, detail);
  }

  private int take(String field, int length) throws MalformedBinaryException {
    int at = bytes.position();
    if (length < 0 || length > bytes.remaining()) {
      throw malformed(
          field,
          start + at,
          Reason.TRUNCATED,
          "needs " + length + " bytes, but the structure has " + bytes.remaining() + " left");
    }
    bytes.position(at + length);
    return at;
  }

  private void record(String field, int at, int size, long value) {
    if (recorded != null) {
      recorded.add(new Field(field, absolute(at), size, new Field.Numeral(value, "")));
    }
  }

  private long absolute(int at) {
    return source.origin() + start + at;
  }
}
