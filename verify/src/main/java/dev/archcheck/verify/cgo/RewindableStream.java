package dev.archcheck.verify.cgo;

import java.io.ByteArrayOutputStream;
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

  /** Go names patterns in its messages, which may be as long as an argument of a command. */
  private static final int MAX_LINE = 256 << 10;

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
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    for (int b = read(); b >= 0 && b != '\n'; b = read()) {
      if (start.size() < MAX_LINE) {
        start.write(b);
      }
    }
    return start.toString(StandardCharsets.UTF_8);
  }

  /** Passes over as many bytes as a text has in UTF-8. */
  void skipBytes(String text) throws IOException {
    skipNBytes(text.getBytes(StandardCharsets.UTF_8).length);
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
