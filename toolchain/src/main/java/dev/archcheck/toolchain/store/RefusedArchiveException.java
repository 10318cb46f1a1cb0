package dev.archcheck.toolchain.store;

import java.io.IOException;

/** An archive that must not be unpacked, and why. */
public final class RefusedArchiveException extends IOException {

  private static final long serialVersionUID = 1;

  /** What is wrong with it. */
  public enum Reason {
    /** A name that leads out of the folder, or that some system reads as another place. */
    UNSAFE_NAME,
    /** Two names that are one file on some systems, or a file where others have a folder. */
    COLLIDING_NAMES,
    /** A link, a device or another entry that no Go distribution has. */
    UNEXPECTED_TYPE,
    /** More entries or bytes than any Go distribution has. */
    TOO_LARGE,
    /** It is not laid out as a Go distribution is. */
    NOT_A_DISTRIBUTION,
    /** Its programs are for another platform than it says. */
    WRONG_PLATFORM,
    /** Its VERSION is another one than was asked for. */
    WRONG_VERSION
  }

  private final Reason reason;

  RefusedArchiveException(Reason reason, String archive, String detail) {
    super(archive + ": " + detail);
    this.reason = reason;
  }

  /** {@return what is wrong} */
  public Reason reason() {
    return reason;
  }
}
