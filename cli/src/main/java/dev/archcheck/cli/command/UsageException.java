package dev.archcheck.cli.command;

/** Arguments that make no sense: exit code 2. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1;

  private final String hint;

  /** An error with what to do about it, or the empty string. */
  UsageException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  String hint() {
    return hint;
  }
}
