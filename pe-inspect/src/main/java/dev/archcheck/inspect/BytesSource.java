package dev.archcheck.inspect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes in memory. The array is not copied and must not change. */
public record BytesSource(String name, ByteBuffer bytes) implements ByteSource {

  /** Wraps an array. */
  public BytesSource(String name, byte[] bytes) {
    this(name, ByteBuffer.wrap(bytes));
  }

  @Override
  public long size() {
    return bytes.limit();
  }

  @Override
  public ByteBuffer read(long offset, int length) throws MalformedBinaryException {
    Bounds.check(this, "bytes", offset, length);
    return bytes.slice((int) offset, length).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
