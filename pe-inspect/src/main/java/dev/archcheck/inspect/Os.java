package dev.archcheck.inspect;

import org.jspecify.annotations.Nullable;

/**
 * An operating system by the name that Go gives it ({@code go tool dist list}) where Go has one.
 *
 * @param name lower-case, for example {@code windows}; never lost, whatever a file holds
 */
public record Os(String name) {
  public static final Os AIX = new Os("aix");
  public static final Os ANDROID = new Os("android");
  public static final Os DARWIN = new Os("darwin");
  public static final Os DRAGONFLY = new Os("dragonfly");
  public static final Os FREEBSD = new Os("freebsd");
  public static final Os HAIKU = new Os("haiku");
  public static final Os ILLUMOS = new Os("illumos");
  public static final Os IOS = new Os("ios");
  public static final Os IOS_SIMULATOR = new Os("ios-simulator");
  public static final Os JS = new Os("js");
  public static final Os LINUX = new Os("linux");
  public static final Os MACCATALYST = new Os("maccatalyst");
  public static final Os NETBSD = new Os("netbsd");
  public static final Os OPENBSD = new Os("openbsd");
  public static final Os PLAN9 = new Os("plan9");
  public static final Os SOLARIS = new Os("solaris");
  public static final Os TVOS = new Os("tvos");
  public static final Os TVOS_SIMULATOR = new Os("tvos-simulator");
  public static final Os UEFI = new Os("uefi");
  public static final Os VISIONOS = new Os("visionos");
  public static final Os VISIONOS_SIMULATOR = new Os("visionos-simulator");
  public static final Os WASIP1 = new Os("wasip1");
  public static final Os WATCHOS = new Os("watchos");
  public static final Os WATCHOS_SIMULATOR = new Os("watchos-simulator");
  public static final Os WINDOWS = new Os("windows");
  public static final Os WINDOWS_CE = new Os("windowsce");
  public static final Os XBOX = new Os("xbox");

  /** Code that runs wherever its runtime runs, such as an AnyCPU assembly. */
  public static final Os ANY = new Os("any");

  /** The file does not say, as most relocatable objects do not. */
  public static final Os UNSPECIFIED = new Os("-");

  /** Written out: the one that the compiler makes is slow until it is compiled, and asked often. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Os(String same) && name.equals(same));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
