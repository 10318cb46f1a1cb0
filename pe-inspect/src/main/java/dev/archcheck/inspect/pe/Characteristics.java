package dev.archcheck.inspect.pe;

/**
 * The Characteristics of a file header (PE/COFF specification 3.3.2), 2 bytes.
 *
 * @param raw the bits as found
 */
public record Characteristics(int raw) {
  public static final int RELOCS_STRIPPED = 0x1;
  public static final int EXECUTABLE_IMAGE = 0x2;
  public static final int LARGE_ADDRESS_AWARE = 0x20;
  public static final int SYSTEM = 0x1000;
  public static final int DLL = 0x2000;

  private static final String[] NAMES = {
    "RELOCS_STRIPPED", "EXECUTABLE_IMAGE", "LINE_NUMS_STRIPPED", "LOCAL_SYMS_STRIPPED",
    "AGGRESSIVE_WS_TRIM", "LARGE_ADDRESS_AWARE", "", "BYTES_REVERSED_LO",
    "32BIT_MACHINE", "DEBUG_STRIPPED", "REMOVABLE_RUN_FROM_SWAP", "NET_RUN_FROM_SWAP",
    "SYSTEM", "DLL", "UP_SYSTEM_ONLY", "BYTES_REVERSED_HI"
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
