package dev.archcheck.toolchain.store;

/**
 * How a tree on disk differs from what it should be.
 *
 * @param path below the GOROOT, with slashes
 * @param detail what exactly differs, or the empty string
 * @param cause the likely cause, or the empty string
 */
public record Difference(Kind kind, String path, String detail, String cause) {

  /** What differs. */
  public enum Kind {
    CHANGED,
    MISSING,
    EXTRA,
    /** Only its permission bits differ. */
    MODE,
    /** It is there and could not be read, so nothing is known of it. */
    UNREADABLE
  }
}
