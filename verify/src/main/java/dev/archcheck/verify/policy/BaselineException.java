package dev.archcheck.verify.policy;

import java.io.IOException;

/**
 * A baseline that is none. Nothing of it counts; the message is {@code file:line: what is wrong}.
 */
public final class BaselineException extends IOException {

  private static final long serialVersionUID = 1;

  private final String file;
  private final int line;
  private final String problem;

  /**
   * A file with what is wrong with it.
   *
   * @param line from 1, or 0 for the whole file
   */
  BaselineException(String file, int line, String problem) {
    super(line == 0 ? file + ": " + problem : file + ":" + line + ": " + problem);
    this.file = file;
    this.line = line;
    this.problem = problem;
  }

  /** {@return the file as the caller named it} */
  public String file() {
    return file;
  }

  /** {@return the line, from 1, or 0 where it is the whole file} */
  public int line() {
    return line;
  }

  /** {@return what is wrong, without the place} */
  public String problem() {
    return problem;
  }
}
