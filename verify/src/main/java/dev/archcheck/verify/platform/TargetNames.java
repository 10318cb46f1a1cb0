package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Spelling;
import java.util.List;

/** The words of {@code --target}: Go's names and what else people call the same. */
final class TargetNames {

  private static final List<String> SYSTEMS =
      List.of(
          "aix",
          "android",
          "darwin",
          "dragonfly",
          "freebsd",
          "haiku",
          "illumos",
          "ios",
          "ios-simulator",
          "js",
          "linux",
          "maccatalyst",
          "netbsd",
          "openbsd",
          "plan9",
          "solaris",
          "tvos",
          "tvos-simulator",
          "uefi",
          "visionos",
          "visionos-simulator",
          "wasip1",
          "watchos",
          "watchos-simulator",
          "windows");

  private static final List<String> ARCHITECTURES =
      List.of(
          "386",
          "amd64",
          "arm",
          "arm64",
          "arm64_32",
          "ia64",
          "loong64",
          "m68k",
          "mips",
          "mips64",
          "mips64le",
          "mipsle",
          "ppc",
          "ppc64",
          "ppc64le",
          "riscv32",
          "riscv64",
          "s390",
          "s390x",
          "sparc",
          "sparc64",
          "wasm");

  private TargetNames() {}

  static Os os(String word) {
    String name =
        switch (word) {
          case "macos", "macosx", "osx", "mac" -> "darwin";
          case "win", "win32", "win64" -> "windows";
          case "sunos" -> "solaris";
          case "wasi" -> "wasip1";
          case "dragonflybsd" -> "dragonfly";
          default -> word;
        };
    if (!SYSTEMS.contains(name)) {
      throw unknown("operating system", word, SYSTEMS);
    }
    return new Os(name);
  }

  /** {@return the platform; some words for an architecture also say its ABI} */
  static Platform platform(Os os, String word) {
    return switch (word) {
      case "arm64ec" -> new Platform(os, Arch.AMD64, "arm64ec");
      case "arm64x" -> new Platform(os, Arch.ARM64, "arm64x");
      case "arm64e" -> new Platform(os, Arch.ARM64, "arm64e");
      case "armhf" -> new Platform(os, Arch.ARM, "armhf");
      case "armel" -> new Platform(os, Arch.ARM, "armel");
      default -> new Platform(os, arch(word));
    };
  }

  private static Arch arch(String word) {
    if (ARCHITECTURES.contains(word)) {
      return new Arch(word);
    }
    Word known = Vocabulary.OF_RELEASES.get(word.replace('-', '_'));
    if (known != null && known.arches().size() == 1 && known.abi().isEmpty()) {
      return known.arches().getFirst();
    }
    throw unknown("architecture", word, ARCHITECTURES);
  }

  private static IllegalArgumentException unknown(
      String what, String word, List<String> candidates) {
    String nearest = Spelling.nearest(word, candidates);
    return new IllegalArgumentException(
        "'"
            + word
            + "' is no "
            + what
            + " known here"
            + (nearest.isEmpty()
                ? "; known are " + String.join(", ", candidates)
                : "; did you mean " + nearest + "?"));
  }
}
