package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The rows of a table, one cursor after the other. It reads ahead, so that a walk that also looks
 * names up elsewhere does not move the source's window to and fro.
 */
final class Rows {

  private static final int READ_AHEAD = 64 << 10;

  private final ByteSource source;
  private final ByteOrder order;
  private final String structure;
  private final long offset;
  private final int size;
  private final long count;
  private Block block;
  private long blockStart;
  private long next;

  /** A table of {@code count} rows, all of which must be inside the file. */
  Rows(Layout layout, String structure, long offset, int size, long count)
      throws MalformedBinaryException {
    this.source = layout.source();
    this.order = layout.byteOrder();
    this.structure = structure;
    this.offset = offset;
    this.size = size;
    this.count = count;
    this.block = new Block(source.name(), 0, ByteBuffer.allocate(0));
    if (offset < 0
        || count < 0
        || offset > source.size()
        || count > (source.size() - offset) / size) {
      throw MalformedBinaryException.at(
          source,
          structure,
          "",
          offset,
          Reason.TRUNCATED,
          Long.toUnsignedString(count) + " rows reach past the end of the file");
    }
  }

  boolean hasNext() {
    return next < count;
  }

  /** {@return a recording cursor over the next row} */
  Cursor next() throws IOException {
    long start = next * size;
    if (start + size > blockStart + block.size()) {
      int length = (int) Math.min((count - next) * size, READ_AHEAD / size * (long) size);
      block =
          new Block(
              source.name(), source.origin() + offset + start, source.read(offset + start, length));
      blockStart = start;
    }
    next++;
    return Cursor.recording(block, structure, start - blockStart, size, order);
  }

  /** Bytes of the file that are kept while others are read. */
  private record Block(String name, long origin, ByteBuffer bytes) implements ByteSource {

    @Override
    public long size() {
      return bytes.limit();
    }

    @Override
    public ByteBuffer read(long at, int length) {
      return bytes.slice((int) at, length).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
