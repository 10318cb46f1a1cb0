package dev.archcheck.verify.cgo;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Makes UTF-8 of what people save: gzip (RFC 1952) is expanded, a byte order mark is taken away,
 * and UTF-16, which Windows PowerShell 5 writes for {@code >}, is encoded anew.
 */
final class PlainText {

  private static final int BLOCK = 64 << 10;
  private static final int HEAD = 3;

  private PlainText() {}

  /** Compressed text that is damaged or breaks off. */
  static final class DamagedException extends IOException {

    private static final long serialVersionUID = 1;

    DamagedException(IOException cause) {
      super(
          "the gzip data breaks off or is damaged"
              + (cause.getMessage() == null ? "" : ": " + cause.getMessage()),
          cause);
    }

    DamagedException(String message) {
      super(message);
    }
  }

  static InputStream of(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BLOCK);
    byte[] head = head(in);
    return isGzip(head) ? text(new BufferedInputStream(expanded(in), BLOCK)) : text(in);
  }

  private static byte[] head(BufferedInputStream in) throws IOException {
    in.mark(HEAD);
    byte[] head = in.readNBytes(HEAD);
    in.reset();
    return head;
  }

  private static boolean isGzip(byte[] head) {
    return head.length >= 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
  }

  private static InputStream expanded(InputStream in) throws IOException {
    try {
      return new Expanded(new Members(new Counted(in)));
    } catch (ZipException | EOFException e) {
      throw new DamagedException(e);
    }
  }

  private static InputStream text(BufferedInputStream in) throws IOException {
    byte[] head = head(in);
    if (head.length < 2) {
      return in;
    }
    int first = head[0] & 0xFF;
    int second = head[1] & 0xFF;
    if (first == 0xEF && second == 0xBB && head.length == HEAD && (head[2] & 0xFF) == 0xBF) {
      in.skipNBytes(HEAD);
      return in;
    }
    if (first == 0xFF && second == 0xFE) {
      in.skipNBytes(2);
      return new Encoded(in, StandardCharsets.UTF_16LE);
    }
    if (first == 0xFE && second == 0xFF) {
      in.skipNBytes(2);
      return new Encoded(in, StandardCharsets.UTF_16BE);
    }
    if (first != 0 && second == 0) {
      return new Encoded(in, StandardCharsets.UTF_16LE);
    }
    return first == 0 && second != 0 ? new Encoded(in, StandardCharsets.UTF_16BE) : in;
  }

  /** Knows how many bytes it has given. */
  private static final class Counted extends FilterInputStream {

    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int got = super.read(to, offset, length);
      count += Math.max(0, got);
      return got;
    }
  }

  /** All members of gzip data. */
  private static final class Members extends GZIPInputStream {

    /** Check sum and length, behind the compressed data (RFC 1952, 2.3.1). */
    private static final int TRAILER = 8;

    private final Counted raw;
    private long filled;

    Members(Counted raw) throws IOException {
      super(raw, BLOCK);
      this.raw = raw;
    }

    @Override
    protected void fill() throws IOException {
      super.fill();
      filled = raw.count;
    }

    /**
     * {@return whether nothing is behind the last member} The JDK passes over what is no member.
     */
    boolean isAll() throws IOException {
      return raw.read() < 0 && raw.count - filled == TRAILER - inf.getRemaining();
    }
  }

  /** Tells what is wrong with the data from what is wrong with the disk. */
  private static final class Expanded extends InputStream {

    private final Members in;

    Expanded(Members in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      try {
        int got = in.read(to, offset, length);
        if (got < 0 && !in.isAll()) {
          throw new DamagedException(
              "the gzip data breaks off or is damaged: behind it is something else");
        }
        return got;
      } catch (ZipException | EOFException e) {
        throw new DamagedException(e);
      }
    }
  }

  /** Text of another encoding in UTF-8. */
  private static final class Encoded extends InputStream {

    private final Reader reader;
    private final char[] chars = new char[BLOCK];
    private byte[] bytes = {};
    private int next;

    Encoded(InputStream in, Charset charset) {
      reader = new InputStreamReader(in, charset);
    }

    @Override
    public int read() throws IOException {
      return next < bytes.length || fill() ? bytes[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (next == bytes.length && !fill()) {
        return -1;
      }
      int some = Math.min(length, bytes.length - next);
      System.arraycopy(bytes, next, to, offset, some);
      next += some;
      return some;
    }

    /** A pair of surrogates is never cut in two. */
    private boolean fill() throws IOException {
      int got = reader.read(chars, 0, chars.length - 1);
      if (got < 0) {
        return false;
      }
      if (Character.isHighSurrogate(chars[got - 1])) {
        int low = reader.read();
        if (low >= 0) {
          chars[got++] = (char) low;
        }
      }
      bytes = new String(chars, 0, got).getBytes(StandardCharsets.UTF_8);
      next = 0;
      return true;
    }
  }
}
