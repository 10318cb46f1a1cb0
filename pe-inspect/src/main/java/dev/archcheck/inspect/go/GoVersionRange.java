package dev.archcheck.inspect.go;

import dev.archcheck.inspect.Witness;
import java.util.List;

/**
 * The versions of Go that write such structures: what is known when the build information is gone.
 *
 * @param first the first version, for example {@code go1.20}
 * @param last the last version, or the empty string if it is still written so
 * @param evidence what narrows it, the weightiest first
 */
public record GoVersionRange(String first, String last, List<Witness> evidence) {

  /** {@return whether a version is in the range; only the first two numbers count} */
  public boolean contains(String version) {
    int minor = minor(version);
    return minor >= minor(first) && (last.isEmpty() || minor <= minor(last));
  }

  /** {@return the second number of a version: 26 of {@code go1.26.1}; -1 where there is none} */
  static int minor(String version) {
    if (!version.startsWith("go1.")) {
      return -1;
    }
    int value = 0;
    int at = 4;
    while (at < version.length() && Character.isDigit(version.charAt(at)) && value < 10_000) {
      value = 10 * value + Character.digit(version.charAt(at++), 10);
    }
    return at == 4 ? -1 : value;
  }

  /** {@return the range for people} */
  @Override
  public String toString() {
    if (first.equals(last)) {
      return first;
    }
    if (first.isEmpty()) {
      return "up to " + last;
    }
    return last.isEmpty() ? first + " or newer" : first + " to " + last;
  }
}
