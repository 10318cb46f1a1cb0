package dev.archcheck.verify.artifact;

import java.io.IOException;

/**
 * How much one outermost file may expand to, in all its layers together: what keeps a small archive
 * from being a long run.
 */
final class Budget {

  /** No archive is refused for expanding to less than this. */
  private static final long BYTES = 4L << 30;

  /** Larger archives may expand by this factor; release archives seldom reach ten. */
  private static final long FACTOR = 100;

  private static final int MEMBERS = 1_000_000;

  private final long allowed;
  private long bytesLeft;
  private int membersLeft = MEMBERS;

  Budget(long fileSize) {
    allowed = Math.max(BYTES, Math.min(fileSize, Long.MAX_VALUE / FACTOR) * FACTOR);
    bytesLeft = allowed;
  }

  /** Pays for bytes that came out of a decompressor. */
  void takeBytes(long count) throws ExhaustedException {
    bytesLeft -= count;
    if (bytesLeft < 0) {
      throw new ExhaustedException("expands to more than " + allowed + " bytes");
    }
  }

  /** Pays for a member of an archive. */
  void takeMember() throws ExhaustedException {
    if (--membersLeft < 0) {
      throw new ExhaustedException("has more than " + MEMBERS + " members");
    }
  }

  /** {@return whether nothing more can be opened} */
  boolean exhausted() {
    return bytesLeft < 0 || membersLeft < 0;
  }

  /** The file is a bomb, or as good as one. */
  static final class ExhaustedException extends IOException {
    private static final long serialVersionUID = 1;

    ExhaustedException(String message) {
      super(message);
    }
  }
}
