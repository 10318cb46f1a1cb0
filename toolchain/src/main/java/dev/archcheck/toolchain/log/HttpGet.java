package dev.archcheck.toolchain.log;

import java.io.IOException;

/** Asks for the content of a URL; as little of HTTP as the way to a log needs. */
public interface HttpGet {

  /**
   * An answer, whatever it says.
   *
   * @param status of HTTP; 200 and 404 for the {@code file://} URLs of proxies that are folders
   * @param body what came with it, cut off one byte after the limit
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
  record Answer(int status, byte[] body) {}

  /**
   * {@return the answer of a URL}
   *
   * @param limit of a longer body only {@code limit + 1} bytes are given
   * @throws IOException if nobody answered, or the answer did not arrive whole
   */
  Answer get(String url, int limit) throws IOException;
}
