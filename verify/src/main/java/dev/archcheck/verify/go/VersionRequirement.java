package dev.archcheck.verify.go;

import dev.archcheck.inspect.go.GoVersion;
import dev.archcheck.inspect.go.GoVersionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The versions of Go that are allowed: {@code 1.26.8}, {@code 1.26} for any of its releases, {@code
 * >=1.26.3} for that one and newer ones.
 *
 * @param alternatives one of which must hold
 */
public record VersionRequirement(List<Alternative> alternatives) {

  /** One of the allowed versions. */
  public record Alternative(boolean atLeast, GoVersion version) {

    boolean allows(GoVersion actual) {
      if (atLeast) {
        return actual.compareTo(version) >= 0;
      }
      return version.isLanguage()
          ? actual.minor() == version.minor()
          : actual.compareTo(version) == 0;
    }

    /** {@return whether some version of a range may be allowed} */
    boolean mayAllow(GoVersionRange range) {
      int minor = version.minor();
      return atLeast
          ? range.last().isEmpty() || isAtMost(minor, range.last())
          : range.contains("go1." + minor);
    }

    private static boolean isAtMost(int minor, String last) {
      Optional<GoVersion> end = GoVersion.parse(last);
      return end.isEmpty() || minor <= end.get().minor();
    }

    /** {@return whether every version of a range is allowed} */
    boolean allowsAll(GoVersionRange range) {
      Optional<GoVersion> first = GoVersion.parse(range.first());
      return atLeast && first.isPresent() && first.get().compareTo(version) >= 0;
    }

    @Override
    public String toString() {
      return (atLeast ? "at least " : "") + version;
    }
  }

  /**
   * Reads the versions of an option, with commas between them.
   *
   * @throws IllegalArgumentException if one of them is none; the message names it
   */
  public static VersionRequirement parse(String text) {
    List<Alternative> alternatives = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      String trimmed = word.trim();
      boolean atLeast = trimmed.startsWith(">=");
      String version = atLeast ? trimmed.substring(2).trim() : trimmed;
      alternatives.add(
          new Alternative(
              atLeast,
              GoVersion.parse(version.indexOf('.') < 0 ? "" : version)
                  .orElseThrow(
                      () -> new IllegalArgumentException("'" + word + "' is no version of Go"))));
    }
    return new VersionRequirement(List.copyOf(alternatives));
  }

  /** {@return whether a version may have built a program; {@code devel} versions never may} */
  boolean allows(String goVersion) {
    Optional<GoVersion> actual = GoVersion.parse(goVersion);
    return actual.isPresent() && alternatives.stream().anyMatch(one -> one.allows(actual.get()));
  }

  /** {@return whether every version of a range is allowed} */
  boolean allowsAll(GoVersionRange range) {
    return alternatives.stream().anyMatch(one -> one.allowsAll(range));
  }

  /** {@return whether any version of a range is allowed} */
  boolean mayAllow(GoVersionRange range) {
    return alternatives.stream().anyMatch(one -> one.mayAllow(range));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Alternative one : alternatives) {
      text.append(text.isEmpty() ? "" : " or ").append(one);
    }
    return text.toString();
  }
}
