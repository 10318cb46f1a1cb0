package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relocation_info or, on 32-bit processors alone, a scattered_relocation_info (mach-o/reloc.h), 8
 * bytes. Its bit fields start at the low end of a little-endian word and at the high end of a
 * big-endian one.
 *
 * @param offset where it stands, relative to the source
 * @param symbol the index of a symbol if {@code extern}, else of a section; the value if scattered
 */
record RelocationInfo(
    long offset,
    boolean scattered,
    long address,
    long symbol,
    boolean pcrel,
    int length,
    boolean extern,
    int type) {

  static final int SIZE = 8;

  private static final String[] ARM64 = {
    "ARM64_RELOC_UNSIGNED",
    "ARM64_RELOC_SUBTRACTOR",
    "ARM64_RELOC_BRANCH26",
    "ARM64_RELOC_PAGE21",
    "ARM64_RELOC_PAGEOFF12",
    "ARM64_RELOC_GOT_LOAD_PAGE21",
    "ARM64_RELOC_GOT_LOAD_PAGEOFF12",
    "ARM64_RELOC_POINTER_TO_GOT",
    "ARM64_RELOC_TLVP_LOAD_PAGE21",
    "ARM64_RELOC_TLVP_LOAD_PAGEOFF12",
    "ARM64_RELOC_ADDEND",
    "ARM64_RELOC_AUTHENTICATED_POINTER"
  };

  private static final String[] X86_64 = {
    "X86_64_RELOC_UNSIGNED",
    "X86_64_RELOC_SIGNED",
    "X86_64_RELOC_BRANCH",
    "X86_64_RELOC_GOT_LOAD",
    "X86_64_RELOC_GOT",
    "X86_64_RELOC_SUBTRACTOR",
    "X86_64_RELOC_SIGNED_1",
    "X86_64_RELOC_SIGNED_2",
    "X86_64_RELOC_SIGNED_4",
    "X86_64_RELOC_TLV"
  };

  private static final String[] GENERIC = {
    "GENERIC_RELOC_VANILLA",
    "GENERIC_RELOC_PAIR",
    "GENERIC_RELOC_SECTDIFF",
    "GENERIC_RELOC_PB_LA_PTR",
    "GENERIC_RELOC_LOCAL_SECTDIFF",
    "GENERIC_RELOC_TLV"
  };

  private static final String[] ARM = {
    "ARM_RELOC_VANILLA",
    "ARM_RELOC_PAIR",
    "ARM_RELOC_SECTDIFF",
    "ARM_RELOC_LOCAL_SECTDIFF",
    "ARM_RELOC_PB_LA_PTR",
    "ARM_RELOC_BR24",
    "ARM_THUMB_RELOC_BR22",
    "ARM_THUMB_32BIT_BRANCH",
    "ARM_RELOC_HALF",
    "ARM_RELOC_HALF_SECTDIFF"
  };

  static RelocationInfo read(ByteSource source, long offset, MachO file) throws IOException {
    ByteBuffer bytes = source.read(offset, SIZE).order(file.byteOrder());
    int first = bytes.getInt(0);
    int second = bytes.getInt(4);
    CpuType cpu = file.architecture().type();
    boolean mayScatter =
        !cpu.equals(CpuType.ARM64) && !cpu.equals(CpuType.X86_64) && !cpu.equals(CpuType.ARM64_32);
    if (mayScatter && first < 0) {
      return scattered(offset, first, second);
    }
    return file.byteOrder() == ByteOrder.LITTLE_ENDIAN
        ? little(offset, first, second)
        : big(offset, first, second);
  }

  /** Its fields are written so that they are the same bits of the word in both byte orders. */
  private static RelocationInfo scattered(long offset, int word, int value) {
    return new RelocationInfo(
        offset,
        true,
        word & 0xFF_FFFF,
        Integer.toUnsignedLong(value),
        (word >>> 30 & 1) != 0,
        word >>> 28 & 3,
        false,
        word >>> 24 & 0xF);
  }

  private static RelocationInfo little(long offset, int address, int word) {
    return new RelocationInfo(
        offset,
        false,
        Integer.toUnsignedLong(address),
        word & 0xFF_FFFF,
        (word >>> 24 & 1) != 0,
        word >>> 25 & 3,
        (word >>> 27 & 1) != 0,
        word >>> 28);
  }

  private static RelocationInfo big(long offset, int address, int word) {
    return new RelocationInfo(
        offset,
        false,
        Integer.toUnsignedLong(address),
        word >>> 8,
        (word >>> 7 & 1) != 0,
        word >>> 5 & 3,
        (word >>> 4 & 1) != 0,
        word & 0xF);
  }

  Structure describe(MachO file, String section, @Nullable SymbolTable symbols) throws IOException {
    long at = file.source().origin() + offset;
    String name = extern && symbols != null ? symbols.nameAt(symbol) : "";
    return new Structure(
        scattered ? "scattered_relocation_info" : "relocation_info",
        at,
        SIZE,
        List.of(
            Field.text("section", at, 0, section),
            Field.number("r_address", at, 4, address),
            Field.number(
                scattered ? "r_value" : "r_symbolnum", at + 4, scattered ? 4 : 3, symbol, name),
            Field.number("r_pcrel", at, 0, pcrel ? 1 : 0),
            Field.number("r_length", at, 0, length, (1 << length) + " bytes"),
            Field.number("r_extern", at, 0, extern ? 1 : 0),
            Field.number("r_type", at, 0, type, typeName(file.architecture().type()))));
  }

  private String typeName(CpuType cpu) {
    String[] names =
        switch (cpu.raw()) {
          case 0x0100_000C, 0x0200_000C -> ARM64;
          case 0x0100_0007 -> X86_64;
          case 7 -> GENERIC;
          case 12 -> ARM;
          default -> new String[0];
        };
    return type < names.length ? names[type] : "";
  }
}
