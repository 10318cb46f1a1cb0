package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import java.util.ArrayList;
import java.util.List;

/**
 * The file name of a Python wheel (binary distribution format, PEP 425 and 600): its last part
 * holds one or more platform tags with dots between them, and the file serves every one.
 */
final class WheelName {

  private WheelName() {}

  static Said read(String name, String lower) {
    int end = lower.length() - ".whl".length();
    int start = lower.lastIndexOf('-', end - 1) + 1;
    Said said = Said.SILENT;
    for (String tag : lower.substring(start, end).split("\\.", -1)) {
      said = add(said, tag(tag));
    }
    return said.namesOs() ? withWords(said, name.substring(start, end)) : said;
  }

  private static Said tag(String tag) {
    return switch (tag) {
      case "any" -> Said.SILENT;
      case "win32" -> platform(Os.WINDOWS, List.of(Arch.I386));
      case "win_arm32" -> platform(Os.WINDOWS, List.of(Arch.ARM));
      default ->
          tag.startsWith("macosx_") && tag.contains("_fat")
              ? platform(Os.DARWIN, List.of())
              : NameReader.read(tag);
    };
  }

  private static Said platform(Os os, List<Arch> arches) {
    return new Said(
        os, true, arches, Slices.ANY_OF, true, true, "", Libc.UNSAID, List.of(), false, "");
  }

  /** Of several tags each is true; where they differ, only what they have in common is claimed. */
  private static Said add(Said one, Said two) {
    if (!one.namesOs()) {
      return two;
    }
    if (!two.namesOs() || two.nothing()) {
      return one;
    }
    if (!one.os().equals(two.os())) {
      return Said.NOTHING;
    }
    boolean all = one.slices() == Slices.ALL_OF || two.slices() == Slices.ALL_OF;
    return new Said(
        one.os(),
        true,
        Run.union(one.arches(), two.arches()),
        all ? Slices.ALL_OF : one.slices(),
        true,
        true,
        one.abi().equals(two.abi()) ? one.abi() : "",
        one.libc() == two.libc() ? one.libc() : Libc.UNSAID,
        oldest(one.minimums(), two.minimums()),
        false,
        "");
  }

  private static List<Minimum> oldest(List<Minimum> one, List<Minimum> two) {
    List<Minimum> all = new ArrayList<>(one);
    all.addAll(two);
    Minimum oldest = null;
    for (Minimum minimum : all) {
      if (oldest == null || Version.compare(minimum.version(), oldest.version()) < 0) {
        oldest = minimum;
      }
    }
    return oldest == null ? List.of() : List.of(oldest);
  }

  private static Said withWords(Said said, String words) {
    return new Said(
        said.os(),
        true,
        said.arches(),
        said.slices(),
        true,
        true,
        said.abi(),
        said.libc(),
        said.minimums(),
        said.nothing(),
        words);
  }
}
