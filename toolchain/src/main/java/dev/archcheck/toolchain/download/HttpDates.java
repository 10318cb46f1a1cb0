package dev.archcheck.toolchain.download;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Dates as HTTP writes them. */
final class HttpDates {

  /** How much older than the answer a file must be for its date to be its only one. */
  private static final Duration SETTLED = Duration.ofSeconds(60);

  private HttpDates() {}

  /** {@return whether a file was changed so long before the answer that its date identifies it} */
  static boolean isOlder(String changed, String answered) {
    try {
      Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(changed, Instant::from);
      Instant now = DateTimeFormatter.RFC_1123_DATE_TIME.parse(answered, Instant::from);
      return !then.plus(SETTLED).isAfter(now);
    } catch (DateTimeException _) {
      return false; // no date, or none that can be compared
    }
  }
}
