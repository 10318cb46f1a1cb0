package dev.archcheck.cli;

import dev.archcheck.cli.render.Verdict;

/**
 * What the program tells the shell; the same for every command and every output format. {@code
 * docs/exit-codes.md} is the description for users.
 */
public final class ExitCode {

  /** Everything that was asked for was done, and nothing is wrong. */
  public static final int OK = 0;

  /** At least one finding of the failing severity. */
  public static final int FINDINGS = 1;

  /** The arguments make no sense. */
  public static final int USAGE = 2;

  /** Input could not be read, is damaged, or nothing could be concluded. */
  public static final int INCONCLUSIVE = 3;

  /** The surroundings failed: a full disk, an output that cannot be written, a network. */
  public static final int ENVIRONMENT = 4;

  /** A bug of this program. */
  public static final int INTERNAL = 70;

  private ExitCode() {}

  /** {@return the code of a judgement} Findings outweigh what could not be checked. */
  public static int of(Verdict verdict) {
    return switch (verdict.state()) {
      case PASSED -> OK;
      case FAILED -> FINDINGS;
      case INCONCLUSIVE -> INCONCLUSIVE;
    };
  }

  /**
   * {@return the code of a run after its output has been written} A reader that has seen enough and
   * closes the pipe is no error, nor does it make anything pass; any other failure means that the
   * result did not arrive.
   */
  public static int afterOutput(int code, EdgeStream out) {
    return switch (out.state()) {
      case OPEN, READER_GONE -> code;
      case FAILED -> code == INTERNAL ? INTERNAL : ENVIRONMENT;
    };
  }
}
