package dev.archcheck.toolchain.download;

import java.net.URI;

/**
 * A place where a resource may be had.
 *
 * @param passing when the next place is asked
 */
public record Source(URI url, Passing passing) {

  /** When the next place is asked. */
  public enum Passing {
    /** Only if this one says that there is no such thing. */
    IF_NOT_FOUND,
    /** Whatever this one says. */
    ON_ANY_FAILURE
  }

  /** {@return a place after which the next one is asked, whatever this one says} */
  public static Source of(URI url) {
    return new Source(url, Passing.ON_ANY_FAILURE);
  }

  /** {@return whether the next place is asked after such a failure} */
  public boolean passesOn(FetchException failure) {
    return passing == Passing.ON_ANY_FAILURE || failure.isNotFound();
  }
}
