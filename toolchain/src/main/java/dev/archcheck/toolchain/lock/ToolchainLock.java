package dev.archcheck.toolchain.lock;

import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.release.Release;
import dev.archcheck.toolchain.release.VersionQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A version of Go, locked.
 *
 * @param version as Go spells it: {@code go1.27.0}
 * @param log the name of the log whose records are in it, or the empty string
 * @param files one for each platform, in the order of their names
 */
public record ToolchainLock(String version, String log, List<LockedFile> files) {

  /** The first line of its text. */
  public static final String SCHEMA = "archcheck/toolchain-lock/1";

  /** What it is called unless somebody says otherwise. */
  public static final String FILE = "go-toolchain.lock";

  /** Keeps its own list, sorted. */
  public ToolchainLock {
    List<LockedFile> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparing(file -> platform(file)));
    files = List.copyOf(sorted);
  }

  static String platform(LockedFile file) {
    return file.toolchain().os() + "/" + file.toolchain().arch();
  }

  /** {@return what it says of a platform} */
  public Optional<LockedFile> find(Platform platform) {
    for (LockedFile file : files) {
      if (file.toolchain().platform().equals(platform)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** {@return whether somebody who asks for this means the version in it} */
  public boolean isMeant(VersionQuery query) {
    boolean stable = !version.contains("rc") && !version.contains("beta");
    return query.covers(new Release(version, stable, List.of()));
  }

  /** {@return whether nothing is absent} */
  public boolean isWhole() {
    for (LockedFile file : files) {
      if (!file.isWhole()) {
        return false;
      }
    }
    return !files.isEmpty();
  }
}
