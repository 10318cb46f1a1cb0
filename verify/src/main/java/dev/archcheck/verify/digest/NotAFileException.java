package dev.archcheck.verify.digest;

import java.io.IOException;

/** Something that is there, but is no regular file: a folder, a link, a device, a pipe. */
public final class NotAFileException extends IOException {

  private static final long serialVersionUID = 1;

  NotAFileException(String what) {
    super(what);
  }
}
