package dev.archcheck.verify.go;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the user demands of Go programs.
 *
 * @param cgo how much of cgo is allowed
 * @param version the versions of Go that are allowed; null for any
 * @param oneVersion whether all programs of a run must be built by the same version
 * @param settings what build information must say
 */
public record GoPolicy(
    Cgo cgo,
    @Nullable VersionRequirement version,
    boolean oneVersion,
    List<SettingRequirement> settings) {

  /** Nothing is demanded. */
  public static final GoPolicy NONE = new GoPolicy(Cgo.ALLOW, null, false, List.of());

  /** How much of cgo is allowed. */
  public enum Cgo {
    /** Everything. */
    ALLOW,
    /** What the standard library uses: net, os/user. */
    STD_ONLY,
    /** Nothing. */
    FORBID
  }

  /** {@return the versions of Go that are allowed, if not any} */
  Optional<VersionRequirement> allowedVersions() {
    return Optional.ofNullable(version);
  }

  /** {@return whether it demands anything} */
  public boolean isEmpty() {
    return cgo == Cgo.ALLOW && version == null && !oneVersion && settings.isEmpty();
  }

  /** {@return whether it demands anything that only build information tells} */
  boolean needsBuildInfo() {
    return version != null || oneVersion || !settings.isEmpty();
  }

  /** {@return whether it demands anything but a version that only build information tells} */
  boolean needsMoreThanVersion() {
    return oneVersion || !settings.isEmpty();
  }

  /** {@return what it demands, for people} */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    switch (cgo) {
      case ALLOW -> {}
      case STD_ONLY -> parts.add("cgo in the standard library only");
      case FORBID -> parts.add("no cgo");
    }
    if (needsBuildInfo()) {
      parts.add(ofBuildInfo());
    }
    return String.join(", ", parts);
  }

  /** {@return what of it only build information tells, for people} */
  String ofBuildInfo() {
    List<String> parts = new ArrayList<>();
    if (version != null) {
      parts.add("built by " + version);
    }
    if (oneVersion) {
      parts.add("one version of Go");
    }
    settings.forEach(one -> parts.add(one.toString()));
    return String.join(", ", parts);
  }
}
