package dev.archcheck.toolchain.download;

import dev.archcheck.toolchain.download.FetchException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Reads small resources whole. */
public final class Fetch {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Http http;
  private final LongSupplier nanos;

  /** Reads through the given network. */
  public Fetch(Http http) {
    this(http, System::nanoTime);
  }

  Fetch(Http http, LongSupplier nanos) {
    this.http = http;
    this.nanos = nanos;
  }

  /**
   * {@return a resource}
   *
   * @param limit how many bytes it may have
   * @throws FetchException if it cannot be had, has more bytes, or is a page for people
   */
  public Document get(URI url, int limit) throws FetchException {
    try (Response answer = http.get(Http.Request.of(url))) {
      if (answer.status() != 200) {
        throw FetchException.ofStatus(url, answer.status());
      }
      byte[] bytes = read(answer, url, limit);
      refuseHtml(answer, url, bytes);
      return new Document(answer.url(), bytes);
    }
  }

  /**
   * {@return the whole body of an answer}
   *
   * @throws FetchException if it has more bytes than the limit, ends early or takes too long
   */
  public byte[] read(Response answer, URI url, int limit) throws FetchException {
    if (answer.length() > limit) {
      throw tooLarge(url, limit);
    }
    long start = nanos.getAsLong();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[16 << 10];
    try {
      InputStream body = answer.body();
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        bytes.write(buffer, 0, n);
        if (bytes.size() > limit) {
          throw tooLarge(url, limit);
        }
        if (nanos.getAsLong() - start > DEADLINE.toNanos()) {
          throw new FetchException(
              url, Kind.TIMED_OUT, "not all of it came in " + DEADLINE.toSeconds() + " s");
        }
      }
      return bytes.toByteArray();
    } catch (FetchException e) {
      throw e;
    } catch (IOException e) {
      throw new FetchException(url, Kind.CUT, 0, String.valueOf(e.getMessage()), "", e);
    }
  }

  private static FetchException tooLarge(URI url, int limit) {
    return new FetchException(url, Kind.TOO_LARGE, "the answer has more than " + limit + " bytes");
  }

  /** A login page of a network answers whatever is asked, and go.dev has pages of its own. */
  private static void refuseHtml(Response answer, URI url, byte[] bytes) throws FetchException {
    if (answer.isHtml() || HtmlPage.startsLikeOne(bytes, bytes.length)) {
      throw HtmlPage.instead(url, answer.url());
    }
  }
}
