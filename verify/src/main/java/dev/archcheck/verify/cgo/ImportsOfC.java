package dev.archcheck.verify.cgo;

/**
 * Whether a Go file imports the pseudo-package {@code "C"}: by its import declarations, which stand
 * in front of all others (Go specification, "Source file organization"). One pass over the text.
 */
final class ImportsOfC {

  private final String text;
  private int at;

  private ImportsOfC(String text) {
    this.text = text;
  }

  static boolean in(String source) {
    return new ImportsOfC(source).search();
  }

  private boolean search() {
    if (text.startsWith("\uFEFF")) {
      at++;
    }
    if (!word().equals("package") || word().isEmpty()) { // Go builds no such file
      return false;
    }
    while (true) {
      blanks();
      if (taken(';')) {
        continue;
      }
      if (!word().equals("import")) {
        return false;
      }
      blanks();
      if (taken('(')) {
        blanks();
        while (!taken(')')) {
          if (spec()) {
            return true;
          }
          blanks();
          if (at >= text.length()) {
            return false;
          }
        }
      } else if (spec()) {
        return true;
      }
    }
  }

  /** {@return whether one import is of C} A name may stand before the path. */
  private boolean spec() {
    blanks();
    if (taken(';')) {
      return false;
    }
    if (!taken('.')) {
      word();
    }
    blanks();
    if (at >= text.length()) {
      return false;
    }
    char quote = text.charAt(at);
    if (quote != '"' && quote != '`') {
      at++; // no path: Go does not build such a file either
      return false;
    }
    int end = text.indexOf(quote, at + 1);
    String path = text.substring(at + 1, end < 0 ? text.length() : end);
    at = end < 0 ? text.length() : end + 1;
    return end >= 0 && path.equals(GoPackage.C);
  }

  private boolean taken(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private String word() {
    blanks();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Passes over blanks and comments. */
  private void blanks() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else {
        return;
      }
    }
  }
}
