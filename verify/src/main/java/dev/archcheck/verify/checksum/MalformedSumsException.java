package dev.archcheck.verify.checksum;

import java.io.IOException;

/** A list of digests that is not well-formed, or not safe to act on. */
public final class MalformedSumsException extends IOException {

  private static final long serialVersionUID = 1;

  /** What is wrong with a list. */
  public enum Reason {
    /** No entry at all. */
    EMPTY("holds no digest"),
    /** Larger than any list of files. */
    TOO_LARGE("is too large for a list of digests"),
    /** No UTF-8 and no UTF-16 with a byte order mark, or a line with control characters. */
    NOT_TEXT("is no text"),
    /** A line of none of the known forms. */
    UNKNOWN_LINE("is none of the known forms"),
    /** The number of digits is not the algorithm's. */
    WRONG_LENGTH("has a digest of the wrong length"),
    /** An algorithm that is not known. */
    UNKNOWN_ALGORITHM("names an algorithm that is not known"),
    /** Entries of several algorithms: the weakest would do for who changes a file. */
    MIXED_ALGORITHMS("mixes algorithms"),
    /** A name that leads out of the folder, or that no file should have. */
    UNSAFE_NAME("has an unsafe name"),
    /** One name with two digests. */
    CONFLICT("contradicts an earlier line"),
    /** Two names that are one file on a system that does not tell upper and lower case apart. */
    CASE_COLLISION("has a name that differs from an earlier one in its case alone"),
    /** A list within a signed message. */
    INLINE_SIGNED("is a signed message; only detached signatures are taken"),
    /** A digest without a name where the name cannot be told from the file's own. */
    NO_NAME("is a digest without a file name");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Reason reason;
  private final int line;

  MalformedSumsException(Reason reason, int line, String detail) {
    super(
        (line == 0 ? "" : "line " + line + " ")
            + reason.sentence
            + (detail.isEmpty() ? "" : ": " + detail));
    this.reason = reason;
    this.line = line;
  }

  /** {@return what is wrong} */
  public Reason reason() {
    return reason;
  }

  /** {@return the line, counted from 1, or 0 where it is the whole} */
  public int line() {
    return line;
  }
}
