package dev.archcheck.toolchain.store;

import dev.archcheck.toolchain.store.RefusedArchiveException.Reason;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets only those paths through that mean the same file on every system, each once. What a Go
 * distribution for one system holds is unpacked on another, so the rules of all of them hold.
 */
final class SafeNames {

  private static final int LONGEST = 1024;

  /** In bytes of UTF-8: no longer on the file systems of Linux, and no stricter anywhere else. */
  private static final int LONGEST_ELEMENT = 255;

  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "conin$", "conout$", "clock$");

  private static final int SHORTEST_DEVICE = 3;
  private static final int LONGEST_DEVICE = 7;

  private final String archive;
  private final Set<String> files = new HashSet<>();
  private final Set<String> folders = new HashSet<>();

  /** Most files stand in the same folder as the one before, which was looked at with that. */
  private @Nullable String folderBefore;

  private String keyBefore = "";

  SafeNames(String archive) {
    this.archive = archive;
  }

  /** Takes the path of a file. */
  void file(String path) throws RefusedArchiveException {
    String key = checked(path);
    if (!files.add(key) || folders.contains(key)) {
      throw refused(Reason.COLLIDING_NAMES, "has two entries for one name: " + path);
    }
    parents(key, path);
  }

  /** Takes the path of a folder, which may stand there more than once. */
  void folder(String path) throws RefusedArchiveException {
    String key = checked(path);
    folders.add(key);
    if (files.contains(key)) {
      throw refused(Reason.COLLIDING_NAMES, "has a file and a folder of one name: " + path);
    }
    parents(key, path);
  }

  private void parents(String key, String path) throws RefusedArchiveException {
    for (int at = key.lastIndexOf('/'); at > 0; at = key.lastIndexOf('/', at - 1)) {
      String parent = key.substring(0, at);
      if (!folders.add(parent)) {
        return; // and so are those above it
      }
      if (files.contains(parent)) {
        throw refused(Reason.COLLIDING_NAMES, "has a file where a folder must be, above " + path);
      }
    }
  }

  /** {@return the key of a path whose names are safe} */
  private String checked(String path) throws RefusedArchiveException {
    if (path.isEmpty() || path.length() > LONGEST) {
      throw refused(Reason.UNSAFE_NAME, "has an entry whose name is empty or too long");
    }
    int slash = path.lastIndexOf('/');
    check(path, slash + 1, path.length());
    String name = key(path.substring(slash + 1));
    if (slash < 0) {
      return name;
    }
    String folder = path.substring(0, slash);
    if (!folder.equals(folderBefore)) {
      check(path, 0, slash);
      keyBefore = key(folder) + "/";
      folderBefore = folder;
    }
    return keyBefore + name;
  }

  private void check(String path, int from, int to) throws RefusedArchiveException {
    int start = from;
    int next;
    for (int at = from; at <= to; at = next) {
      next = at + 1;
      if (at == to || path.charAt(at) == '/') {
        element(path, start, at);
        start = next;
        continue;
      }
      if (isPlain(path.charAt(at))) {
        continue;
      }
      int c = path.codePointAt(at);
      next = at + Character.charCount(c);
      if (isUnsafe(c)) {
        throw refused(
            Reason.UNSAFE_NAME,
            "has a name with the character U+%04X in it: %s".formatted(c, shown(path)));
      }
    }
  }

  /** Nearly all characters of nearly all names, which need no closer look. */
  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '-' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  /**
   * Control characters, what Windows reads as a drive, a stream, a folder or a pattern, and what
   * nobody sees: HFS+ passes over such characters when it compares names, and some turn the text
   * around.
   */
  private static boolean isUnsafe(int c) {
    return Character.isISOControl(c)
        || c == 0xFFFD
        || "\\:*?\"<>|".indexOf(c) >= 0
        || isInvisible(c);
  }

  /** Those of Unicode's property Default_Ignorable_Code_Point, and separators of lines. */
  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default ->
          c == 0x034F
              || c == 0x115F
              || c == 0x1160
              || c == 0x17B4
              || c == 0x17B5
              || (c >= 0x180B && c <= 0x180F)
              || (c >= 0x2060 && c <= 0x206F)
              || c == 0x3164
              || (c >= 0xFE00 && c <= 0xFE0F)
              || c == 0xFFA0
              || (c >= 0xFFF0 && c <= 0xFFF8)
              || (c >= 0xE0000 && c <= 0xE0FFF);
    };
  }

  /** {@return a name whose characters all can be seen} */
  private static String shown(String path) {
    StringBuilder shown = new StringBuilder();
    path.codePoints()
        .forEach(c -> {
          if (Character.isISOControl(c) || isInvisible(c)) {
            shown.append("\\u{%X}".formatted(c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    return shown.toString();
  }

  private void element(String path, int start, int end) throws RefusedArchiveException {
    if (start == end) {
      throw refused(Reason.UNSAFE_NAME, "has a name with an empty part in it: " + path);
    }
    if (end - start > LONGEST_ELEMENT / 3
        && path.substring(start, end).getBytes(StandardCharsets.UTF_8).length > LONGEST_ELEMENT) {
      throw refused(
          Reason.UNSAFE_NAME,
          "has a name with a part of more than " + LONGEST_ELEMENT + " bytes in it: " + path);
    }
    char last = path.charAt(end - 1);
    // Windows drops blanks and full stops at the end; . and .. are among those.
    if (last == '.' || last == ' ') {
      throw refused(Reason.UNSAFE_NAME, "has a name that leads to another place: " + path);
    }
    int stem = start;
    while (stem < end && path.charAt(stem) != '.') {
      stem++;
    }
    if (stem == start) {
      return; // .profile and the like
    }
    boolean outOfSize = stem - start < SHORTEST_DEVICE || stem - start > LONGEST_DEVICE;
    if (outOfSize && isPlain(path.charAt(start)) && isPlain(path.charAt(stem - 1))) {
      return;
    }
    if (isDevice(path.substring(start, stem).strip().toLowerCase(Locale.ROOT))) {
      throw refused(Reason.UNSAFE_NAME, "has a name that is a device on Windows: " + path);
    }
  }

  private static boolean isDevice(String stem) {
    boolean numbered =
        stem.length() == 4
            && (stem.startsWith("com") || stem.startsWith("lpt"))
            && "0123456789\u00b9\u00b2\u00b3".indexOf(stem.charAt(3)) >= 0;
    return numbered || DEVICES.contains(stem);
  }

  /** What file systems that do not tell cases or compositions apart take for the same. */
  private static String key(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) > 0x7E) {
        return folded(path);
      }
    }
    return path.toLowerCase(Locale.ROOT);
  }

  /**
   * Full case folding of what is taken apart (Unicode 3.13, D146): the large sharp s has the small
   * one for its small letter, and only that has SS for its large one.
   */
  private static String folded(String path) {
    String folded = Normalizer.normalize(path, Normalizer.Form.NFKD);
    for (int i = 0; i < 2; i++) {
      folded = folded.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    }
    return Normalizer.normalize(folded.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
  }

  private RefusedArchiveException refused(Reason reason, String detail) {
    return new RefusedArchiveException(reason, archive, detail);
  }
}
