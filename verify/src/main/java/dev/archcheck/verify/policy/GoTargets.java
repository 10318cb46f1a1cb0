package dev.archcheck.verify.policy;

import dev.archcheck.verify.Spelling;
import java.util.List;

/** Targets as Go writes them, {@code GOOS/GOARCH}. */
public final class GoTargets {

  // goosList and goarchList of go/src/internal/syslist of Go 1.27: names that are reserved, too.
  private static final List<String> SYSTEMS =
      List.of(
          "aix",
          "android",
          "darwin",
          "dragonfly",
          "freebsd",
          "hurd",
          "illumos",
          "ios",
          "js",
          "linux",
          "nacl",
          "netbsd",
          "openbsd",
          "plan9",
          "solaris",
          "wasip1",
          "windows",
          "zos");

  private static final List<String> ARCHITECTURES =
      List.of(
          "386",
          "amd64",
          "amd64p32",
          "arm",
          "arm64",
          "arm64be",
          "armbe",
          "loong64",
          "mips",
          "mips64",
          "mips64le",
          "mips64p32",
          "mips64p32le",
          "mipsle",
          "ppc",
          "ppc64",
          "ppc64le",
          "riscv",
          "riscv64",
          "s390",
          "s390x",
          "sparc",
          "sparc64",
          "wasm");

  private GoTargets() {}

  /** {@return whether a word is a value of GOOS that Go knows or has reserved} */
  public static boolean isSystem(String word) {
    return SYSTEMS.contains(word);
  }

  /** {@return whether a word is a value of GOARCH that Go knows or has reserved} */
  public static boolean isArchitecture(String word) {
    return ARCHITECTURES.contains(word);
  }

  /**
   * Passes over a target.
   *
   * @throws IllegalArgumentException if it is none; the message goes on behind the quoted text
   */
  public static void require(String target) {
    check(target, false);
  }

  /**
   * Passes over a target in which a star may stand for either part, or both.
   *
   * @throws IllegalArgumentException if it is none; the message goes on behind the quoted text
   */
  static void requirePattern(String pattern) {
    check(pattern, true);
  }

  private static void check(String target, boolean stars) {
    int slash = target.indexOf('/');
    if (slash < 0 || slash != target.lastIndexOf('/')) {
      throw new IllegalArgumentException(
          "is no target; they are written like linux/amd64"
              + (stars ? ", linux/* or */arm64" : ""));
    }
    check("operating system", SYSTEMS, target.substring(0, slash), stars);
    check("architecture", ARCHITECTURES, target.substring(slash + 1), stars);
  }

  private static void check(String what, List<String> names, String word, boolean stars) {
    if (names.contains(word) || (stars && word.equals("*"))) {
      return;
    }
    String nearest = usual(word);
    if (nearest.isEmpty()) {
      nearest = Spelling.nearest(word, names);
    }
    throw new IllegalArgumentException(
        (word.contains("*") && !stars ? "is no single target" : "has no " + what + " that Go knows")
            + (nearest.isEmpty() || word.contains("*") ? "" : "; did you mean " + nearest + "?"));
  }

  private static String usual(String word) {
    return switch (word) {
      case "macos", "macosx", "osx", "mac" -> "darwin";
      case "win", "win32", "win64" -> "windows";
      case "x86_64", "x64", "x86-64" -> "amd64";
      case "aarch64" -> "arm64";
      case "i386", "i686", "x86" -> "386";
      default -> "";
    };
  }

  /** {@return whether a target is one of a pattern} */
  static boolean matches(String pattern, String target) {
    int slash = target.indexOf('/');
    if (slash < 0) {
      return false;
    }
    int middle = pattern.indexOf('/');
    return isOf(pattern.substring(0, middle), target.substring(0, slash))
        && isOf(pattern.substring(middle + 1), target.substring(slash + 1));
  }

  private static boolean isOf(String pattern, String word) {
    return pattern.equals("*") || pattern.equals(word);
  }

  /** {@return whether a pattern is of one target alone} */
  static boolean isSingle(String pattern) {
    return pattern.indexOf('*') < 0;
  }
}
