package dev.archcheck.toolchain.activate;

import java.io.IOException;

/** A path that cannot be said in a shell, or not be put on PATH. */
public final class UnsayableException extends IOException {

  private static final long serialVersionUID = 1;

  /** A path with something in it that is in the way: {@code a colon}. */
  UnsayableException(String what) {
    super(what);
  }
}
