package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Structure;
import java.util.List;

/**
 * A dyld_chained_import, 4 bytes, dyld_chained_import_addend, 8 bytes, or
 * dyld_chained_import_addend64, 16 bytes (mach-o/fixup-chains.h).
 */
record ChainedImport(int at, int size, int ordinal, boolean weak, long nameOffset, long addend) {

  static final int PLAIN = 1;
  static final int ADDEND = 2;
  static final int ADDEND64 = 3;

  /** {@return the size of an import of a format, or 0 for an unknown format} */
  static int size(long format) {
    return switch ((int) format) {
      case PLAIN -> 4;
      case ADDEND -> 8;
      case ADDEND64 -> 16;
      default -> 0;
    };
  }

  static ChainedImport read(LinkeditBytes table, long format, int at)
      throws MalformedBinaryException {
    int size = size(format);
    if (format == ADDEND64) {
      long bits = table.u64(at, "import");
      int ordinal = (int) (bits & 0xFFFF);
      return new ChainedImport(
          at,
          size,
          ordinal > 0xFFF0 ? (short) ordinal : ordinal,
          (bits & 0x1_0000) != 0,
          bits >>> 32,
          table.u64(at + 8, "addend"));
    }
    long bits = table.u32(at, "import");
    int ordinal = (int) (bits & 0xFF);
    return new ChainedImport(
        at,
        size,
        ordinal > 0xF0 ? (byte) ordinal : ordinal,
        (bits & 0x100) != 0,
        bits >>> 9,
        format == ADDEND ? (int) table.u32(at + 4, "addend") : 0);
  }

  Structure describe(LinkeditBytes table, String name, Libraries libraries) {
    long absolute = table.absolute(at);
    return new Structure(
        switch (size) {
          case 4 -> "dyld_chained_import";
          case 8 -> "dyld_chained_import_addend";
          default -> "dyld_chained_import_addend64";
        },
        absolute,
        size,
        List.of(
            Field.number("lib_ordinal", absolute, 0, ordinal, libraries.name(ordinal)),
            Field.number("weak_import", absolute, 0, weak ? 1 : 0),
            Field.number("name_offset", absolute, 0, nameOffset),
            Field.number("addend", absolute, 0, addend),
            Field.text("name", absolute, 0, name)));
  }
}
