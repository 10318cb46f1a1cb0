package dev.archcheck.verify.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** A file with holes, from its stored segments. */
final class SparseInputStream extends InputStream {

  private final InputStream stored;
  private final Iterator<TarEntry.Segment> segments;
  private final long size;
  private TarEntry.Segment segment;
  private long position;

  SparseInputStream(InputStream stored, List<TarEntry.Segment> segments, long size) {
    this.stored = stored;
    this.segments = segments.iterator();
    this.size = size;
    this.segment = nextSegment();
  }

  private TarEntry.Segment nextSegment() {
    return segments.hasNext() ? segments.next() : new TarEntry.Segment(size, 0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position < size && position == segment.offset() + segment.length()) {
      segment = nextSegment();
    }
    if (position == size) {
      return -1;
    }
    if (position < segment.offset()) {
      int zeros = (int) Math.min(length, segment.offset() - position);
      Arrays.fill(into, start, start + zeros, (byte) 0);
      position += zeros;
      return zeros;
    }
    long left = segment.offset() + segment.length() - position;
    int got = stored.read(into, start, (int) Math.min(length, left));
    position += Math.max(got, 0);
    return got;
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }
}
