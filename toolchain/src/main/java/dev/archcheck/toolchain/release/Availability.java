package dev.archcheck.toolchain.release;

import dev.archcheck.inspect.Platform;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of the released versions can be had for a platform.
 *
 * @param catalog where it is looked up
 * @param query which versions are meant
 * @param target the platform, or null for all
 * @param rows a row for each version that is meant, the newest first
 */
public record Availability(
    Catalog catalog, VersionQuery query, @Nullable Platform target, List<Row> rows) {

  /**
   * A version.
   *
   * @param files what there is of it for the platform; none is worth saying, too
   */
  public record Row(Release release, List<ReleaseFile> files) {}

  /** What the rows come to. */
  public enum Outcome {
    /** There is a file for at least one version. */
    AVAILABLE,
    /** There is no such version. */
    NO_SUCH_VERSION,
    /** There is such a version, and none was made for the platform. */
    NOT_FOR_PLATFORM
  }

  /** {@return what there is for a platform, or for all of them where it is null} */
  public static Availability of(Catalog catalog, VersionQuery query, @Nullable Platform target) {
    List<Row> rows = new ArrayList<>();
    for (Release release : catalog.index().matching(query)) {
      List<ReleaseFile> files = new ArrayList<>();
      for (ReleaseFile file : release.files()) {
        if (target == null || file.isFor(target.os().name(), target.arch().name())) {
          files.add(file);
        }
      }
      rows.add(new Row(release, files));
    }
    return new Availability(catalog, query, target, List.copyOf(rows));
  }

  /** {@return what the rows come to} */
  public Outcome outcome() {
    for (Row row : rows) {
      if (!row.files().isEmpty()) {
        return Outcome.AVAILABLE;
      }
    }
    return rows.isEmpty() ? Outcome.NO_SUCH_VERSION : Outcome.NOT_FOR_PLATFORM;
  }

  /** {@return whether the list is that of the site, so that what is not in it does not exist} */
  public boolean isCertain() {
    return catalog.origin() instanceof Catalog.Fresh;
  }

  /** {@return the newest version, of any kind, that has a file for the platform, or null} */
  public @Nullable Release newestForPlatform() {
    if (target == null) {
      return null;
    }
    for (Release release : catalog.index().releases()) {
      if (release.stable()
          && release.toolchainFor(target.os().name(), target.arch().name()).isPresent()) {
        return release;
      }
    }
    return null;
  }
}
