package dev.archcheck.cli.render;

/** Texts of a bounded length. */
final class Cut {

  private static final String END = "…";

  private Cut() {}

  /** {@return a text of at most so many chars, with an ellipsis in place of what is missing} */
  static String to(int max, String text) {
    if (text.length() <= max) {
      return text;
    }
    int end = max - END.length();
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + END;
  }

  /** {@return the same without its middle: of a path both ends matter} */
  static String middle(int max, String text) {
    if (text.length() <= max) {
      return text;
    }
    int head = max / 3;
    int tail = text.length() - (max - head - END.length());
    if (Character.isHighSurrogate(text.charAt(head - 1))) {
      head--;
    }
    if (Character.isLowSurrogate(text.charAt(tail))) {
      tail++;
    }
    return text.substring(0, head) + END + text.substring(tail);
  }
}
