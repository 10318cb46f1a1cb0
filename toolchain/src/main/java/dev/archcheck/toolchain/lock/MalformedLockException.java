package dev.archcheck.toolchain.lock;

import java.io.IOException;

/** A text that is no lock. Nothing of it counts. */
public final class MalformedLockException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * A lock with what is wrong with it.
   *
   * @param line from 1, or 0 for the whole
   */
  MalformedLockException(String file, int line, String problem) {
    super(line == 0 ? file + ": " + problem : file + ":" + line + ": " + problem);
  }
}
