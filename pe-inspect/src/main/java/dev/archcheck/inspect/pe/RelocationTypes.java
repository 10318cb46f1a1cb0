package dev.archcheck.inspect.pe;

/** The names of relocation types of objects, without their prefix (PE/COFF specification 5.2.1). */
final class RelocationTypes {

  private static final String[] AMD64 = {
    "ABSOLUTE",
    "ADDR64",
    "ADDR32",
    "ADDR32NB",
    "REL32",
    "REL32_1",
    "REL32_2",
    "REL32_3",
    "REL32_4",
    "REL32_5",
    "SECTION",
    "SECREL",
    "SECREL7",
    "TOKEN",
    "SREL32",
    "PAIR",
    "SSPAN32"
  };

  private static final String[] ARM64 = {
    "ABSOLUTE",
    "ADDR32",
    "ADDR32NB",
    "BRANCH26",
    "PAGEBASE_REL21",
    "REL21",
    "PAGEOFFSET_12A",
    "PAGEOFFSET_12L",
    "SECREL",
    "SECREL_LOW12A",
    "SECREL_HIGH12A",
    "SECREL_LOW12L",
    "TOKEN",
    "SECTION",
    "ADDR64",
    "BRANCH19",
    "BRANCH14",
    "REL32"
  };

  private RelocationTypes() {}

  /** {@return the name, or the number in hexadecimal} */
  static String label(Machine machine, int type) {
    String name =
        switch (machine.raw()) {
          case 0x8664 -> at(AMD64, type);
          case 0xAA64, 0xA641, 0xA64E -> at(ARM64, type);
          case 0x14C -> i386(type);
          case 0x1C0, 0x1C2, 0x1C4 -> arm(type);
          default -> "";
        };
    return name.isEmpty() ? "0x" + Integer.toHexString(type) : name;
  }

  private static String at(String[] names, int type) {
    return type < names.length ? names[type] : "";
  }

  private static String i386(int type) {
    return switch (type) {
      case 0 -> "ABSOLUTE";
      case 1 -> "DIR16";
      case 2 -> "REL16";
      case 6 -> "DIR32";
      case 7 -> "DIR32NB";
      case 9 -> "SEG12";
      case 0xA -> "SECTION";
      case 0xB -> "SECREL";
      case 0xC -> "TOKEN";
      case 0xD -> "SECREL7";
      case 0x14 -> "REL32";
      default -> "";
    };
  }

  private static String arm(int type) {
    return switch (type) {
      case 0 -> "ABSOLUTE";
      case 1 -> "ADDR32";
      case 2 -> "ADDR32NB";
      case 3 -> "BRANCH24";
      case 4 -> "BRANCH11";
      case 5 -> "TOKEN";
      case 8 -> "BLX24";
      case 9 -> "BLX11";
      case 0xA -> "REL32";
      case 0xE -> "SECTION";
      case 0xF -> "SECREL";
      case 0x10 -> "MOV32A";
      case 0x11 -> "MOV32T";
      case 0x12 -> "BRANCH20T";
      case 0x14 -> "BRANCH24T";
      case 0x15 -> "BLX23T";
      case 0x16 -> "PAIR";
      default -> "";
    };
  }
}
