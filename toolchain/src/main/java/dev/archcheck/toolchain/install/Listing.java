package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.release.Catalog;
import dev.archcheck.toolchain.release.Release;
import dev.archcheck.toolchain.release.ReleaseFile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list of releases where it is evidence, not where a version is chosen from.
 *
 * @param catalog the list, or null
 * @param whyNot why there is none, or the empty string
 */
record Listing(@Nullable Catalog catalog, String whyNot) {

  /** A list that only a module proxy serves says nothing for the site. */
  Listing {
    if (catalog != null && catalog.origin() instanceof Catalog.Served(_, FetchException why)) {
      whyNot = "could not be asked: " + why.problem();
    }
  }

  /** {@return what the list says of a file, or null} */
  @Nullable ReleaseFile file(ReleaseFile named) {
    if (catalog == null) {
      return null;
    }
    Optional<ReleaseFile> exact = catalog.index().file(named.name());
    if (exact.isPresent()) {
      return exact.get();
    }
    // Go's arm is published as armv6l.
    for (Release release : catalog.index().releases()) {
      if (release.version().equals(named.version())) {
        return release
            .toolchainFor(named.os(), named.arch())
            .filter(file -> file.kind() == ReleaseFile.Kind.ARCHIVE)
            .orElse(null);
      }
    }
    return null;
  }
}
