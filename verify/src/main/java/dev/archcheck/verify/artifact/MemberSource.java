package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A member that lies in its archive as it is. Its path names it and not the archive's bytes around
 * it, so its offsets count from its own first byte, as those of a compressed member do.
 */
record MemberSource(String name, ByteSource data) implements ByteSource {

  @Override
  public long size() {
    return data.size();
  }

  @Override
  public ByteBuffer read(long offset, int length) throws IOException {
    check(offset, length);
    return data.read(offset, length);
  }

  @Override
  public void read(long offset, byte[] into, int start, int length) throws IOException {
    check(offset, length);
    data.read(offset, into, start, length);
  }

  private void check(long offset, int length) throws IOException {
    if (offset < 0 || length < 0 || offset > size() - length) {
      throw Damage.outside(this, offset, length);
    }
  }
}
