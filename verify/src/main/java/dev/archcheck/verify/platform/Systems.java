package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Os;
import org.jspecify.annotations.Nullable;

/** How operating systems belong together. */
final class Systems {

  /** Systems that share a binary format, so that a file without a mark may be for any of them. */
  enum Family {
    APPLE,
    WINDOWS,
    WEB,
    AIX,
    PLAN9,
    ELF
  }

  private Systems() {}

  static boolean isApple(Os os) {
    return family(os) == Family.APPLE;
  }

  /** {@return the systems that use the same format} */
  static Family family(Os os) {
    return switch (os.name()) {
      case "darwin", "ios", "ios-simulator", "maccatalyst", "tvos", "tvos-simulator" ->
          Family.APPLE;
      case "watchos", "watchos-simulator", "visionos", "visionos-simulator" -> Family.APPLE;
      case "bridgeos", "driverkit", "sepos" -> Family.APPLE;
      case "windows", "uefi", "xbox", "windows-ce" -> Family.WINDOWS;
      case "js", "wasip1" -> Family.WEB;
      case "aix" -> Family.AIX;
      case "plan9" -> Family.PLAN9;
      default -> os.name().startsWith("apple-platform-") ? Family.APPLE : Family.ELF;
    };
  }

  /** {@return what two words side by side mean together, null if they contradict each other} */
  static @Nullable Os merge(Os one, Os two) {
    if (one.equals(Os.ANY) || one.equals(two)) {
      return two;
    }
    if (two.equals(Os.ANY)) {
      return one;
    }
    if (pair(one, two, Os.LINUX, Os.ANDROID)) {
      return Os.ANDROID;
    }
    if (pair(one, two, Os.IOS, Os.MACCATALYST) || pair(one, two, Os.DARWIN, Os.MACCATALYST)) {
      return Os.MACCATALYST;
    }
    if (pair(one, two, Os.SOLARIS, Os.ILLUMOS)) {
      return Os.ILLUMOS;
    }
    return pair(one, two, Os.JS, Os.WASIP1) ? two : null;
  }

  private static boolean pair(Os one, Os two, Os a, Os b) {
    return (one.equals(a) && two.equals(b)) || (one.equals(b) && two.equals(a));
  }

  /** {@return whether the outer system is a special case of the inner: a name for both stays} */
  static boolean isSpecial(Os outer, Os inner) {
    return (outer.equals(Os.ANDROID) && inner.equals(Os.LINUX))
        || (outer.equals(Os.ILLUMOS) && inner.equals(Os.SOLARIS))
        || (family(outer) == Family.WEB && family(inner) == Family.WEB);
  }

  static Os simulator(Os os) {
    return switch (os.name()) {
      case "ios" -> Os.IOS_SIMULATOR;
      case "tvos" -> Os.TVOS_SIMULATOR;
      case "watchos" -> Os.WATCHOS_SIMULATOR;
      case "visionos" -> Os.VISIONOS_SIMULATOR;
      default -> os;
    };
  }
}
