package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;

/** Elf32_Sym, 16 bytes, or Elf64_Sym, 24 bytes (gabi, symbol table). */
record Symbol(long nameIndex, int info, int other, int section, long value, long size) {

  static final int STB_LOCAL = 0;

  static int size(boolean wide) {
    return wide ? 24 : 16;
  }

  static String structureName(boolean wide) {
    return wide ? "Elf64_Sym" : "Elf32_Sym";
  }

  static Cursor open(ByteSource source, long at, ElfHeader header, boolean recording)
      throws IOException {
    boolean wide = header.wide();
    return recording
        ? Cursor.recording(source, structureName(wide), at, size(wide), header.order())
        : Cursor.open(source, structureName(wide), at, size(wide), header.order());
  }

  static Symbol read(Cursor in, boolean wide) throws MalformedBinaryException {
    return read(in, wide, in.u32("st_name"));
  }

  /** Reads what follows the name, which a caller may have labelled. */
  static Symbol read(Cursor in, boolean wide, long name) throws MalformedBinaryException {
    return wide ? readWide(in, name) : readNarrow(in, name);
  }

  private static Symbol readWide(Cursor in, long name) throws MalformedBinaryException {
    int info = info(in);
    int other = in.u8("st_other");
    int section = in.u16("st_shndx");
    return new Symbol(name, info, other, section, in.u64("st_value"), in.u64("st_size"));
  }

  private static Symbol readNarrow(Cursor in, long name) throws MalformedBinaryException {
    long value = in.u32("st_value");
    long size = in.u32("st_size");
    int info = info(in);
    return new Symbol(name, info, in.u8("st_other"), in.u16("st_shndx"), value, size);
  }

  private static int info(Cursor in) throws MalformedBinaryException {
    int info = in.u8("st_info");
    if (in.isRecording()) {
      in.label(binding(info >> 4) + " " + type(info & 15));
    }
    return info;
  }

  boolean defined() {
    return section != ElfFormat.SHN_UNDEF;
  }

  boolean local() {
    return info >> 4 == STB_LOCAL;
  }

  private static String binding(int value) {
    return switch (value) {
      case 0 -> "STB_LOCAL";
      case 1 -> "STB_GLOBAL";
      case 2 -> "STB_WEAK";
      case 10 -> "STB_GNU_UNIQUE";
      default -> "binding " + value;
    };
  }

  private static String type(int value) {
    return switch (value) {
      case 0 -> "STT_NOTYPE";
      case 1 -> "STT_OBJECT";
      case 2 -> "STT_FUNC";
      case 3 -> "STT_SECTION";
      case 4 -> "STT_FILE";
      case 5 -> "STT_COMMON";
      case 6 -> "STT_TLS";
      case 10 -> "STT_GNU_IFUNC";
      default -> "type " + value;
    };
  }
}
