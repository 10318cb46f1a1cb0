package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Os;
import java.util.HashMap;
import java.util.Map;

/**
 * What the end of a file's name says.
 *
 * @param os the only system that uses it, or {@link Os#ANY}
 * @param elf whether it is a shared library of the systems that do not use their own extension
 * @param carriesCode whether a file that is called so can only be a binary, or an archive of some
 */
record Extension(Os os, boolean elf, boolean carriesCode) {

  private static final Extension NONE = new Extension(Os.ANY, false, false);
  private static final Extension CODE = new Extension(Os.ANY, false, true);
  private static final Extension SHARED = new Extension(Os.ANY, true, true);
  private static final Map<String, Extension> KNOWN = known();
  private static final int LONGEST = 8;

  private static Map<String, Extension> known() {
    Map<String, Extension> known = new HashMap<>();
    put(known, new Extension(Os.WINDOWS, false, true), "exe", "dll", "pyd", "ocx", "cpl", "scr");
    put(known, new Extension(Os.WINDOWS, false, true), "sys", "lib", "msi", "msix", "appx");
    put(known, new Extension(Os.DARWIN, false, true), "dylib", "jnilib", "dmg");
    put(known, new Extension(Os.DARWIN, false, false), "bundle");
    put(known, new Extension(Os.LINUX, false, true), "deb", "rpm", "appimage", "snap", "flatpak");
    put(known, new Extension(Os.LINUX, false, true), "ko");
    // They say nothing of a system, but they are no words of the name either.
    put(known, CODE, "node", "a", "o", "obj", "syso", "wasm");
    put(known, CODE, "zip", "tar", "tgz", "gz", "xz", "bz2", "zst", "7z", "jar", "aar", "war");
    put(known, CODE, "whl", "nupkg", "vsix", "gem", "apk", "tbz2", "txz", "lzma", "br", "crate");
    put(known, CODE, "conda", "pkg");
    put(known, NONE, "pdb", "sh", "run", "dsym", "app", "framework", "xcframework");
    return Map.copyOf(known);
  }

  private static void put(Map<String, Extension> known, Extension extension, String... spellings) {
    for (String spelling : spellings) {
      known.put(spelling, extension);
    }
  }

  /** {@return what the end of a name in lower case says} */
  static Extension of(String name) {
    int dot = name.lastIndexOf('.');
    if (dot <= 0) {
      return NONE;
    }
    if (name.startsWith("so", dot + 1) && name.length() == dot + 3) {
      return SHARED;
    }
    Extension extension = KNOWN.get(name.substring(dot + 1));
    if (extension != null) {
      return extension;
    }
    return name.contains(".so.") && isVersion(name, name.indexOf(".so.") + 4) ? SHARED : NONE;
  }

  private static boolean isVersion(String name, int from) {
    for (int i = from; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return from < name.length();
  }

  /** {@return where the words of a name in lower case end and its known extensions begin} */
  static int start(String name) {
    int end = name.length();
    int so = name.indexOf(".so.");
    if (so > 0 && isVersion(name, so + 4)) {
      return so;
    }
    while (true) {
      int dot = name.lastIndexOf('.', end - 1);
      if (dot <= 0 || end - dot - 1 > LONGEST) {
        return end;
      }
      String last = name.substring(dot + 1, end);
      if (!last.equals("so") && !KNOWN.containsKey(last)) {
        return end;
      }
      end = dot;
    }
  }
}
