package dev.archcheck.verify.sumdb;

import java.io.IOException;

/** A source does not have what was asked for (HTTP 404 or 410). Nothing follows from that. */
public final class LogNotFoundException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * Something that is not there.
   *
   * @param what the URL or the file
   */
  public LogNotFoundException(String what) {
    super("not found: " + what);
  }
}
