package dev.archcheck.cli.render;

import java.io.IOException;

/** A file that {@code inspect} has nothing to say about. */
public final class NotABinaryException extends IOException {

  private static final long serialVersionUID = 1;

  /** A file that looks like something else, or like nothing known if that is empty. */
  public NotABinaryException(String looksLike) {
    super(looksLike.isEmpty() ? "not a known binary" : "not a known binary, but: " + looksLike);
  }
}
