package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A mach_header, 28 bytes, or mach_header_64, 32 bytes (mach-o/loader.h). */
public record MachHeader(
    boolean is64,
    ByteOrder order,
    MachArchitecture architecture,
    FileType fileType,
    long ncmds,
    long sizeofcmds,
    long flags) {

  /** MH_TWOLEVEL: undefined symbols say which library they come from. */
  static final long TWOLEVEL = 0x80;

  static final int CPUTYPE = 4;
  static final int CPUSUBTYPE = 8;
  static final int FILETYPE = 12;
  static final int NCMDS = 16;
  static final int SIZEOFCMDS = 20;

  private static final int SIZE_32 = 28;
  private static final int SIZE_64 = 32;
  private static final int MAGIC_32 = 0xFEED_FACE;
  private static final int MAGIC_64 = 0xFEED_FACF;

  private static final FlagNames FLAGS =
      new FlagNames(
          "NOUNDEFS INCRLINK DYLDLINK BINDATLOAD PREBOUND SPLIT_SEGS LAZY_INIT TWOLEVEL"
              + " FORCE_FLAT NOMULTIDEFS NOFIXPREBINDING PREBINDABLE ALLMODSBOUND"
              + " SUBSECTIONS_VIA_SYMBOLS CANONICAL WEAK_DEFINES BINDS_TO_WEAK"
              + " ALLOW_STACK_EXECUTION ROOT_SAFE SETUID_SAFE NO_REEXPORTED_DYLIBS PIE"
              + " DEAD_STRIPPABLE_DYLIB HAS_TLV_DESCRIPTORS NO_HEAP_EXECUTION APP_EXTENSION_SAFE"
              + " NLIST_OUTOFSYNC_WITH_DYLDINFO SIM_SUPPORT IMPLICIT_PAGEZERO - - DYLIB_IN_CACHE");

  /** Reads the header on the fast path, from one buffer and without a cursor. */
  static MachHeader read(ByteSource source) throws IOException {
    ByteBuffer bytes = source.read(0, size(magic(source)));
    int magic = bytes.getInt(0);
    boolean little = magic == MAGIC_32 || magic == MAGIC_64;
    bytes.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return new MachHeader(
        bytes.limit() == SIZE_64,
        bytes.order(),
        MachArchitecture.of(bytes.getInt(CPUTYPE), bytes.getInt(CPUSUBTYPE)),
        new FileType(bytes.getInt(FILETYPE)),
        Integer.toUnsignedLong(bytes.getInt(NCMDS)),
        Integer.toUnsignedLong(bytes.getInt(SIZEOFCMDS)),
        Integer.toUnsignedLong(bytes.getInt(SIZEOFCMDS + 4)));
  }

  /** {@return the header's size, which is the offset of the first load command} */
  public int size() {
    return is64 ? SIZE_64 : SIZE_32;
  }

  /** {@return the structure's name in the specification's spelling} */
  String structureName() {
    return is64 ? "mach_header_64" : "mach_header";
  }

  /** Reads the header again and remembers each field. */
  Cursor record(ByteSource source) throws IOException {
    Cursor in = Cursor.recording(source, structureName(), 0, size(), order);
    in.u32("magic");
    in.label(is64 ? "MH_MAGIC_64" : "MH_MAGIC");
    in.u32("cputype");
    in.label(architecture.type().label());
    in.u32("cpusubtype");
    in.label(architecture.dyldName());
    in.u32("filetype");
    in.label(fileType.label());
    in.u32("ncmds");
    in.u32("sizeofcmds");
    in.u32("flags");
    in.label(FLAGS.of(flags));
    if (is64) {
      in.u32("reserved");
    }
    return in;
  }

  private static int magic(ByteSource source) throws IOException {
    return source.read(0, 4).getInt(0);
  }

  private static int size(int littleEndianMagic) {
    return littleEndianMagic == MAGIC_64 || littleEndianMagic == Integer.reverseBytes(MAGIC_64)
        ? SIZE_64
        : SIZE_32;
  }

  static void requireMagic(ByteSource source) throws IOException {
    int magic = source.size() < 4 ? 0 : magic(source);
    int swapped = Integer.reverseBytes(magic);
    if (magic != MAGIC_32 && magic != MAGIC_64 && swapped != MAGIC_32 && swapped != MAGIC_64) {
      throw MalformedBinaryException.at(
          source, "mach_header", "magic", 0, Reason.INVALID, "no Mach-O magic");
    }
    if (source.size() < size(magic)) {
      throw MalformedBinaryException.truncated(source, "mach_header", 0, size(magic));
    }
  }
}
