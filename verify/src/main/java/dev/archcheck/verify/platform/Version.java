package dev.archcheck.verify.platform;

/** Dotted numbers. */
final class Version {

  private Version() {}

  /** Compares number by number; what is missing counts as 0, what is no number ends the version. */
  static int compare(String one, String two) {
    int a = 0;
    int b = 0;
    while (a < one.length() || b < two.length()) {
      int compared = Long.compare(number(one, a), number(two, b));
      if (compared != 0) {
        return compared;
      }
      a = next(one, a);
      b = next(two, b);
    }
    return 0;
  }

  private static long number(String version, int from) {
    long number = 0;
    for (int i = from; i < version.length() && Character.isDigit(version.charAt(i)); i++) {
      number = Math.min(number * 10 + (version.charAt(i) - '0'), Integer.MAX_VALUE);
    }
    return number;
  }

  private static int next(String version, int from) {
    int dot = from < version.length() ? version.indexOf('.', from) : -1;
    return dot < 0 ? version.length() : dot + 1;
  }
}
