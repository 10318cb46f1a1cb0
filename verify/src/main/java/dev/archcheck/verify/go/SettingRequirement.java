package dev.archcheck.verify.go;

import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.inspect.go.GoBuildInfo.Module;
import java.util.List;
import java.util.Optional;

/**
 * What build information must say: a setting such as {@code GOAMD64} or {@code vcs.modified}, or
 * {@code path}, the main package, or {@code mod}, the main module with or without {@code @VERSION}.
 *
 * @param key the setting
 * @param values one of which it must have
 */
public record SettingRequirement(String key, List<String> values) {

  /** Settings that the go command writes only where they are true. */
  private static final List<String> FALSE_IF_MISSING =
      List.of("-race", "-msan", "-asan", "-cover", "-trimpath");

  /** What the go command writes; other keys are of other tools, or of versions to come. */
  private static final List<String> KNOWN =
      List.of(
          "path",
          "mod",
          "GOOS",
          "GOARCH",
          "GOAMD64",
          "GO386",
          "GOARM",
          "GOARM64",
          "GOMIPS",
          "GOMIPS64",
          "GOPPC64",
          "GORISCV64",
          "GOEXPERIMENT",
          "GOFIPS140",
          "CGO_ENABLED",
          "CGO_CFLAGS",
          "CGO_CPPFLAGS",
          "CGO_CXXFLAGS",
          "CGO_LDFLAGS",
          "DefaultGODEBUG",
          "-asan",
          "-asmflags",
          "-buildmode",
          "-compiler",
          "-cover",
          "-gcflags",
          "-ldflags",
          "-msan",
          "-pgo",
          "-race",
          "-tags",
          "-trimpath",
          "vcs",
          "vcs.revision",
          "vcs.time",
          "vcs.modified");

  /** A digest of a commit may be shortened to so many characters, as people do. */
  private static final int SHORTEST_REVISION = 7;

  /**
   * Reads {@code KEY=VALUE[,VALUE...]}.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  public static SettingRequirement parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("'" + text + "' is not KEY=VALUE");
    }
    String key = text.substring(0, equals);
    List<String> values = List.of(text.substring(equals + 1).split(",", -1));
    String known = known(key);
    if (!known.isEmpty() && !known.equals(key)) {
      throw new IllegalArgumentException("'" + key + "' is no setting, but '" + known + "' is");
    }
    for (String value : values.subList(1, values.size())) {
      int next = value.indexOf('=');
      if (next > 0 && !known(value.substring(0, next)).isEmpty()) {
        throw new IllegalArgumentException(
            "'" + text + "' has two settings: each needs an option of its own");
      }
    }
    return new SettingRequirement(key, values);
  }

  /** {@return the setting that somebody means who writes this, or the empty string} */
  private static String known(String typed) {
    for (String key : KNOWN) {
      if (bare(key).equalsIgnoreCase(bare(typed))) {
        return key;
      }
    }
    return "";
  }

  private static String bare(String key) {
    return key.startsWith("-") ? key.substring(1) : key;
  }

  /** {@return what build information says instead, or empty if it says what it must} */
  Optional<Witness> contradiction(GoBuildInfo info) {
    return switch (key) {
      case "path" -> values.contains(info.path()) ? Optional.empty() : said(info, info.path());
      case "mod" -> module(info);
      default -> setting(info);
    };
  }

  private Optional<Witness> said(GoBuildInfo info, String text) {
    return Optional.of(
        new Witness(
            "Go build info", "", info.offset(), text.isEmpty() ? "nothing of " + key : text, ""));
  }

  private Optional<Witness> module(GoBuildInfo info) {
    String actual =
        info.mainModule().map(Module::path).orElse("")
            + info.mainModule()
                .map(main -> main.version().isEmpty() ? "" : "@" + main.version())
                .orElse("");
    for (String value : values) {
      if (actual.equals(value) || (value.indexOf('@') < 0 && actual.startsWith(value + "@"))) {
        return Optional.empty();
      }
    }
    return said(info, actual);
  }

  private Optional<Witness> setting(GoBuildInfo info) {
    if (isOfOtherArchitecture(info.goarch().orElse(""))) {
      return Optional.empty();
    }
    Optional<GoBuildInfo.Setting> found = info.find(key);
    if (found.isEmpty()) {
      // Before Go 1.18 no settings were written at all.
      return !info.settings().isEmpty()
              && FALSE_IF_MISSING.contains(key)
              && values.contains("false")
          ? Optional.empty()
          : said(info, "");
    }
    GoBuildInfo.Setting setting = found.get();
    // A value may have commas itself: -tags=a,b.
    if (String.join(",", values).equals(setting.value())) {
      return Optional.empty();
    }
    for (String value : values) {
      if (fits(value, setting.value())) {
        return Optional.empty();
      }
    }
    return Optional.of(new Witness("Go build info", key, setting.offset(), setting.value(), ""));
  }

  /** Levels of one architecture say nothing of programs for another. */
  private boolean isOfOtherArchitecture(String goarch) {
    String of =
        switch (key) {
          case "GOAMD64" -> "amd64";
          case "GO386" -> "386";
          case "GOARM" -> "arm";
          case "GOARM64" -> "arm64";
          case "GOMIPS" -> "mips";
          case "GOMIPS64" -> "mips64";
          case "GOPPC64" -> "ppc64";
          case "GORISCV64" -> "riscv64";
          default -> "";
        };
    return !of.isEmpty() && !goarch.isEmpty() && !goarch.equals(of) && !goarch.equals(of + "le");
  }

  private boolean fits(String wanted, String actual) {
    return actual.equals(wanted)
        || (key.equals("vcs.revision")
            && wanted.length() >= SHORTEST_REVISION
            && actual.startsWith(wanted));
  }

  @Override
  public String toString() {
    return key + "=" + String.join(" or ", values);
  }
}
