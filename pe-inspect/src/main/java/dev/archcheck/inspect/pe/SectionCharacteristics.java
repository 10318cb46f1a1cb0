package dev.archcheck.inspect.pe;

/**
 * The Characteristics of a section (PE/COFF specification 4.1), 4 bytes.
 *
 * @param raw the bits as found
 */
public record SectionCharacteristics(int raw) {
  public static final int CNT_CODE = 0x20;
  public static final int CNT_UNINITIALIZED_DATA = 0x80;
  public static final int LNK_NRELOC_OVFL = 0x0100_0000;
  public static final int MEM_EXECUTE = 0x2000_0000;
  public static final int MEM_READ = 0x4000_0000;
  public static final int MEM_WRITE = 0x8000_0000;

  private static final int ALIGN_MASK = 0x00F0_0000;
  private static final int ALIGN_SHIFT = 20;

  private static final String[] NAMES = {
    "", "", "", "TYPE_NO_PAD",
    "", "CNT_CODE", "CNT_INITIALIZED_DATA", "CNT_UNINITIALIZED_DATA",
    "LNK_OTHER", "LNK_INFO", "", "LNK_REMOVE",
    "LNK_COMDAT", "", "", "GPREL",
    "", "MEM_PURGEABLE", "MEM_LOCKED", "MEM_PRELOAD",
    "", "", "", "",
    "LNK_NRELOC_OVFL", "MEM_DISCARDABLE", "MEM_NOT_CACHED", "MEM_NOT_PAGED",
    "MEM_SHARED", "MEM_EXECUTE", "MEM_READ", "MEM_WRITE"
  };

  /** {@return whether every bit of the mask is set} */
  public boolean has(int mask) {
    return (raw & mask) == mask;
  }

  /** {@return whether the processor may run what is in the section} */
  public boolean isCode() {
    return (raw & (CNT_CODE | MEM_EXECUTE)) != 0;
  }

  /** {@return the names of the bits; the alignment of an object's section as a number} */
  public String label() {
    String names = Flags.label(raw & ~ALIGN_MASK, NAMES);
    int align = (raw & ALIGN_MASK) >>> ALIGN_SHIFT;
    if (align == 0) {
      return names;
    }
    String bytes = "ALIGN_" + (1 << (align - 1)) + "BYTES";
    return names.isEmpty() ? bytes : names + " " + bytes;
  }
}
