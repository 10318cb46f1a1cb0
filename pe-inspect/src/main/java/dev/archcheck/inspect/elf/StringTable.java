package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A table of NUL-terminated names (gabi, string table).
 *
 * <p>Any number of symbols may name the same long string; the total that a table hands out is
 * bounded by its size, so that a small file cannot ask for much memory or time.
 */
final class StringTable {

  /** The longest name that is read in full; mangled C++ names stay below it. */
  private static final int MAX_NAME = 4096;

  /** Tables up to here are read once and held; names are asked for in any order. */
  private static final int MAX_HELD = 6 << 20;

  private static final int WINDOW = 16 << 10;
  private static final int FREE_ALLOWANCE = 64 << 10;
  private static final int ALLOWANCE_FACTOR = 8;

  private final ByteSource source;
  private final long offset;
  private final long size;
  private long allowance;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  StringTable(ByteSource source, long offset, long size) {
    this.source = source;
    this.offset = offset;
    this.size = size;
    this.allowance = FREE_ALLOWANCE + ALLOWANCE_FACTOR * Math.min(size, source.size());
  }

  /** {@return where the name with that index starts, relative to the source} */
  long offsetOf(long index) {
    return offset + index;
  }

  /** {@return the name that starts at that index, one char per byte} */
  String name(long index) throws IOException {
    if (index < 0 || index >= size) {
      throw MalformedBinaryException.at(
          source, "string table", "", offset, Reason.OUT_OF_RANGE, "has no index " + index);
    }
    int reach = (int) Math.min(MAX_NAME, size - index);
    if (index < windowStart || index + reach > windowStart + window.limit()) {
      load(index, reach);
    }
    int start = (int) (index - windowStart);
    int end = start;
    while (end < start + reach && window.get(end) != 0) {
      end++;
    }
    spend(index, end - start);
    byte[] name = new byte[end - start];
    window.get(start, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  /** {@return whether the name at that index is {@code wanted}; false if there is none} */
  boolean is(long index, byte[] wanted) throws IOException {
    int length = wanted.length;
    if (index < 0 || index > size - length - 1 || offset > source.size() - size) {
      return false;
    }
    if (index < windowStart || index + length + 1 > windowStart + window.limit()) {
      load(index, length + 1);
    }
    int start = (int) (index - windowStart);
    for (int i = 0; i < length; i++) {
      if (window.get(start + i) != wanted[i]) {
        return false;
      }
    }
    return window.get(start + length) == 0;
  }

  private void load(long index, int reach) throws IOException {
    boolean whole = size <= MAX_HELD;
    windowStart = whole ? 0 : index;
    int length = (int) (whole ? size : Math.min(WINDOW, size - index));
    window = source.read(offset + windowStart, Math.max(length, reach));
  }

  private void spend(long index, int length) throws MalformedBinaryException {
    allowance -= length;
    if (allowance < 0) {
      throw MalformedBinaryException.at(
          source,
          "string table",
          "",
          offset + index,
          Reason.LIMIT,
          "its names are used too often to be read");
    }
  }
}
