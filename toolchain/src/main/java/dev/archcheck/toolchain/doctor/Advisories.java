package dev.archcheck.toolchain.doctor;

import dev.archcheck.toolchain.activate.VersionWord;
import java.util.ArrayList;
import java.util.List;

/**
 * Versions of go that a module proxy can deceive about toolchains or checksums. By release notes of
 * Go; a line of versions is mended from its first good patch on, and lines that are older than all
 * of them are not mended at all.
 */
final class Advisories {

  /**
   * One.
   *
   * @param number as published
   * @param mended the first good version of each line that was mended, the oldest line first
   */
  private record Advisory(String number, List<VersionWord> mended) {

    boolean is(VersionWord version) {
      for (VersionWord good : mended) {
        if (version.minor() <= good.minor()) {
          return version.minor() < good.minor() || version.compareTo(good) < 0;
        }
      }
      return false;
    }
  }

  private static final List<Advisory> ALL =
      List.of(
          new Advisory("CVE-2026-42501", mended("1.25.10", "1.26.3")),
          new Advisory("CVE-2026-56864", mended("1.25.13", "1.26.6", "1.27rc3")),
          new Advisory("CVE-2026-56865", mended("1.25.13", "1.26.6", "1.27rc3")));

  private Advisories() {}

  private static List<VersionWord> mended(String... versions) {
    List<VersionWord> words = new ArrayList<>();
    for (String version : versions) {
      words.add(VersionWord.parse(version).orElseThrow());
    }
    return words;
  }

  /** {@return the numbers of those that a version has} */
  static List<String> of(VersionWord version) {
    return ALL.stream().filter(one -> one.is(version)).map(Advisory::number).toList();
  }

  /** {@return the first version of a line, or of the next one that has any, without all of them} */
  static String mendedFor(VersionWord version) {
    VersionWord best = null;
    for (Advisory advisory : ALL) {
      for (VersionWord good : advisory.mended()) {
        boolean fits = version.minor() <= good.minor();
        if (fits && (best == null || best.minor() > good.minor() || isLater(good, best))) {
          best = good;
        }
      }
    }
    return best == null ? "" : best.toString();
  }

  private static boolean isLater(VersionWord good, VersionWord best) {
    return good.minor() == best.minor() && good.compareTo(best) > 0;
  }
}
