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
    return new SettingRequirement(
        text.substring(0, equals), List.of(text.substring(equals + 1).split(",", -1)));
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
    Optional<GoBuildInfo.Setting> found = info.find(key);
    if (found.isEmpty()) {
      return FALSE_IF_MISSING.contains(key) && values.contains("false")
          ? Optional.empty()
          : said(info, "");
    }
    GoBuildInfo.Setting setting = found.get();
    for (String value : values) {
      if (fits(value, setting.value())) {
        return Optional.empty();
      }
    }
    return Optional.of(new Witness("Go build info", key, setting.offset(), setting.value(), ""));
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
