package dev.archcheck.verify.cgo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A stream that can go back a little: a parser reads ahead, and what it does not understand has to
 * be looked at by somebody else.
 */
final class RewindableStream extends InputStream {

  /** So far back it goes; parsers read some 8,000 bytes at once. */
  private static final int KEPT = 64 << 10;

  private static final int MAX_LINE = 300;

  private final InputStream in;
  private final byte[] kept = new byte[2 * KEPT];
  private int size;
  private int next;
  private long position;

  RewindableStream(InputStream in) {
    this.in = in;
  }

  /** {@return how many bytes have been given} */
  long position() {
    return position;
  }

  /** Goes back to a position, or as far as that is possible. */
  void rewind(long to) {
    int back = (int) Math.min(position - to, next);
    next -= back;
    position -= back;
  }

  /** {@return the rest of a line, cut where it is long} */
  String line() throws IOException {
    byte[] start = new byte[MAX_LINE];
    int length = 0;
    for (int b = read(); b >= 0 && b != '\n'; b = read()) {
      if (length < MAX_LINE) {
        start[length++] = (byte) b;
      }
    }
    return new String(start, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (next == size && !fill()) {
      return -1;
    }
    int some = Math.min(length, size - next);
    System.arraycopy(kept, next, to, offset, some);
    next += some;
    position += some;
    return some;
  }

  /** Reads on; half of the room stays for what was given last. */
  private boolean fill() throws IOException {
    if (size > KEPT) {
      System.arraycopy(kept, size - KEPT, kept, 0, KEPT);
      size = KEPT;
      next = KEPT;
    }
    int got = in.read(kept, size, kept.length - size);
    if (got <= 0) {
      return false;
    }
    size += got;
    return true;
  }
}
