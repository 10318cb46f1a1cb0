package dev.archcheck.toolchain.release;

import dev.archcheck.inspect.go.GoVersion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A released version of Go.
 *
 * @param version as Go spells it: {@code go1.27.0}; some old names follow no order
 * @param stable whether it is neither a beta nor a release candidate
 * @param files what was published, in the order of the list
 */
public record Release(String version, boolean stable, List<ReleaseFile> files) {

  /** A release that keeps its own copy of the list. */
  public Release {
    files = List.copyOf(files);
  }

  /** {@return the version for comparing, if its whole name follows Go's order} */
  public Optional<GoVersion> order() {
    boolean more = version.indexOf('-') >= 0 || version.indexOf('+') >= 0;
    return more ? Optional.empty() : GoVersion.parse(version);
  }

  /**
   * {@return the archive or module for a platform, if there is one} Once there were two archives
   * for different versions of macOS: the later one is meant, it is last.
   */
  public Optional<ReleaseFile> toolchainFor(String os, String arch) {
    @Nullable ReleaseFile found = null;
    for (ReleaseFile file : files) {
      boolean unpacks =
          file.kind() == ReleaseFile.Kind.ARCHIVE || file.kind() == ReleaseFile.Kind.MODULE;
      if (unpacks && file.isFor(os, arch)) {
        boolean later = found == null || found.name().compareTo(file.name()) < 0;
        found = later ? file : found;
      }
    }
    return Optional.ofNullable(found);
  }
}
