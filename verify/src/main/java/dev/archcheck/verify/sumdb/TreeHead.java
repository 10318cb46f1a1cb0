package dev.archcheck.verify.sumdb;

import dev.archcheck.verify.sumdb.LogException.Reason;

/**
 * A tree: how large it is, and the hash that stands for all of it.
 *
 * @param size how many records it has
 */
public record TreeHead(long size, LogHash root) {

  private static final String FIRST_LINE = "go.sum database tree\n";

  /** More is not read. */
  private static final int MAX_TEXT = 1_000_000;

  private static final int MAX_DIGITS = 19;

  /**
   * {@return the tree that the text of a note describes: a line that says so, the size in decimal,
   * the root in base64} Further lines are ignored.
   *
   * @throws LogException {@code MALFORMED_HEAD}
   */
  static TreeHead parse(String text) throws LogException {
    if (!text.startsWith(FIRST_LINE) || text.length() > MAX_TEXT) {
      throw malformed("it does not begin as one");
    }
    int sizeEnd = text.indexOf('\n', FIRST_LINE.length());
    int rootEnd = text.indexOf('\n', sizeEnd + 1);
    if (sizeEnd < 0 || rootEnd < 0) {
      throw malformed("it has not three lines");
    }
    long size = number(text.substring(FIRST_LINE.length(), sizeEnd));
    LogHash root = LogHash.parse(text.substring(sizeEnd + 1, rootEnd));
    if (size < 0 || root == null) {
      throw malformed("the size or the root is not written as it must be");
    }
    if (size == 0 && !root.equals(TreeHasher.emptyRoot())) {
      throw malformed("an empty tree has another root");
    }
    return new TreeHead(size, root);
  }

  /** {@return the number of a decimal without sign and leading zeros, or -1} */
  static long number(String digits) {
    if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
      return -1;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return -1;
      }
    }
    if (digits.charAt(0) == '0' && digits.length() > 1) {
      return -1;
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException _) {
      return -1; // past the largest
    }
  }

  private static LogException malformed(String why) {
    return new LogException(Reason.MALFORMED_HEAD, "a signed note is no head of a tree: " + why);
  }
}
