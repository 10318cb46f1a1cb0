package dev.archcheck.cli.render;

/**
 * A pattern for names: {@code *} stands for any characters, dots and slashes too, {@code ?} for
 * one.
 *
 * @param pattern the pattern
 */
public record Glob(String pattern) {

  /** The pattern that every name fits. */
  public static final Glob ALL = new Glob("*");

  /** {@return whether the whole of a name fits} */
  public boolean matches(String name) {
    int star = -1;
    int retry = 0;
    int at = 0;
    int next = 0;
    while (at < name.length()) {
      char wanted = next < pattern.length() ? pattern.charAt(next) : 0;
      if (next < pattern.length() && wanted == '*') {
        star = next++;
        retry = at;
      } else if (next < pattern.length() && (wanted == '?' || wanted == name.charAt(at))) {
        at++;
        next++;
      } else if (star >= 0) {
        // The last star takes one more character.
        next = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (next < pattern.length() && pattern.charAt(next) == '*') {
      next++;
    }
    return next == pattern.length();
  }
}
