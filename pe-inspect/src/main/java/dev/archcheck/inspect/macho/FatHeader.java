package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A fat_header, 8 bytes (mach-o/fat.h), and the entries behind it. Its fields are big-endian on
 * disk whatever the slices are; the swapped spelling is read too, because a file can have it, but
 * nothing loads such a file.
 */
record FatHeader(boolean is64, ByteOrder order, long count, List<FatArch> entries) {

  static final int SIZE = 8;

  /** A Java class has its version there, which never was below 45. */
  private static final int MAX_ENTRIES = 44;

  private static final int MAGIC = 0xCAFE_BABE;
  private static final int MAGIC_64 = 0xCAFE_BABF;
  private static final int AR_MAGIC = 0x213C_6172; // "!<ar"
  private static final int MACH_O = 0xCFFA_EDFE;

  /** {@return whether the first bytes of a file, read as big-endian, are those of a fat_header} */
  static boolean isMagic(int bigEndian) {
    int swapped = Integer.reverseBytes(bigEndian);
    return bigEndian == MAGIC || bigEndian == MAGIC_64 || swapped == MAGIC || swapped == MAGIC_64;
  }

  static FatHeader read(ByteSource source, List<Problem> problems) throws IOException {
    int magic = (int) Cursor.open(source, "fat_header", 0, 4, ByteOrder.BIG_ENDIAN).u32("magic");
    if (!isMagic(magic)) {
      throw MalformedBinaryException.at(
          source, "fat_header", "magic", 0, Reason.INVALID, "no magic of a universal file");
    }
    boolean swapped = magic != MAGIC && magic != MAGIC_64;
    boolean wide = (swapped ? Integer.reverseBytes(magic) : magic) == MAGIC_64;
    ByteOrder order = swapped ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    if (swapped) {
      problems.add(
          problem(source, "fat_header", "magic", 0, Reason.INVALID, "little-endian, not loadable"));
    }
    return new FatHeader(wide, order, 0, List.of()).withEntries(source, problems);
  }

  private FatHeader withEntries(ByteSource source, List<Problem> problems) throws IOException {
    Cursor in = Cursor.open(source, "fat_header", 0, SIZE, order);
    in.skip("magic", 4);
    long announced = in.u32("nfat_arch");
    long room = (source.size() - SIZE) / FatArch.size(is64);
    if (announced == 0 || announced > MAX_ENTRIES) {
      throw MalformedBinaryException.at(
          source, "fat_header", "nfat_arch", 4, Reason.INVALID, announced + " slices");
    }
    if (announced > room) {
      problems.add(
          problem(
              source,
              "fat_header",
              "nfat_arch",
              4,
              Reason.TRUNCATED,
              announced + " entries where " + room + " fit"));
    }
    int readable = (int) Math.min(announced, room);
    List<FatArch> read = new ArrayList<>(readable + 1);
    for (int i = 0; i < readable; i++) {
      read.add(entry(source, i, false));
    }
    addHidden(source, read, (int) announced);
    return new FatHeader(is64, order, announced, List.copyOf(read));
  }

  private FatArch entry(ByteSource source, int index, boolean hidden) throws IOException {
    return FatArch.read(
        Cursor.open(source, entryName(), at(index), FatArch.size(is64), order), is64, hidden);
  }

  String entryName() {
    return is64 ? "fat_arch_64" : "fat_arch";
  }

  long at(int index) {
    return SIZE + (long) index * FatArch.size(is64);
  }

  /** The bytes behind the entries are padding, unless they read as an arm64 entry in every part. */
  private void addHidden(ByteSource source, List<FatArch> entries, int index) throws IOException {
    long end = at(index) + FatArch.size(is64);
    for (FatArch entry : entries) {
      if (entry.offset() < end) {
        return;
      }
    }
    if (entries.isEmpty() || end > source.size()) {
      return;
    }
    FatArch hidden = entry(source, index, true);
    if (hidden.architecture().type().equals(CpuType.ARM64)
        && hidden.size() >= 8
        && hidden.offset() >= end
        && hidden.offset() <= source.size() - hidden.size()
        && isLinked(source, hidden.offset())) {
      entries.add(hidden);
    }
  }

  /** Only the linker looks behind the last entry, for static libraries and objects. */
  private static boolean isLinked(ByteSource source, long at) throws IOException {
    int magic = (int) Cursor.open(source, "slice", at, 4, ByteOrder.BIG_ENDIAN).u32("magic");
    return magic == AR_MAGIC || (magic == MACH_O && isObject(source, at));
  }

  private static boolean isObject(ByteSource source, long at) throws IOException {
    boolean whole = at + MachHeader.FILETYPE + 4 <= source.size();
    return whole
        && Cursor.open(source, "slice", at + MachHeader.FILETYPE, 4, ByteOrder.LITTLE_ENDIAN)
                .u32("filetype")
            == FileType.OBJECT.raw();
  }

  static Problem problem(
      ByteSource source, String structure, String field, long at, Reason reason, String detail) {
    return new Problem(structure, field, source.origin() + at, reason, detail);
  }
}
