package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One of the byte-coded tables of __LINKEDIT: opcodes, a trie, chained fixups. It is read as a
 * whole; offsets are relative to its start. A position moves on with each of the reading methods
 * that take no offset.
 */
final class LinkeditBytes {

  /** Larger than any such table that was met; it keeps a lying size from costing memory. */
  private static final int MAX_SIZE = 12 << 20;

  private final ByteSource source;
  private final String structure;
  private final long start;
  private final ByteBuffer bytes;

  private LinkeditBytes(ByteSource source, String structure, long start, ByteBuffer bytes) {
    this.source = source;
    this.structure = structure;
    this.start = start;
    this.bytes = bytes;
  }

  static LinkeditBytes read(
      ByteSource source, String structure, long start, long size, ByteOrder order)
      throws IOException {
    if (start > source.size() - size) {
      throw MalformedBinaryException.truncated(source, structure, start, size);
    }
    if (size > MAX_SIZE) {
      throw MalformedBinaryException.at(
          source, structure, "", start, Reason.LIMIT, size + " bytes are more than is read");
    }
    return new LinkeditBytes(source, structure, start, source.read(start, (int) size).order(order));
  }

  int size() {
    return bytes.limit();
  }

  int position() {
    return bytes.position();
  }

  void position(long at, String field) throws MalformedBinaryException {
    require(at, 0, field);
    bytes.position((int) at);
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }

  /** {@return where an offset of this table is in the outermost file} */
  long absolute(int at) {
    return source.origin() + start + at;
  }

  /** {@return where an offset of this table is in its source} */
  long relative(long at) {
    return start + at;
  }

  int u16(long at, String field) throws MalformedBinaryException {
    require(at, 2, field);
    return bytes.getShort((int) at) & 0xFFFF;
  }

  long u32(long at, String field) throws MalformedBinaryException {
    require(at, 4, field);
    return Integer.toUnsignedLong(bytes.getInt((int) at));
  }

  long u64(long at, String field) throws MalformedBinaryException {
    require(at, 8, field);
    return bytes.getLong((int) at);
  }

  int u8(String field) throws MalformedBinaryException {
    require(bytes.position(), 1, field);
    return bytes.get() & 0xFF;
  }

  /** Reads an unsigned LEB128 of at most 64 bits. */
  long uleb(String field) throws MalformedBinaryException {
    int first = bytes.position();
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = u8(field);
      if (shift > 63 || (shift == 63 && (next & 0x7E) != 0)) {
        throw malformed(field, first, Reason.INVALID, "a LEB128 of more than 64 bits");
      }
      value |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
    }
  }

  /** Reads a signed LEB128 of at most 64 bits. */
  long sleb(String field) throws MalformedBinaryException {
    int first = bytes.position();
    long value = 0;
    int shift = 0;
    int next;
    do {
      next = u8(field);
      if (shift > 63) {
        throw malformed(field, first, Reason.INVALID, "a LEB128 of more than 64 bits");
      }
      value |= (long) (next & 0x7F) << shift;
      shift += 7;
    } while ((next & 0x80) != 0);
    return shift < 64 && (next & 0x40) != 0 ? value | -1L << shift : value;
  }

  /** Reads a text that ends with a NUL. */
  String text(String field) throws MalformedBinaryException {
    int first = bytes.position();
    int length = length(first, field);
    byte[] text = new byte[length];
    bytes.get(text);
    bytes.get();
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** {@return the text at an offset; the position stays} */
  String text(long at, String field) throws MalformedBinaryException {
    require(at, 1, field);
    byte[] text = new byte[length((int) at, field)];
    bytes.get((int) at, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** {@return the bytes up to the next NUL, which is passed over} */
  int textInto(byte[] target, int at, String field) throws MalformedBinaryException {
    int first = bytes.position();
    int length = length(first, field);
    if (length > target.length - at) {
      throw malformed(
          field, first, Reason.LIMIT, "a name of more than " + target.length + " bytes");
    }
    bytes.get(target, at, length);
    bytes.get();
    return length;
  }

  private int length(int at, String field) throws MalformedBinaryException {
    for (int end = at; end < bytes.limit(); end++) {
      if (bytes.get(end) == 0) {
        return end - at;
      }
    }
    throw malformed(field, at, Reason.TRUNCATED, "a text without an end");
  }

  private void require(long at, int length, String field) throws MalformedBinaryException {
    if (at < 0 || at > bytes.limit() - length) {
      throw malformed(
          field, at, Reason.OUT_OF_RANGE, "offset " + at + " of " + bytes.limit() + " bytes");
    }
  }

  MalformedBinaryException malformed(String field, long at, Reason reason, String detail) {
    long shown = Math.clamp(at, 0, bytes.limit());
    return MalformedBinaryException.at(source, structure, field, start + shown, reason, detail);
  }
}
