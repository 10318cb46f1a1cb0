package dev.archcheck.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A part of another source; offsets are relative to the part. */
record SliceSource(ByteSource whole, long start, long size) implements ByteSource {

  @Override
  public String name() {
    return whole.name();
  }

  @Override
  public long origin() {
    return whole.origin() + start;
  }

  @Override
  public ByteBuffer read(long offset, int length) throws IOException {
    Bounds.check(this, "slice", offset, length);
    return whole.read(start + offset, length);
  }

  @Override
  public void read(long offset, byte[] into, int at, int length) throws IOException {
    Bounds.check(this, "slice", offset, length);
    whole.read(start + offset, into, at, length);
  }
}
