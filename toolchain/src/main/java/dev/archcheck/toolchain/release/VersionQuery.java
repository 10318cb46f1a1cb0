package dev.archcheck.toolchain.release;

import dev.archcheck.inspect.go.GoVersion;
import java.util.Optional;

/** Which versions somebody means. */
public sealed interface VersionQuery {

  /** Every version. */
  record All() implements VersionQuery {}

  /** Every version that is neither a beta nor a release candidate. */
  record Stable() implements VersionQuery {}

  /** The newest stable version alone. */
  record Newest() implements VersionQuery {}

  /**
   * All of a minor version, with its betas and release candidates: {@code 1.27}. Written so, Go
   * 1.20 and older mean the newest patch release too; the first one is {@code 1.20.0}.
   *
   * @param minor the number behind {@code 1.}
   */
  record Line(int minor) implements VersionQuery {}

  /** One version: {@code 1.27.0}, {@code go1.27rc1}. */
  record Exact(GoVersion version) implements VersionQuery {}

  /** {@return what a word means, if it means anything} */
  static Optional<VersionQuery> parse(String word) {
    switch (word) {
      case "stable" -> {
        return Optional.of(new Stable());
      }
      case "latest", "newest" -> {
        return Optional.of(new Newest());
      }
      default -> {
        // a version
      }
    }
    String bare = word.startsWith("go") ? word.substring(2) : word;
    if (bare.endsWith(".x")) {
      bare = bare.substring(0, bare.length() - 2);
    }
    return bare.equals("1") ? Optional.of(new Stable()) : ofVersion(bare);
  }

  private static Optional<VersionQuery> ofVersion(String bare) {
    for (int i = 0; i < bare.length(); i++) {
      if (" -+".indexOf(bare.charAt(i)) >= 0) {
        return Optional.empty(); // what vendors append was never released
      }
    }
    boolean twoNumbers = bare.indexOf('.') == bare.lastIndexOf('.');
    return GoVersion.parse(bare)
        .map(version ->
            twoNumbers && version.kind().isEmpty()
                ? new Line(version.minor())
                : new Exact(version));
  }

  /** {@return whether a release is meant; of {@link Newest} every stable one could be} */
  default boolean covers(Release release) {
    return switch (this) {
      case All _ -> true;
      case Stable _, Newest _ -> release.stable();
      case Line(int minor) -> release.order().filter(it -> it.minor() == minor).isPresent();
      case Exact(GoVersion version) -> release.order().filter(version::equals).isPresent();
    };
  }
}
