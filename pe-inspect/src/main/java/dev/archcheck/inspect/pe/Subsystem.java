package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Os;

/**
 * What an image needs to run (PE/COFF specification 3.4.1), 2 bytes.
 *
 * @param raw the number as found; a number without a name is kept
 */
public record Subsystem(int raw) {
  public static final Subsystem UNKNOWN = new Subsystem(0);
  public static final Subsystem NATIVE = new Subsystem(1);
  public static final Subsystem WINDOWS_GUI = new Subsystem(2);
  public static final Subsystem WINDOWS_CUI = new Subsystem(3);
  public static final Subsystem WINDOWS_CE_GUI = new Subsystem(9);
  public static final Subsystem EFI_APPLICATION = new Subsystem(10);
  public static final Subsystem EFI_BOOT_SERVICE_DRIVER = new Subsystem(11);
  public static final Subsystem EFI_RUNTIME_DRIVER = new Subsystem(12);
  public static final Subsystem EFI_ROM = new Subsystem(13);
  public static final Subsystem XBOX = new Subsystem(14);
  public static final Subsystem WINDOWS_BOOT_APPLICATION = new Subsystem(16);

  /** {@return the name in the specification without its prefix, or the number in hexadecimal} */
  public String label() {
    return switch (raw) {
      case 0 -> "UNKNOWN";
      case 1 -> "NATIVE";
      case 2 -> "WINDOWS_GUI";
      case 3 -> "WINDOWS_CUI";
      case 5 -> "OS2_CUI";
      case 7 -> "POSIX_CUI";
      case 8 -> "NATIVE_WINDOWS";
      case 9 -> "WINDOWS_CE_GUI";
      case 10 -> "EFI_APPLICATION";
      case 11 -> "EFI_BOOT_SERVICE_DRIVER";
      case 12 -> "EFI_RUNTIME_DRIVER";
      case 13 -> "EFI_ROM";
      case 14 -> "XBOX";
      case 16 -> "WINDOWS_BOOT_APPLICATION";
      case 17 -> "XBOX_CODE_CATALOG";
      default -> "0x" + Integer.toHexString(raw);
    };
  }

  /** {@return whether firmware or a boot manager starts it, not the Windows loader} */
  public boolean isFirmware() {
    return (raw >= 10 && raw <= 13) || raw == 16;
  }

  /** {@return whether it asks for the desktop or server Windows, which has a version} */
  public boolean isWindows() {
    return raw >= 1 && raw <= 3;
  }

  /** {@return the system that starts it} */
  public Os os() {
    return switch (raw) {
      case 9 -> Os.WINDOWS_CE;
      case 10, 11, 12, 13, 16 -> Os.UEFI;
      case 14, 17 -> Os.XBOX;
      default -> Os.WINDOWS;
    };
  }
}
