package dev.archcheck.inspect.pe;

/**
 * The DllCharacteristics of an optional header (PE/COFF specification 3.4.2), 2 bytes.
 *
 * @param raw the bits as found
 */
public record DllCharacteristics(int raw) {
  public static final int HIGH_ENTROPY_VA = 0x20;
  public static final int DYNAMIC_BASE = 0x40;
  public static final int FORCE_INTEGRITY = 0x80;
  public static final int NX_COMPAT = 0x100;
  public static final int NO_SEH = 0x400;
  public static final int APPCONTAINER = 0x1000;
  public static final int WDM_DRIVER = 0x2000;
  public static final int GUARD_CF = 0x4000;
  public static final int TERMINAL_SERVER_AWARE = 0x8000;

  private static final String[] NAMES = {
    "", "", "", "",
    "", "HIGH_ENTROPY_VA", "DYNAMIC_BASE", "FORCE_INTEGRITY",
    "NX_COMPAT", "NO_ISOLATION", "NO_SEH", "NO_BIND",
    "APPCONTAINER", "WDM_DRIVER", "GUARD_CF", "TERMINAL_SERVER_AWARE"
  };

  /** {@return whether every bit of the mask is set} */
  public boolean has(int mask) {
    return (raw & mask) == mask;
  }

  /** {@return the names of the bits} */
  public String label() {
    return Flags.label(raw, NAMES);
  }
}
