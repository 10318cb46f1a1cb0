package dev.archcheck.toolchain.release;

import dev.archcheck.toolchain.download.FetchException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The list of releases and where it is from.
 *
 * @param index the list
 * @param origin how it was had
 */
public record Catalog(ReleaseIndex index, Origin origin) {

  /** How a list was had. */
  public sealed interface Origin {

    /** {@return the address} */
    URI url();
  }

  /** From the site, now. */
  public record Fresh(URI url) implements Origin {}

  /**
   * As it was kept.
   *
   * @param fetched when the site last said so
   * @param why what keeps it from being asked now
   */
  public record Kept(URI url, Instant fetched, FetchException why) implements Origin {

    /** {@return how old the list is and why, for people} */
    public String note() {
      return "the list of "
          + FetchException.shown(url)
          + " is of "
          + fetched.truncatedTo(ChronoUnit.SECONDS)
          + ": "
          + why.problem();
    }
  }

  /**
   * What a module proxy serves, which need not be all that was released.
   *
   * @param why what keeps the site from being asked
   */
  public record Served(URI url, FetchException why) implements Origin {}
}
