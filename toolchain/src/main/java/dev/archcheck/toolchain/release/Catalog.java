package dev.archcheck.toolchain.release;

import dev.archcheck.toolchain.download.FetchException;
import java.net.URI;
import java.time.Instant;

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
  public record Kept(URI url, Instant fetched, FetchException why) implements Origin {}

  /**
   * What a module proxy serves, which need not be all that was released.
   *
   * @param why what keeps the site from being asked
   */
  public record Served(URI url, FetchException why) implements Origin {}
}
