package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Platform;
import java.util.List;

/**
 * What the user says binaries are for: {@code --target linux/amd64,darwin/amd64+darwin/arm64}.
 * Commas separate targets; every binary must be for one of them and every one must be covered by a
 * binary. A plus joins platforms that one file must serve together.
 *
 * @param alternatives each a list of platforms that one file must serve; empty when names decide
 */
public record Targets(List<List<Platform>> alternatives) {

  /** No target given: the names on each artifact's path decide. */
  public static final Targets BY_NAME = new Targets(List.of());

  /**
   * Reads the option.
   *
   * @throws IllegalArgumentException with a message for the user if a word names no platform
   */
  public static Targets parse(String option) {
    throw new UnsupportedOperationException(option);
  }
}
