package dev.archcheck.toolchain.download;

import java.time.Duration;

/**
 * How long a download keeps trying.
 *
 * @param tries how often in a row a source may fail without getting on
 * @param stalls how often in a row it may fall silent, or not answer at all, without getting on
 * @param pause before the second try; doubles each time
 * @param longest the longest pause, also where a server asks for a longer one
 * @param lock how long another process may be at the same file
 * @param alone how long one connection alone is watched before others are added
 * @param worth how long a download must still take for another connection to be worth it
 */
public record Patience(
    int tries,
    int stalls,
    Duration pause,
    Duration longest,
    Duration lock,
    Duration alone,
    Duration worth) {

  /** The usual. */
  public static final Patience USUAL =
      new Patience(
          4,
          1,
          Duration.ofMillis(300),
          Duration.ofSeconds(10),
          Duration.ofMinutes(15),
          Duration.ofMillis(700),
          Duration.ofSeconds(3));

  /** {@return how long to wait before the next try} */
  Duration before(int failures) {
    Duration pause = this.pause.multipliedBy(1L << Math.min(failures - 1, 10));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
