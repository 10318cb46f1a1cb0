package dev.archcheck.inspect;

import java.io.IOException;

/** A file that became shorter, longer or newer while it was read: nothing can be said about it. */
public final class InputChangedException extends IOException {

  private static final long serialVersionUID = 1;

  /** A file of {@code size} bytes ended at {@code end} when it was read. */
  public InputChangedException(String name, long size, long end) {
    super(name + ": changed while it was read: had " + size + " bytes, now ends at " + end);
  }

  /** A file whose size or time of modification is no longer what it was. */
  public InputChangedException(String name) {
    super(name + ": changed while it was read");
  }
}
