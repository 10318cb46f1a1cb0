package dev.archcheck.verify.sumdb;

import java.util.List;

/**
 * A log, or what somebody passed off as its word, is not to be trusted. This is never said of a log
 * that could not be reached: that is an {@link java.io.IOException}, and the two never mix.
 */
public final class LogException extends Exception {

  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Reason {
    /** A verifier key does not have the form of one, or its hash does not fit. */
    MALFORMED_KEY,
    /** What should be a signed note is none. */
    MALFORMED_NOTE,
    /** The key is known and its signature is wrong. */
    BAD_SIGNATURE,
    /** No signature is by the key that is trusted. */
    UNKNOWN_KEY,
    /** The text of a signed note is no tree head. */
    MALFORMED_HEAD,
    /** The answer to a lookup does not have the form of one. */
    MALFORMED_ANSWER,
    /** An answer is longer than any honest one. */
    OVERSIZED_ANSWER,
    /** A tile does not hold as many hashes as it must. */
    MALFORMED_TILE,
    /** A tile is not part of the tree that was signed. */
    FORGED_TILE,
    /** The record is not the one that the tree has at this index. */
    WRONG_RECORD,
    /** The record does not speak of the module that was asked for. */
    NO_MATCHING_LINE,
    /** The record gives two hashes for one thing. */
    CONFLICTING_LINES,
    /** What should be the text of a proof is none. */
    MALFORMED_PROOF,
    /** Two signed trees of one size with different content. */
    FORK,
    /** Two signed trees, and the smaller is not the beginning of the larger. */
    INCONSISTENT,
    /** The tree head that was remembered is not one of this log. */
    DAMAGED_MEMORY
  }

  /** What is wrong. */
  private final Reason reason;

  /** The signed notes that prove it. */
  @SuppressWarnings("serial") // always an immutable list of strings
  private final List<String> notes;

  /**
   * A violation.
   *
   * @param sentence for people
   */
  public LogException(Reason reason, String sentence) {
    this(reason, sentence, List.of());
  }

  /**
   * A violation that signed notes prove.
   *
   * @param notes the notes whole, with their signatures; what was remembered first
   */
  public LogException(Reason reason, String sentence, List<String> notes) {
    super(sentence);
    this.reason = reason;
    this.notes = List.copyOf(notes);
  }

  /** {@return what is wrong} */
  public Reason reason() {
    return reason;
  }

  /**
   * {@return the signed notes that prove it, or nothing} Two notes that do not fit together are
   * evidence against the log, for everybody to see.
   */
  public List<String> notes() {
    return notes;
  }
}
