package dev.archcheck.cli.command;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.release.VersionQuery;

/** A version or a folder that was named and is not there: exit code 3. */
final class NotInstalledException extends Exception {

  private static final long serialVersionUID = 1;

  private final String hint;

  /** What is not there, with what to do about it, or the empty string. */
  NotInstalledException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /**
   * Refuses a word that names no version at all.
   *
   * @throws UsageException if it is neither a version nor the name of a toolchain
   */
  static void requireVersion(String word) throws UsageException {
    if (GoToolchain.parse(word).isEmpty() && VersionQuery.parse(word).isEmpty()) {
      throw new UsageException(
          "'" + word + "' is no version of Go", "archcheck toolchain list shows what is installed");
    }
  }

  String hint() {
    return hint;
  }
}
