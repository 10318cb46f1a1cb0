package dev.archcheck.toolchain.release;

import java.io.IOException;

/** What should be the list of releases is none. */
public final class MalformedIndexException extends IOException {

  private static final long serialVersionUID = 1;

  /** A list with something wrong about it. */
  MalformedIndexException(String problem) {
    super("the list of releases cannot be used: " + problem);
  }
}
