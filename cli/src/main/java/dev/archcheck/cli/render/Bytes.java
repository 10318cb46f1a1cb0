package dev.archcheck.cli.render;

import java.util.Locale;

/** Amounts of bytes for people, in powers of ten as disks are sold. */
final class Bytes {

  private static final long KILO = 1_000;
  private static final long MEGA = 1_000_000;

  private Bytes() {}

  static String of(long bytes) {
    if (bytes < KILO) {
      return Count.of(bytes, "byte");
    }
    return bytes < MEGA
        ? String.format(Locale.ROOT, "%.1f kB", bytes / (double) KILO)
        : String.format(Locale.ROOT, "%.1f MB", bytes / (double) MEGA);
  }
}
