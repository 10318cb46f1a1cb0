package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/**
 * Elf32_Shdr, 40 bytes, or Elf64_Shdr, 64 bytes (gabi, section header).
 *
 * @param nameIndex where its name starts in the table of section names
 */
public record SectionHeader(
    long nameIndex,
    int type,
    long flags,
    long address,
    long offset,
    long size,
    int link,
    int info,
    long alignment,
    long entrySize) {

  static final int SIZE_32 = 40;
  static final int SIZE_64 = 64;

  static int size(boolean wide) {
    return wide ? SIZE_64 : SIZE_32;
  }

  static String structureName(boolean wide) {
    return wide ? "Elf64_Shdr" : "Elf32_Shdr";
  }

  static SectionHeader read(Cursor in, boolean wide) throws MalformedBinaryException {
    long name = in.u32("sh_name");
    return read(in, wide, name);
  }

  /** Reads what follows the name, which a caller may have labelled. */
  static SectionHeader read(Cursor in, boolean wide, long name) throws MalformedBinaryException {
    int type = (int) in.u32("sh_type");
    if (in.isRecording()) {
      in.label(ElfFormat.sectionName(type));
    }
    return new SectionHeader(
        name,
        type,
        in.word("sh_flags", wide),
        in.word("sh_addr", wide),
        in.word("sh_offset", wide),
        in.word("sh_size", wide),
        (int) in.u32("sh_link"),
        (int) in.u32("sh_info"),
        in.word("sh_addralign", wide),
        in.word("sh_entsize", wide));
  }

  /** {@return whether it has bytes in the file and these are wholly inside a file of that size} */
  boolean hasBytes(long fileSize) {
    return type != ElfFormat.SHT_NOBITS && type != 0 && fits(fileSize);
  }

  boolean fits(long fileSize) {
    return offset >= 0 && size >= 0 && offset <= fileSize - size;
  }

  boolean allocated() {
    return (flags & ElfFormat.SHF_ALLOC) != 0;
  }
}
