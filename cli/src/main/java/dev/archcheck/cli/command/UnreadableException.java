package dev.archcheck.cli.command;

/** Something that a command was to read cannot be read, so that nothing can be concluded. */
final class UnreadableException extends Exception {

  private static final long serialVersionUID = 1;
  private final String hint;

  /**
   * A reason.
   *
   * @param hint what to do, or the empty string
   */
  UnreadableException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  String hint() {
    return hint;
  }
}
