package dev.archcheck.toolchain.download;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** The network, as far as this program needs it: one kind of request. A test puts its own here. */
public interface Http {

  /**
   * Asks for a resource and follows redirects.
   *
   * @return the answer, whatever its status; the caller closes it
   * @throws FetchException if there is no answer
   */
  Response get(Request request) throws FetchException;

  /**
   * A request.
   *
   * @param url {@code http}, {@code https} or {@code file}; a name and a password in it are sent as
   *     Basic credentials to this host alone, and never shown
   * @param headers by name, beside those that every request has
   */
  record Request(URI url, Map<String, String> headers) {

    /** A request that keeps its own copy of the headers. */
    public Request {
      headers = Map.copyOf(headers);
    }

    /** {@return a request without headers of its own} */
    public static Request of(URI url) {
      return new Request(url, Map.of());
    }

    /** {@return the same request with one header more} */
    public Request with(String name, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(name, value);
      return new Request(url, more);
    }
  }
}
