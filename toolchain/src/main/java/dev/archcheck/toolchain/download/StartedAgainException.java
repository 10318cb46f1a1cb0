package dev.archcheck.toolchain.download;

import java.io.IOException;

/**
 * The bytes that a stream gave so far are not part of the file any more: its download had to start
 * again from the first byte. Whoever reads drops what was made of them and opens another stream.
 */
public final class StartedAgainException extends IOException {

  private static final long serialVersionUID = 1;

  StartedAgainException(String name) {
    super(name + ": the download started again");
  }
}
