package dev.archcheck.verify.artifact;

import java.io.IOException;

/**
 * How much one outermost file may expand to, in all its layers together and as often as they are
 * read, and how many members it may have: what keeps a small archive from being a long run.
 *
 * <p>Of 500 packages of PyPI and Maven the most expands to 15 times its size, half of them to 2; a
 * member may have to be expanded a few times. A bomb of gzip expands to 1,000 times its size, one
 * of bzip2 to a million times.
 */
final class Budget {

  /** No file is refused for expanding to less than this. */
  private static final long BYTES = 256L << 20;

  /** Larger files may expand by this factor. */
  private static final long FACTOR = 100;

  private static final int MEMBERS = 500_000;

  /** What may be kept of all members: their names, the targets of links, maps of sparse files. */
  private static final int KEPT = 32 << 20;

  private final long allowed;
  private long bytesLeft;
  private int membersLeft = MEMBERS;
  private long keptLeft = KEPT;

  Budget(long fileSize) {
    allowed = Math.max(BYTES, Math.min(fileSize, Long.MAX_VALUE / FACTOR) * FACTOR);
    bytesLeft = allowed;
  }

  /** Pays for bytes that came out of a decompressor. */
  void takeBytes(long count) throws ExhaustedException {
    bytesLeft -= count;
    if (bytesLeft < 0) {
      throw new ExhaustedException(
          "expands to more than "
              + allowed
              + " bytes, and no more is looked at of a file of its size");
    }
  }

  /** Pays for a member of an archive, of which so many bytes will be kept until its end. */
  void takeMember(long kept) throws ExhaustedException {
    if (--membersLeft < 0) {
      throw new ExhaustedException("has more than " + MEMBERS + " members, and no more are met");
    }
    keptLeft -= kept;
    if (keptLeft < 0) {
      throw new ExhaustedException("has too many members with too long names to meet them all");
    }
  }

  /** {@return whether nothing more can be opened} */
  boolean exhausted() {
    return bytesLeft < 0 || membersLeft < 0 || keptLeft < 0;
  }

  /** The file is a bomb, or as good as one. */
  static final class ExhaustedException extends IOException {
    private static final long serialVersionUID = 1;

    ExhaustedException(String message) {
      super(message);
    }
  }
}
