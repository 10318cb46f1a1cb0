package dev.archcheck.toolchain.download;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a file an answer holds (RFC 9110, 14.4).
 *
 * @param start the first byte
 * @param end behind the last byte
 * @param total how many bytes the whole file has
 */
record ContentRange(long start, long end, long total) {

  private static final String UNIT = "bytes ";

  /** {@return the part that a header names, or null if it names none} */
  static @Nullable ContentRange parse(String header) {
    int dash = header.indexOf('-');
    int slash = header.indexOf('/');
    if (!header.startsWith(UNIT) || dash < 0 || slash < dash) {
      return null;
    }
    long start = Response.number(header.substring(UNIT.length(), dash).strip());
    long last = Response.number(header.substring(dash + 1, slash).strip());
    long total = Response.number(header.substring(slash + 1).strip());
    return start < 0 || last < start || total <= last
        ? null
        : new ContentRange(start, last + 1, total);
  }
}
