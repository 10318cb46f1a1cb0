package dev.archcheck.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code --min-os NAME=VERSION}. */
final class MinimumOsOption {

  private MinimumOsOption() {}

  static Map<String, String> read(List<String> options) throws UsageException {
    Map<String, String> versions = new LinkedHashMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals < 1 || !isVersion(option.substring(equals + 1))) {
        throw new UsageException(
            "--min-os is NAME=VERSION, not '" + option + "'", "for example --min-os macOS=11.0");
      }
      versions.put(option.substring(0, equals), option.substring(equals + 1));
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
