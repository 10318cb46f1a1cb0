package dev.archcheck.toolchain.prune;

/**
 * A place that may need a version without that being seen.
 *
 * @param place a folder or a file, with its line where there is one
 * @param why for people
 */
public record Doubt(Kind kind, String place, String why) {

  /** How much is not known. */
  public enum Kind {
    /** It could not be read, or is misspelt, so it may need anything: nothing is removed. */
    UNREAD,
    /** It was read and names nothing that could be installed. */
    NOT_UNDERSTOOD
  }
}
