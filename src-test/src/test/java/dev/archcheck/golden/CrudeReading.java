package dev.archcheck.golden;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a path says of a platform by a second method: a few patterns, the nearest element that
 * matches any. It shares nothing with the claim reader, knows no grammar, and takes module names
 * such as {@code win32api} for a platform; where both agree that nothing is wrong, both would have
 * to be wrong in the same way.
 */
final class CrudeReading {

  private static final Map<Pattern, String> ARCHES = new LinkedHashMap<>();
  private static final Map<Pattern, String> SYSTEMS = new LinkedHashMap<>();

  static {
    arch("x86[-_]64|x64|amd64|win64|intel64|linux64|osx64", "amd64");
    arch("arm64|aarch_?64|arm_64|armv8(?!_32)|64bit-arm", "arm64");
    arch(
        "armv[567]|armv8_32|armhf|armel|arm32|(?<![a-z]|64bit-)arm(?![a-z0-9]|_64)|armeabi", "arm");
    arch("(?<![a-z0-9])(x86|i[3-6]86|386|ia32|win32)(?![_-]?64|-x64|-arm64)", "386");
    arch("ppc(le_)?64le|ppc64el|powerpc64le|ppcle_64|64bit-ppc", "ppc64le");
    arch("(ppc|powerpc)_?64(?!le|el)", "ppc64");
    arch("s390x|s390_64", "s390x");
    arch("riscv64", "riscv64");
    arch("loong(arch)?_?64", "loong64");
    arch("mips64(el|le)", "mips64le");
    arch("sparcv9|sparc64", "sparc64");
    arch("universal|(?<![a-z])fat(?![a-z])", "universal");
    system("win(32|64|dows)?(?![a-z])|mingw", "windows");
    system("macos|osx|darwin|(?<![a-z])mac(?![a-z])|apple", "darwin");
    system("linux|musl", "linux");
    system("freebsd", "freebsd");
    system("dragonfly", "dragonfly");
    system("android", "android");
    system("openbsd", "openbsd");
    system("netbsd", "netbsd");
    system("sunos|solaris", "solaris");
    system("(?<![a-z])aix", "aix");
    system("(?<![a-z])ios.*simulator", "ios-simulator");
    system("(?<![a-z])ios(?![a-z])(?!.*simulator)", "ios");
  }

  private CrudeReading() {}

  private static void arch(String pattern, String name) {
    ARCHES.put(Pattern.compile(pattern), name);
  }

  private static void system(String pattern, String name) {
    SYSTEMS.put(Pattern.compile(pattern), name);
  }

  /** {@return the architectures that the path names, by Go's names, and "universal"} */
  static Set<String> arches(String path) {
    return nearest(path, ARCHES);
  }

  /** {@return the systems that the path names, by Go's names} */
  static Set<String> systems(String path) {
    return nearest(path, SYSTEMS);
  }

  private static Set<String> nearest(String path, Map<Pattern, String> patterns) {
    String[] elements = path.toLowerCase(Locale.ROOT).split("/", -1);
    for (int i = elements.length - 1; i >= 0; i--) {
      Set<String> found = new TreeSet<>();
      for (Map.Entry<Pattern, String> pattern : patterns.entrySet()) {
        if (pattern.getKey().matcher(elements[i]).find()) {
          found.add(pattern.getValue());
        }
      }
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Set.of();
  }
}
