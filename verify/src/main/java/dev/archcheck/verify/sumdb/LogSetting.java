package dev.archcheck.verify.sumdb;

/**
 * What a value of the Go setting {@code GOSUMDB} says: nothing, a key, the name of a log whose key
 * is known, each with a URL or without.
 */
public sealed interface LogSetting {

  /** No log is to be asked. Go refuses to download toolchains then. */
  record Off() implements LogSetting {}

  /** A log, found by its name: through the module proxies or directly. */
  record Named(LogKey key) implements LogSetting {}

  /**
   * A log at a URL of its own, which is used without any proxy.
   *
   * @param url without a slash at the end
   */
  record At(LogKey key, String url) implements LogSetting {}

  /**
   * A value that Go does not understand either, such as {@code on}.
   *
   * @param why a clause for people
   */
  record Invalid(String value, String why) implements LogSetting {}

  /** The other address of the public log, for networks that do not reach the first. */
  String CHINA = "sum.golang.google.cn";

  /** {@return what a value says} The empty one says what Go says without the setting. */
  static LogSetting parse(String value) {
    String setting = value.strip();
    if (setting.equals("off")) {
      return new Off();
    }
    if (setting.equals(CHINA)) {
      return new At(LogKey.goChecksumDatabase(), "https://" + CHINA);
    }
    String[] fields = setting.split("\\s+", -1);
    if (fields.length > 2) {
      return new Invalid(value, "it has more than a key and a URL");
    }
    LogKey key;
    try {
      key = keyOf(fields[0]);
    } catch (LogException e) {
      return new Invalid(value, String.valueOf(e.getMessage()));
    }
    if (!isHostAndPath(key.name())) {
      return new Invalid(value, "the name of the log is not a host, or a host and a path");
    }
    return fields.length == 1 ? new Named(key) : at(value, key, fields[1]);
  }

  private static LogKey keyOf(String field) throws LogException {
    return field.isEmpty() || field.equals("sum.golang.org")
        ? LogKey.goChecksumDatabase()
        : LogKey.parse(field);
  }

  private static LogSetting at(String value, LogKey key, String url) {
    if (!url.startsWith("https://") && !url.startsWith("http://") && !url.startsWith("file://")) {
      return new Invalid(value, "\"" + url + "\" is no URL");
    }
    int end = url.length();
    while (url.charAt(end - 1) == '/') {
      end--;
    }
    return new At(key, url.substring(0, end));
  }

  /**
   * The name becomes a part of URLs and of paths on disk, so it may not hold anything but names.
   */
  private static boolean isHostAndPath(String name) {
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || !isLetterOrDigit(part.charAt(0)) || part.endsWith(".")) {
        return false;
      }
      for (int i = 1; i < part.length(); i++) {
        char c = part.charAt(i);
        if (!isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
