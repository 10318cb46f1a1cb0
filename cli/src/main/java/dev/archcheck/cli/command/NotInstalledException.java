package dev.archcheck.cli.command;

/** A version or a folder that was named and is not there: exit code 3. */
final class NotInstalledException extends Exception {

  private static final long serialVersionUID = 1;

  private final String hint;

  /** What is not there, with what to do about it, or the empty string. */
  NotInstalledException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  String hint() {
    return hint;
  }
}
