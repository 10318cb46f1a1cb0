package dev.archcheck.toolchain.doctor;

/**
 * One step of what mends something.
 *
 * @param kind whether it can be given to a shell as it is
 * @param text the command, or what a person has to do, as a sentence without a full stop
 */
public record Step(Kind kind, String text) {

  /** Who does it. */
  public enum Kind {
    /** The shell of the machine. */
    COMMAND,
    /** A person. */
    ACTION
  }

  static Step command(String text) {
    return new Step(Kind.COMMAND, text);
  }

  static Step action(String text) {
    return new Step(Kind.ACTION, text);
  }
}
