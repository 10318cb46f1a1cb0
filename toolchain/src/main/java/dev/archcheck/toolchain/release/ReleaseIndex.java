package dev.archcheck.toolchain.release;

import dev.archcheck.inspect.go.GoVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The released versions of Go, the newest first in Go's own order. Versions whose names follow no
 * order come last.
 */
public final class ReleaseIndex {

  private static final GoVersion NO_ORDER = new GoVersion(-1, -1, "", 0);

  private static final Comparator<Release> NEWEST_FIRST =
      Comparator.<Release, GoVersion>comparing(release -> release.order().orElse(NO_ORDER))
          .reversed()
          .thenComparing(Release::version);

  private final List<Release> releases;

  /** An index of releases in any order. */
  public ReleaseIndex(List<Release> releases) {
    List<Release> sorted = new ArrayList<>(releases);
    sorted.sort(NEWEST_FIRST);
    this.releases = List.copyOf(sorted);
  }

  /** {@return all releases, the newest first} */
  public List<Release> releases() {
    return releases;
  }

  /** {@return what is meant, the newest first} */
  public List<Release> matching(VersionQuery query) {
    List<Release> matching = new ArrayList<>();
    for (Release release : releases) {
      if (query.covers(release)) {
        matching.add(release);
        if (query instanceof VersionQuery.Newest) {
          break;
        }
      }
    }
    return List.copyOf(matching);
  }

  /**
   * {@return the one version that is meant: the newest stable one, or else the newest}
   *
   * <p>Whether it was made for a platform is another question: the newest version of a line that
   * was is not always the newest of the line.
   */
  public Optional<Release> choose(VersionQuery query) {
    List<Release> matching = matching(query);
    for (Release release : matching) {
      if (release.stable()) {
        return Optional.of(release);
      }
    }
    return matching.isEmpty() ? Optional.empty() : Optional.of(matching.getFirst());
  }

  /** {@return the file of a name, if it was published} */
  public Optional<ReleaseFile> file(String name) {
    for (Release release : releases) {
      for (ReleaseFile file : release.files()) {
        if (file.name().equals(name)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }
}
