package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.io.InputStream;

/** A source from its first byte to its last. Skipping costs nothing. */
final class SourceInputStream extends InputStream {

  private final ByteSource source;
  private long position;

  SourceInputStream(ByteSource source) {
    this.source = source;
  }

  /** {@return the offset of the next byte} */
  long position() {
    return position;
  }

  @Override
  public int read() throws IOException {
    return position == source.size() ? -1 : source.read(position++, 1).get(0) & 0xFF;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = available(length);
    if (count == 0) {
      return -1;
    }
    source.read(position, into, start, count);
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.clamp(count, 0, source.size() - position);
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return available(Integer.MAX_VALUE);
  }

  private int available(int atMost) {
    return (int) Math.min(atMost, source.size() - position);
  }
}
