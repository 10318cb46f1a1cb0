package dev.archcheck.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
      String name = name(option.substring(0, equals));
      versions.put(name, version(name, option.substring(equals + 1)));
    }
    return versions;
  }

  private static String name(String typed) throws UsageException {
    for (String name : NAMES) {
      if (name.equalsIgnoreCase(typed)) {
        return name;
      }
    }
    return switch (typed.toLowerCase(Locale.ROOT)) {
      case "darwin", "osx" -> "macOS";
      case "linux" -> "Linux kernel";
      case "android" -> "Android API";
      default ->
          throw new UsageException(
              "--min-os knows no '" + typed + "'", "one of " + String.join(", ", NAMES));
    };
  }

  /** Binaries state the version of NT, which these three were not sold as. */
  private static String version(String name, String typed) {
    if (!name.equals("Windows")) {
      return typed;
    }
    return switch (typed) {
      case "7" -> "6.1";
      case "8" -> "6.2";
      case "8.1" -> "6.3";
      default -> typed;
    };
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
