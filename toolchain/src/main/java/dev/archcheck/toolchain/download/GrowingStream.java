package dev.archcheck.toolchain.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes of a file while it grows. */
final class GrowingStream extends InputStream {

  private final PartialFile file;
  private final int generation;
  private long position;

  GrowingStream(PartialFile file) {
    this.file = file;
    this.generation = file.generation();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    long ready = file.await(position, generation);
    if (ready == 0) {
      return -1;
    }
    int n = file.read(position, ByteBuffer.wrap(bytes, offset, (int) Math.min(ready, length)));
    // The bytes may have been forgotten while they were read.
    if (n <= 0 || file.generation() != generation) {
      throw new StartedAgainException("a file");
    }
    position += n;
    return n;
  }
}
