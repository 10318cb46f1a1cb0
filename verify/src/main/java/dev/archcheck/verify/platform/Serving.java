package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;

/**
 * Whether a binary runs natively where it is wanted: every legal mix is here. ARM64X serves arm64
 * and x64, ARM64EC serves x64, a universal file each of its slices, AnyCPU and ReadyToRun
 * everything.
 */
enum Serving {
  SERVES,
  OTHER_ARCH,
  OTHER_OS;

  /** {@return how the best of the binary's platforms serves the wanted one} */
  static Serving of(Platform wanted, Facts facts) {
    Serving best = OTHER_OS;
    for (Platform actual : facts.platforms()) {
      Serving one = of(wanted, actual, facts);
      best = one.compareTo(best) < 0 ? one : best;
    }
    return best;
  }

  /** {@return how one of the binary's platforms serves the wanted one} */
  static Serving of(Platform wanted, Platform actual, Facts facts) {
    if (!servesOs(wanted.os(), actual.os(), facts)) {
      return OTHER_OS;
    }
    return servesArch(wanted, actual, facts.kind()) ? SERVES : OTHER_ARCH;
  }

  private static boolean servesOs(Os wanted, Os actual, Facts facts) {
    if (wanted.equals(Os.ANY) || actual.equals(Os.ANY) || wanted.equals(actual)) {
      return true;
    }
    if (wanted.equals(Os.ILLUMOS) && actual.equals(Os.SOLARIS)) {
      return true; // nothing in the format tells the two apart
    }
    if (actual.equals(Os.UNSPECIFIED)) {
      return isElf(facts.format()) && Systems.family(wanted) == Systems.Family.ELF;
    }
    if (!facts.osAssumed()) {
      return false;
    }
    // Intermediate language may be bound to a processor, but it never is to a system.
    return facts.kind() == Kind.ASSEMBLY || Systems.family(wanted) == Systems.family(actual);
  }

  /** Members of an ar archive that name no system are ELF objects: the others all name one. */
  private static boolean isElf(Format format) {
    return format == Format.ELF || format == Format.AR;
  }

  private static boolean servesArch(Platform wanted, Platform actual, Kind kind) {
    if (wanted.arch().equals(Arch.ANY)
        || actual.arch().equals(Arch.ANY)
        || actual.arch().equals(Arch.UNSPECIFIED)) {
      return true;
    }
    if (isWindowsArm64(wanted) && actual.abi().equals("arm64ec")) {
      return kind == Kind.EXECUTABLE; // Windows on ARM starts it, but no ARM64 process loads it
    }
    if (wanted.abi().equals("arm64x") && isLinked(kind)) {
      // An ARM64X image is linked from ARM64 and ARM64EC objects; there are none of its own kind.
      return actual.arch().equals(Arch.ARM64) || actual.abi().equals("arm64ec");
    }
    return wanted.arch().equals(actual.arch()) && servesAbi(wanted.abi(), actual.abi());
  }

  private static boolean isLinked(Kind kind) {
    return kind == Kind.OBJECT || kind == Kind.STATIC_LIBRARY || kind == Kind.IMPORT_LIBRARY;
  }

  private static boolean isWindowsArm64(Platform wanted) {
    return wanted.os().equals(Os.WINDOWS)
        && wanted.arch().equals(Arch.ARM64)
        && wanted.abi().isEmpty();
  }

  private static boolean servesAbi(String wanted, String actual) {
    return switch (wanted) {
      case "" -> !isOwnPlatform(actual);
      case "arm64ec" -> actual.equals("arm64ec") || actual.equals("arm64x");
      case "armhf", "armel" -> actual.equals(wanted) || actual.isEmpty();
      case "arm64e" -> actual.startsWith("arm64e");
      default -> actual.equals(wanted);
    };
  }

  /**
   * ABIs that share nothing with the usual one of their architecture, not even the pointer size.
   */
  private static boolean isOwnPlatform(String abi) {
    return switch (abi) {
      case "x32", "n32", "ilp32", "ilp32f", "r6", "o64", "eabi" -> true;
      default -> false;
    };
  }
}
