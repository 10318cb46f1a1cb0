package dev.archcheck.toolchain.store;

import java.io.IOException;

/** A seal that is not as it was written. What it sealed is not proven by it any more. */
public final class DamagedSealException extends IOException {

  private static final long serialVersionUID = 1;

  /** A seal with what is wrong with it. */
  DamagedSealException(String file, int line, String problem) {
    super(file + ":" + line + ": the seal is damaged: " + problem);
  }
}
