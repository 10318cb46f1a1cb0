package dev.archcheck.inspect.go;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Random access to a large structure of a file, page by page and in bounded memory: a function
 * table has its names, its list of functions and what the list points to megabytes apart.
 */
final class Pages {

  private static final int SHIFT = 16;
  private static final int PAGE = 1 << SHIFT;

  /** 16 MiB: all of a common program's table, and a part of the largest ones. */
  private static final int MAX_LOADED = 256;

  /** Longer than the name of any function; generated ones have some hundred characters. */
  private static final int MAX_TEXT = 16 << 10;

  private static final VarHandle INT_LE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG_LE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final ByteSource source;
  private final String structure;
  private final long start;
  private final long size;
  private final boolean bigEndian;
  private final byte[][] pages;
  private int loaded;
  private long work;

  /**
   * A part of a source, all of which is in the file.
   *
   * @param structure what it is, for errors
   */
  Pages(ByteSource source, String structure, long start, long size, ByteOrder order) {
    this.source = source;
    this.structure = structure;
    this.start = start;
    this.size = size;
    this.bigEndian = order == ByteOrder.BIG_ENDIAN;
    this.pages = new byte[(int) ((size + PAGE - 1) >>> SHIFT)][];
  }

  long size() {
    return size;
  }

  /** {@return how many bytes of pages and of texts have been copied up to now} */
  long work() {
    return work;
  }

  /** Drops what is in memory; it is read again where it is asked for again. */
  void forget() {
    Arrays.fill(pages, null);
    loaded = 0;
  }

  /** {@return the absolute offset in the file of an offset in this part} */
  long absolute(long at) {
    return source.origin() + start + at;
  }

  private byte[] page(long at, String field) throws IOException {
    int index = (int) (at >>> SHIFT);
    byte[] page = at >= 0 && at < size ? pages[index] : null;
    return page != null ? page : load(at, index, field);
  }

  private byte[] load(long at, int index, String field) throws IOException {
    if (at < 0 || at >= size) {
      throw malformed(
          field, at, Reason.OUT_OF_RANGE, "offset 0x" + Long.toHexString(at) + " leaves the table");
    }
    if (loaded == MAX_LOADED) {
      forget();
    }
    long from = (long) index << SHIFT;
    byte[] fresh = new byte[(int) Math.min(PAGE, size - from)];
    source.read(start + from, fresh, 0, fresh.length);
    pages[index] = fresh;
    loaded++;
    work += fresh.length;
    return fresh;
  }

  int u8(long at, String field) throws IOException {
    return page(at, field)[(int) at & (PAGE - 1)] & 0xFF;
  }

  long u32(long at, String field) throws IOException {
    byte[] page = page(at, field);
    int index = (int) at & (PAGE - 1);
    if (index > page.length - 4) {
      return bytewise(at, 4, field);
    }
    int value = (int) INT_LE.get(page, index);
    return Integer.toUnsignedLong(bigEndian ? Integer.reverseBytes(value) : value);
  }

  /** {@return a word of 4 or 8 bytes} */
  long word(long at, int width, String field) throws IOException {
    if (width == 4) {
      return u32(at, field);
    }
    byte[] page = page(at, field);
    int index = (int) at & (PAGE - 1);
    if (index > page.length - 8) {
      return bytewise(at, 8, field);
    }
    long value = (long) LONG_LE.get(page, index);
    return bigEndian ? Long.reverseBytes(value) : value;
  }

  /** A number that lies in two pages. */
  private long bytewise(long at, int width, String field) throws IOException {
    long value = 0;
    for (int i = 0; i < width; i++) {
      long one = u8(at + i, field);
      value |= one << (8 * (bigEndian ? width - 1 - i : i));
    }
    return value;
  }

  /**
   * Copies a text up to its NUL.
   *
   * @return its length, at most that of {@code into}, which holds as much of it as fits
   */
  int text(long at, byte[] into, String field) throws IOException {
    int length = textLength(at, into, field);
    work += length;
    return length;
  }

  private int textLength(long at, byte[] into, String field) throws IOException {
    int length = 0;
    while (length < into.length) {
      byte[] page = page(at + length, field);
      int from = (int) (at + length) & (PAGE - 1);
      int room = Math.min(page.length - from, into.length - length);
      for (int i = 0; i < room; i++) {
        byte one = page[from + i];
        if (one == 0) {
          return length + i;
        }
        into[length + i] = one;
      }
      length += room;
    }
    return length;
  }

  /** {@return a text that ends with NUL} */
  String text(long at, String field) throws IOException {
    byte[] some = new byte[128];
    int length = text(at, some, field);
    if (length == some.length) {
      some = new byte[MAX_TEXT];
      length = text(at, some, field);
      if (length == MAX_TEXT) {
        throw malformed(field, at, Reason.LIMIT, "a text of more than " + MAX_TEXT + " bytes");
      }
    }
    return new String(some, 0, length, StandardCharsets.UTF_8);
  }

  /** Complains of a field whose value asks for more bytes than there are. */
  void require(long end, String field, long at, String what) throws MalformedBinaryException {
    if (end < 0 || end > size) {
      throw malformed(field, at, Reason.OUT_OF_RANGE, what + " is more than the table has");
    }
  }

  MalformedBinaryException malformed(String field, long at, Reason reason, String detail) {
    return MalformedBinaryException.at(source, structure, field, start + at, reason, detail);
  }
}
