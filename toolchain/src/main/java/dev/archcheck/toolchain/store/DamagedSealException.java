package dev.archcheck.toolchain.store;

import java.io.IOException;

/** A seal that is not as it was written. What it sealed is not proven by it any more. */
public final class DamagedSealException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * A seal with what is wrong with it.
   *
   * @param line the number of the line, or 0 where it is no matter of one line
   */
  DamagedSealException(String file, int line, String problem) {
    super(file + (line == 0 ? "" : ":" + line) + ": the seal is damaged: " + problem);
  }
}
