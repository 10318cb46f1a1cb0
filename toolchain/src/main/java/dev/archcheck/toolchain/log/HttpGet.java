package dev.archcheck.toolchain.log;

import java.io.IOException;

/** Asks for the content of a URL; as little of HTTP as the way to a log needs. */
public interface HttpGet {

  /** An answer, whatever it says. */
  final class Answer {
    private final int status;
    private final byte[] body;

    /**
     * An answer.
     *
     * @param status of HTTP; 200 and 404 for the {@code file://} URLs of proxies that are folders
     * @param body what came with it, cut off one byte after the limit; it is not copied
     */
    public Answer(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    /** {@return the status of HTTP} */
    public int status() {
      return status;
    }

    /** {@return what came with it} */
    public byte[] body() {
      return body;
    }
  }

  /**
   * {@return the answer of a URL}
   *
   * @param limit of a longer body only {@code limit + 1} bytes are given
   * @throws IOException if nobody answered, or the answer did not arrive whole
   */
  Answer get(String url, int limit) throws IOException;
}
