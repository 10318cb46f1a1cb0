package dev.archcheck.toolchain.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An answer of a server. */
public final class Response implements AutoCloseable {

  private final URI url;
  private final int status;
  private final Map<String, String> headers;
  private final InputStream body;

  /**
   * An answer.
   *
   * @param url what answered in the end, after all redirects
   * @param headers by name, in any case
   * @param body its failures are {@link FetchException}s; closed early it gives up the connection
   */
  public Response(URI url, int status, Map<String, String> headers, InputStream body) {
    this.url = url;
    this.status = status;
    this.body = body;
    this.headers = new TreeMap<>();
    headers.forEach((name, value) -> this.headers.put(name.toLowerCase(Locale.ROOT), value));
  }

  /** {@return what answered in the end, after all redirects} */
  public URI url() {
    return url;
  }

  /** {@return the status code of HTTP} */
  public int status() {
    return status;
  }

  /** {@return the value of a header, or the empty string} */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /** {@return the number of bytes that the body is said to have, or -1} */
  public long length() {
    return number(header("Content-Length"));
  }

  /** {@return the body} */
  public InputStream body() {
    return body;
  }

  /** {@return whether the answer calls itself a page for people} */
  public boolean isHtml() {
    String type = header("Content-Type").toLowerCase(Locale.ROOT);
    return type.startsWith("text/html") || type.startsWith("application/xhtml");
  }

  /**
   * {@return what identifies exactly these bytes at their server, fit for {@code If-Range}, or the
   * empty string} A weak entity tag identifies something alike only (RFC 9110, 8.8.1). A date is as
   * good as a tag only if the server's clock had moved on when it answered (8.8.2.2).
   */
  public String strongValidator() {
    String tag = header("ETag");
    if (!tag.isEmpty()) {
      return tag.startsWith("\"") && tag.endsWith("\"") && tag.length() > 2 ? tag : "";
    }
    String changed = header("Last-Modified");
    return HttpDates.isOlder(changed, header("Date")) ? changed : "";
  }

  static long number(String digits) {
    if (digits.isEmpty() || digits.length() > 18) {
      return -1;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return -1;
      }
    }
    return Long.parseLong(digits);
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException _) {
      // nobody wants the rest
    }
  }
}
