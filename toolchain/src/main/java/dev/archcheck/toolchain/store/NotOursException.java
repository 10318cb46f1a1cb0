package dev.archcheck.toolchain.store;

import java.io.IOException;
import java.nio.file.Path;

/** What stands where a version should be was put there by somebody else. It is left alone. */
public final class NotOursException extends IOException {

  private static final long serialVersionUID = 1;

  NotOursException(Path path) {
    super(path + " is not a folder that this program made, so it is not replaced");
  }
}
