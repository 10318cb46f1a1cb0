package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The section headers as they lie in the file. A file may have 65,535 of them, so the fast path
 * looks at single fields and makes no objects.
 */
final class SectionTable {

  private static final int VIRTUAL_SIZE = 8;
  private static final int VIRTUAL_ADDRESS = 12;
  private static final int SIZE_OF_RAW_DATA = 16;
  private static final int POINTER_TO_RAW_DATA = 20;
  private static final int CHARACTERISTICS = 36;

  private final ByteSource source;
  private final long offset;
  private final int count;
  private final ByteBuffer bytes;

  private SectionTable(ByteSource source, long offset, int count, ByteBuffer bytes) {
    this.source = source;
    this.offset = offset;
    this.count = count;
    this.bytes = bytes;
  }

  /** Reads as many of the declared headers as the file holds. */
  static SectionTable read(ByteSource source, long offset, int declared, Consumer<Problem> problems)
      throws IOException {
    long room = Math.max(0, source.size() - offset) / SectionHeader.SIZE;
    int count = (int) Math.min(declared, room);
    if (count < declared) {
      problems.accept(
          new Problem(
              SectionHeader.NAME,
              "",
              source.origin() + offset,
              Reason.TRUNCATED,
              declared + " section headers are declared, but the file has room for " + count));
    }
    long start = count == 0 ? 0 : offset;
    return new SectionTable(source, offset, count, source.read(start, count * SectionHeader.SIZE));
  }

  int count() {
    return count;
  }

  /** {@return where a header starts, relative to the source} */
  long offset(int index) {
    return offset + (long) index * SectionHeader.SIZE;
  }

  long virtualSize(int index) {
    return u32(index, VIRTUAL_SIZE);
  }

  long virtualAddress(int index) {
    return u32(index, VIRTUAL_ADDRESS);
  }

  long sizeOfRawData(int index) {
    return u32(index, SIZE_OF_RAW_DATA);
  }

  long pointerToRawData(int index) {
    return u32(index, POINTER_TO_RAW_DATA);
  }

  SectionCharacteristics characteristics(int index) {
    return new SectionCharacteristics((int) u32(index, CHARACTERISTICS));
  }

  String name(int index) {
    StringBuilder name = new StringBuilder(8);
    for (int i = 0; i < 8; i++) {
      byte c = bytes.get(index * SectionHeader.SIZE + i);
      if (c == 0) {
        break;
      }
      name.append((char) (c & 0xFF));
    }
    return name.toString();
  }

  /** {@return the index of the first section with code, or -1} */
  int firstCode() {
    for (int i = 0; i < count; i++) {
      if (characteristics(i).isCode()) {
        return i;
      }
    }
    return -1;
  }

  /** {@return whether there is code, and none of it in the file} */
  boolean lacksCode() {
    for (int i = 0; i < count; i++) {
      if (characteristics(i).isCode() && sizeOfRawData(i) > 0) {
        return false;
      }
    }
    return firstCode() >= 0;
  }

  SectionHeader header(int index) throws IOException {
    return SectionHeader.read(
        Cursor.open(
            source,
            SectionHeader.NAME,
            offset(index),
            SectionHeader.SIZE,
            ByteOrder.LITTLE_ENDIAN));
  }

  List<SectionHeader> headers() throws IOException {
    List<SectionHeader> headers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      headers.add(header(i));
    }
    return List.copyOf(headers);
  }

  MalformedBinaryException malformed(int index, String field, Reason reason, String detail) {
    return MalformedBinaryException.at(
        source, SectionHeader.NAME, field, offset(index), reason, detail);
  }

  private long u32(int index, int field) {
    return bytes.getInt(index * SectionHeader.SIZE + field) & 0xFFFF_FFFFL;
  }
}
