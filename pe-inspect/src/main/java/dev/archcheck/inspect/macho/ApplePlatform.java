package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Os;

/** The platform of a build_version_command (mach-o/loader.h), 4 bytes. */
public record ApplePlatform(int raw) {
  public static final ApplePlatform MACOS = new ApplePlatform(1);
  public static final ApplePlatform IOS = new ApplePlatform(2);
  public static final ApplePlatform TVOS = new ApplePlatform(3);
  public static final ApplePlatform WATCHOS = new ApplePlatform(4);
  public static final ApplePlatform MACCATALYST = new ApplePlatform(6);
  public static final ApplePlatform IOS_SIMULATOR = new ApplePlatform(7);
  public static final ApplePlatform TVOS_SIMULATOR = new ApplePlatform(8);
  public static final ApplePlatform WATCHOS_SIMULATOR = new ApplePlatform(9);

  /** {@return the name that Apple gives it; an unknown one prints as a number} */
  public String label() {
    return switch (raw) {
      case 1 -> "macOS";
      case 2 -> "iOS";
      case 3 -> "tvOS";
      case 4 -> "watchOS";
      case 5 -> "bridgeOS";
      case 6 -> "Mac Catalyst";
      case 7 -> "iOS Simulator";
      case 8 -> "tvOS Simulator";
      case 9 -> "watchOS Simulator";
      case 10 -> "DriverKit";
      case 11 -> "visionOS";
      case 12 -> "visionOS Simulator";
      case 13 -> "firmware";
      case 14 -> "sepOS";
      case 15 -> "macOS exclave core";
      case 16 -> "macOS exclave kit";
      case 17 -> "iOS exclave core";
      case 18 -> "iOS exclave kit";
      case 19 -> "tvOS exclave core";
      case 20 -> "tvOS exclave kit";
      case 21 -> "watchOS exclave core";
      case 22 -> "watchOS exclave kit";
      case 23 -> "visionOS exclave core";
      case 24 -> "visionOS exclave kit";
      case -1 -> "any";
      default -> "platform " + Integer.toUnsignedString(raw);
    };
  }

  /** {@return the operating system; one that Go has no name for by Apple's name in lower case} */
  public Os os() {
    return switch (raw) {
      case 1 -> Os.DARWIN;
      case 2 -> Os.IOS;
      case 3 -> Os.TVOS;
      case 4 -> Os.WATCHOS;
      case 5 -> new Os("bridgeos");
      case 6 -> Os.MACCATALYST;
      case 7 -> Os.IOS_SIMULATOR;
      case 8 -> Os.TVOS_SIMULATOR;
      case 9 -> Os.WATCHOS_SIMULATOR;
      case 10 -> new Os("driverkit");
      case 11 -> Os.VISIONOS;
      case 12 -> Os.VISIONOS_SIMULATOR;
      case 13 -> new Os("firmware");
      case 14 -> new Os("sepos");
      case 15 -> new Os("macos-exclavecore");
      case 16 -> new Os("macos-exclavekit");
      case 17 -> new Os("ios-exclavecore");
      case 18 -> new Os("ios-exclavekit");
      case 19 -> new Os("tvos-exclavecore");
      case 20 -> new Os("tvos-exclavekit");
      case 21 -> new Os("watchos-exclavecore");
      case 22 -> new Os("watchos-exclavekit");
      case 23 -> new Os("visionos-exclavecore");
      case 24 -> new Os("visionos-exclavekit");
      case -1 -> Os.ANY;
      default -> new Os("apple-platform-" + Integer.toUnsignedString(raw));
    };
  }
}
