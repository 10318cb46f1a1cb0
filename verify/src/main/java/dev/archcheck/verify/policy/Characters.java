package dev.archcheck.verify.policy;

/** Characters that nobody sees, and words of a file as messages show them. */
final class Characters {

  private static final int MOST_QUOTED = 60;

  private Characters() {}

  /** {@return whether it is a control, a line separator, or a mark that turns the direction} */
  static boolean isUnseen(int character) {
    return Character.isISOControl(character)
        || character == 0x2028
        || character == 0x2029
        || character == 0x200E
        || character == 0x200F
        || character == 0x061C
        || (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069)
        || character == 0xFEFF
        || (character >= 0xD800 && character <= 0xDFFF);
  }

  /** {@return a word of the file as messages show it} */
  static String quoted(String word) {
    boolean whole = word.codePointCount(0, word.length()) <= MOST_QUOTED;
    String start = whole ? word : word.substring(0, word.offsetByCodePoints(0, MOST_QUOTED));
    return "'" + shown(start) + (whole ? "'" : "...'");
  }

  /** {@return a text with marks in place of what nobody sees} */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(c -> shown.appendCodePoint(isUnseen(c) ? '?' : c));
    return shown.toString();
  }
}
