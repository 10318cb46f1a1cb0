package dev.archcheck.toolchain.bundle;

import java.io.IOException;

/** A file that is no bundle, or is not as it was written. Nothing of it counts. */
public final class MalformedBundleException extends IOException {

  private static final long serialVersionUID = 1;

  /** A bundle with what is wrong with it. */
  MalformedBundleException(String file, String problem) {
    super(file + ": it is no whole bundle: " + problem);
  }
}
