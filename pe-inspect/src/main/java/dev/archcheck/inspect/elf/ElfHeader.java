package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Elf32_Ehdr, 52 bytes, or Elf64_Ehdr, 64 bytes (gabi, ELF header), with its e_ident. */
public record ElfHeader(
    int fileClass,
    int data,
    int identVersion,
    OsAbi osAbi,
    int abiVersion,
    int type,
    Machine machine,
    long version,
    long entry,
    long programHeaderOffset,
    long sectionHeaderOffset,
    long flags,
    int headerSize,
    int programHeaderSize,
    int programHeaderCount,
    int sectionHeaderSize,
    int sectionHeaderCount,
    int sectionNameIndex) {

  static final int SIZE_32 = 52;
  static final int SIZE_64 = 64;
  static final int E_TYPE = 16;
  static final int E_MACHINE = 18;
  static final int E_ENTRY = 24;

  private static final int EI_CLASS = 4;
  private static final int EI_DATA = 5;

  /** Reads the header; the first bytes decide how long it is and in which byte order. */
  static ElfHeader read(ByteSource source) throws IOException {
    return read(open(source, false));
  }

  /** Opens the header of a file, whose class and byte order are checked first. */
  static Cursor open(ByteSource source, boolean recording) throws IOException {
    if (source.size() < ElfFormat.EI_NIDENT) {
      throw MalformedBinaryException.truncated(source, "e_ident", 0, ElfFormat.EI_NIDENT);
    }
    ByteBuffer ident = source.read(0, ElfFormat.EI_NIDENT);
    boolean wide =
        either(source, ident, EI_CLASS, "EI_CLASS", ElfFormat.ELFCLASS32, ElfFormat.ELFCLASS64);
    boolean big =
        either(source, ident, EI_DATA, "EI_DATA", ElfFormat.ELFDATA2LSB, ElfFormat.ELFDATA2MSB);
    String name = wide ? "Elf64_Ehdr" : "Elf32_Ehdr";
    int size = wide ? SIZE_64 : SIZE_32;
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return recording
        ? Cursor.recording(source, name, 0, size, order)
        : Cursor.open(source, name, 0, size, order);
  }

  private static boolean either(
      ByteSource source, ByteBuffer ident, int at, String field, int first, int second)
      throws MalformedBinaryException {
    int value = ident.get(at) & 0xFF;
    if (value != first && value != second) {
      throw MalformedBinaryException.at(
          source, "e_ident", field, at, Reason.INVALID, "is " + value);
    }
    return value == second;
  }

  static ElfHeader read(Cursor in) throws MalformedBinaryException {
    in.skip("EI_MAG", 4);
    int fileClass = in.u8("EI_CLASS");
    in.label(fileClass == ElfFormat.ELFCLASS64 ? "ELFCLASS64" : "ELFCLASS32");
    int data = in.u8("EI_DATA");
    in.label(data == ElfFormat.ELFDATA2MSB ? "ELFDATA2MSB" : "ELFDATA2LSB");
    int identVersion = in.u8("EI_VERSION");
    OsAbi osAbi = new OsAbi(in.u8("EI_OSABI"));
    in.label(osAbi.label());
    int abiVersion = in.u8("EI_ABIVERSION");
    in.skip("EI_PAD", 7);
    int type = in.u16("e_type");
    in.label(ElfFormat.typeName(type));
    Machine machine = new Machine(in.u16("e_machine"));
    in.label(machine.label());
    boolean wide = fileClass == ElfFormat.ELFCLASS64;
    return new ElfHeader(
        fileClass,
        data,
        identVersion,
        osAbi,
        abiVersion,
        type,
        machine,
        in.u32("e_version"),
        in.word("e_entry", wide),
        in.word("e_phoff", wide),
        in.word("e_shoff", wide),
        in.u32("e_flags"),
        in.u16("e_ehsize"),
        in.u16("e_phentsize"),
        in.u16("e_phnum"),
        in.u16("e_shentsize"),
        in.u16("e_shnum"),
        in.u16("e_shstrndx"));
  }

  /** {@return whether addresses have 64 bits} */
  public boolean wide() {
    return fileClass == ElfFormat.ELFCLASS64;
  }

  /** {@return the byte order of every field behind the ident} */
  public ByteOrder order() {
    return data == ElfFormat.ELFDATA2MSB ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** {@return whether the byte order is big-endian} */
  public boolean bigEndian() {
    return data == ElfFormat.ELFDATA2MSB;
  }

  String structureName() {
    return wide() ? "Elf64_Ehdr" : "Elf32_Ehdr";
  }

  /** {@return the offset of {@code e_flags}} */
  int flagsOffset() {
    return wide() ? 48 : 36;
  }
}
