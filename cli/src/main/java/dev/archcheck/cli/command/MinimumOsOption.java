package dev.archcheck.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code --min-os NAME=VERSION}. */
final class MinimumOsOption {

  /** What binaries name in front of their oldest version; another name would be held by nothing. */
  private static final List<String> NAMES =
      List.of(
          "macOS",
          "Windows",
          "glibc",
          "iOS",
          "tvOS",
          "watchOS",
          "visionOS",
          "Mac Catalyst",
          "Android API",
          "Linux kernel",
          "FreeBSD",
          "NetBSD");

  private MinimumOsOption() {}

  static Map<String, String> read(List<String> options) throws UsageException {
    Map<String, String> versions = new LinkedHashMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals < 1 || !isVersion(option.substring(equals + 1))) {
        throw new UsageException(
            "--min-os is NAME=VERSION, not '" + option + "'", "for example --min-os macOS=11.0");
      }
      String name = option.substring(0, equals);
      if (!NAMES.contains(name)) {
        throw new UsageException(
            "--min-os knows no '" + name + "'", "one of " + String.join(", ", NAMES));
      }
      versions.put(name, option.substring(equals + 1));
    }
    return versions;
  }

  /** Numbers with dots between them. */
  private static boolean isVersion(String text) {
    boolean digitBefore = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit && !(c == '.' && digitBefore)) {
        return false;
      }
      digitBefore = digit;
    }
    return digitBefore;
  }
}
