package dev.archcheck.toolchain.download;

import dev.archcheck.toolchain.download.FetchException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;

/**
 * The body of an answer. It counts: the JDK passes a connection that ends before the announced
 * length off as the end of the body.
 */
final class Body extends FilterInputStream {

  private final URI url;
  private final long announced;
  private final Runnable giveUp;
  private long count;
  private boolean ended;

  /**
   * A body.
   *
   * @param announced how many bytes it is said to have, or -1
   * @param giveUp ends the connection with the rest unread
   */
  Body(URI url, InputStream in, long announced, Runnable giveUp) {
    super(in);
    this.url = url;
    this.announced = announced;
    this.giveUp = giveUp;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n;
    try {
      n = in.read(buffer, offset, length);
    } catch (SocketTimeoutException e) {
      throw failure(Kind.TIMED_OUT, "the server fell silent after " + count + " bytes", e);
    } catch (IOException e) {
      throw failure(
          Kind.CUT, "the connection was cut after " + count + " bytes: " + e.getMessage(), e);
    }
    if (n >= 0) {
      count += n;
    } else if (announced >= 0 && count < announced) {
      throw failure(
          Kind.CUT, "the connection ended after " + count + " of " + announced + " bytes", null);
    } else {
      ended = true;
    }
    return n;
  }

  private FetchException failure(
      Kind kind, String problem, @org.jspecify.annotations.Nullable IOException cause) {
    return new FetchException(url, kind, 0, problem, "", cause);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    // Closing an unread body would read on, so that the connection can be used again.
    if (ended || count == announced) {
      in.close();
    } else {
      giveUp.run();
    }
  }
}
