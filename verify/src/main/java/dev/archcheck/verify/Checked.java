package dev.archcheck.verify;

import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Platform;
import java.util.List;

/**
 * What became of one artifact. It keeps facts only, no bytes, so that a report over a large tree
 * stays small.
 *
 * @param artifact its path as the user knows it, {@code outer!/inner} in archives
 * @param claim what it should be and who says so, for people; the empty string without a claim
 * @param detail for {@link Outcome#NOT_CHECKED} the reason, else the empty string
 */
public record Checked(
    String artifact,
    Outcome outcome,
    Format format,
    Kind kind,
    List<Platform> platforms,
    String claim,
    String detail) {

  /** How it ended. "Not checked" is a result of its own and never a pass. */
  public enum Outcome {
    /** Its claim was held against its bytes and stands. */
    PASSED,
    /** At least one finding of its own that is more than a note. */
    FAILED,
    /** A binary that nothing claims anything of: looked at, but held against nothing. */
    UNCLAIMED,
    /** Could not be read, is damaged, or cannot be opened here; the reason is in the detail. */
    NOT_CHECKED
  }
}
