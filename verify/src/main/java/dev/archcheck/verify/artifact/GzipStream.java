package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/**
 * The expanded bytes of a gzip file of one member (RFC 1952), from its first byte to its last:
 * header, check sum and length must be right, and nothing may come behind. What is damaged is a
 * {@link MalformedBinaryException} with the offset in the file; what the source fails with is
 * passed on as it is.
 */
final class GzipStream extends InputStream {

  /** A name or a comment is no longer; only what never ends is. */
  private static final int LONGEST_TEXT = 64 << 10;

  private static final int DEFLATE = 8;
  private static final int FHCRC = 1 << 1;
  private static final int FEXTRA = 1 << 2;
  private static final int FNAME = 1 << 3;
  private static final int FCOMMENT = 1 << 4;
  private static final int RESERVED = 0xE0;

  private static final String HEADER = "gzip header";
  private static final String STREAM = "gzip stream";
  private static final String TRAILER = "gzip trailer";

  private final String name;
  private final InputStream in;
  private final Inflate inflate = new Inflate();
  private final CRC32 crc = new CRC32();
  private State state = State.HEADER;

  private enum State {
    HEADER,
    CONTENT,
    END
  }

  /**
   * A stream of which nothing is read yet.
   *
   * @param name what messages call it
   * @param in the file; read to its end and closed with this stream
   */
  GzipStream(String name, InputStream in) {
    this.name = name;
    this.in = in;
    inflate.open(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (state == State.HEADER) {
      header();
      state = State.CONTENT;
    }
    if (state == State.CONTENT) {
      int got = expand(into, offset, length);
      if (got > 0) {
        crc.update(into, offset, got);
        return got;
      }
      trailer();
      state = State.END;
    }
    return -1;
  }

  private int expand(byte[] into, int offset, int length) throws IOException {
    try {
      return inflate.read(into, offset, length);
    } catch (DataFormatException e) {
      throw damaged(STREAM, "", String.valueOf(e.getMessage()));
    }
  }

  private void header() throws IOException {
    if (next(HEADER) != 0x1F || next(HEADER) != 0x8B) {
      throw Damage.invalid(name, HEADER, "ID1, ID2", 0, "is not that of a gzip file");
    }
    int method = next(HEADER);
    if (method != DEFLATE) {
      throw Damage.invalid(name, HEADER, "CM", 2, "is " + method + ", no method that is known");
    }
    int flags = next(HEADER);
    if ((flags & RESERVED) != 0) {
      throw Damage.invalid(name, HEADER, "FLG", 3, "has reserved bits set: " + flags);
    }
    for (int i = 0; i < 6; i++) { // MTIME, XFL, OS
      next(HEADER);
    }
    if ((flags & FEXTRA) != 0) {
      for (long left = number(HEADER, 2); left > 0; left--) {
        next(HEADER);
      }
    }
    if ((flags & FNAME) != 0) {
      text("FNAME");
    }
    if ((flags & FCOMMENT) != 0) {
      text("FCOMMENT");
    }
    if ((flags & FHCRC) != 0) {
      long actual = crc.getValue() & 0xFFFF;
      long said = number(HEADER, 2);
      if (said != actual) {
        throw damaged(HEADER, "CRC16", "is %04x, not %04x".formatted(said, actual));
      }
    }
    crc.reset();
  }

  /** Passes over a text and the zero at its end. */
  private void text(String field) throws IOException {
    int length = 0;
    while (next(HEADER) != 0) {
      length++;
      if (length > LONGEST_TEXT) {
        throw damaged(HEADER, field, "is longer than " + LONGEST_TEXT + " bytes");
      }
    }
  }

  private void trailer() throws IOException {
    long actual = crc.getValue();
    long sum = number(TRAILER, 4);
    if (sum != actual) {
      throw damaged(
          TRAILER, "CRC32", "is %08x, but that of the content is %08x".formatted(sum, actual));
    }
    long length = inflate.total() & 0xFFFF_FFFFL;
    long size = number(TRAILER, 4);
    if (size != length) {
      throw damaged(
          TRAILER, "ISIZE", "is %d, but the content has %d bytes".formatted(size, length));
    }
    long end = inflate.offset();
    if (inflate.next() >= 0) {
      throw Damage.invalid(
          name, TRAILER, "", end, "is not the last thing in it: the file goes on behind its end");
    }
  }

  /** {@return a number, its lowest byte first} */
  private long number(String structure, int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (long) next(structure) << (8 * i);
    }
    return number;
  }

  /** {@return the next byte of header or trailer} */
  private int next(String structure) throws IOException {
    int next = inflate.next();
    if (next < 0) {
      throw damaged(structure, "", "is cut off");
    }
    if (state == State.HEADER) {
      crc.update(next);
    }
    return next;
  }

  private MalformedBinaryException damaged(String structure, String field, String detail) {
    return Damage.invalid(name, structure, field, inflate.offset(), detail);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
