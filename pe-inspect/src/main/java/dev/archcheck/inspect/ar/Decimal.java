package dev.archcheck.inspect.ar;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.nio.ByteBuffer;

/** Numbers in decimal digits, filled up with blanks. */
final class Decimal {

  private static final long LIMIT = Long.MAX_VALUE / 10 - 1;

  private Decimal() {}

  /**
   * {@return the number in a field of a header}
   *
   * @param start where the header starts, relative to the source
   */
  static long parse(
      ByteSource source,
      String structure,
      String field,
      ByteBuffer header,
      int at,
      long start,
      int length)
      throws MalformedBinaryException {
    long value = 0;
    int digits = 0;
    for (int i = at; i < at + length; i++) {
      int c = header.get(i);
      if (c >= '0' && c <= '9' && value < LIMIT) {
        value = value * 10 + (c - '0');
        digits++;
      } else if ((c != ' ' && c != 0) || !blank(header, i, at + length)) {
        throw MalformedBinaryException.at(
            source, structure, field, start + at, Reason.INVALID, "is not a decimal number");
      } else {
        break;
      }
    }
    if (digits == 0) {
      throw MalformedBinaryException.at(
          source, structure, field, start + at, Reason.INVALID, "is empty");
    }
    return value;
  }

  private static boolean blank(ByteBuffer header, int from, int to) {
    for (int i = from; i < to; i++) {
      if (header.get(i) != ' ' && header.get(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
