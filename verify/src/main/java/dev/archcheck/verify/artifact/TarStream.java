package dev.archcheck.verify.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The expanded bytes of a tar archive, at a known position. */
final class TarStream extends InputStream {

  private static final int SCRATCH = 64 << 10;

  private final PushbackInputStream in;
  private final @Nullable AheadStream ahead;
  private final boolean seekable;
  private final Budget budget;
  private final byte[] scratch;
  private long position;
  private int unread;

  /** A stream at its start; one that is not compressed is free and can be skipped. */
  TarStream(InputStream in, boolean compressed, Budget budget) {
    this(in, null, compressed, budget);
  }

  /** A stream at its start, whose bytes need not be copied. */
  TarStream(AheadStream in, Budget budget) {
    this(in, in, true, budget);
  }

  private TarStream(
      InputStream in, @Nullable AheadStream ahead, boolean compressed, Budget budget) {
    this.in = new PushbackInputStream(in, TarHeader.SIZE);
    this.ahead = ahead;
    this.seekable = !compressed;
    this.budget = budget;
    this.scratch = new byte[compressed ? SCRATCH : 0];
  }

  long position() {
    return position;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    int got = in.read(into, start, length);
    if (got > 0) {
      unread = Math.max(0, unread - got);
      passed(got);
    }
    return got;
  }

  private void passed(int count) throws IOException {
    position += count;
    if (!seekable) {
      budget.takeBytes(count);
    }
  }

  /** {@return some of the next bytes, none at the end} */
  Slice take(int most) throws IOException {
    if (ahead == null || unread > 0 || most == 0) {
      byte[] copy = readBlock(Math.min(most, unread > 0 ? unread : SCRATCH));
      return Slice.of(copy);
    }
    Slice slice = ahead.take(most);
    if (slice == null) {
      return Slice.of(new byte[0]);
    }
    passed(slice.length());
    return slice;
  }

  /** {@return whether all bytes up to an offset are there} They are passed over. */
  boolean advanceTo(long offset) throws IOException {
    if (seekable) {
      long wanted = offset - position;
      long skipped = in.skip(wanted);
      position += skipped;
      return skipped == wanted;
    }
    while (position < offset) {
      if (read(scratch, 0, (int) Math.min(SCRATCH, offset - position)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Reads to the end, where a compressed stream proves its checksum. */
  void drain() throws IOException {
    advanceTo(Long.MAX_VALUE);
  }

  /** {@return the next bytes, fewer if the stream ends} */
  byte[] readBlock(int length) throws IOException {
    byte[] block = new byte[length];
    int got = readNBytes(block, 0, length);
    return got == length ? block : Arrays.copyOf(block, got);
  }

  /** Takes back the block that was read last. */
  void unread(byte[] block) throws IOException {
    in.unread(block);
    position -= block.length;
    unread += block.length;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
