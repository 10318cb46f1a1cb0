package dev.archcheck.inspect.xcoff;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;
import java.nio.ByteOrder;

/** The composite file header, FILHDR: 20 bytes, in 64-bit files 24 bytes; big-endian. */
public record XcoffHeader(
    int magic,
    int sectionCount,
    long timestamp,
    long symbolTableOffset,
    long symbolCount,
    int optionalHeaderSize,
    int flags) {

  static final int U802TOCMAGIC = 0x01DF;
  static final int U803XTOCMAGIC = 0x01EF;
  static final int U64_TOCMAGIC = 0x01F7;
  static final int F_EXEC = 0x0002;
  static final int F_DYNLOAD = 0x1000;
  static final int F_SHROBJ = 0x2000;
  static final int F_LOADONLY = 0x4000;
  static final int SIZE_32 = 20;
  static final int SIZE_64 = 24;

  static boolean isMagic(int magic) {
    return magic == U802TOCMAGIC || magic == U803XTOCMAGIC || magic == U64_TOCMAGIC;
  }

  static int size(boolean wide) {
    return wide ? SIZE_64 : SIZE_32;
  }

  static Cursor open(ByteSource source, boolean recording) throws IOException {
    Cursor magic = Cursor.open(source, "FILHDR", 0, 2, ByteOrder.BIG_ENDIAN);
    int size = size(magic.u16("f_magic") != U802TOCMAGIC);
    return recording
        ? Cursor.recording(source, "FILHDR", 0, size, ByteOrder.BIG_ENDIAN)
        : Cursor.open(source, "FILHDR", 0, size, ByteOrder.BIG_ENDIAN);
  }

  static XcoffHeader read(Cursor in) throws MalformedBinaryException {
    int magic = in.u16("f_magic");
    in.label(magicName(magic));
    int sections = in.u16("f_nscns");
    long time = in.u32("f_timdat");
    if (magic == U802TOCMAGIC) {
      long symbols = in.u32("f_symptr");
      long count = in.u32("f_nsyms");
      return new XcoffHeader(magic, sections, time, symbols, count, in.u16("f_opthdr"), flags(in));
    }
    long symbols = in.u64("f_symptr");
    int optional = in.u16("f_opthdr");
    int flags = flags(in);
    return new XcoffHeader(magic, sections, time, symbols, in.u32("f_nsyms"), optional, flags);
  }

  private static int flags(Cursor in) throws MalformedBinaryException {
    int flags = in.u16("f_flags");
    if (in.isRecording()) {
      in.label(flagNames(flags));
    }
    return flags;
  }

  static String flagNames(int flags) {
    StringBuilder names = new StringBuilder();
    String[] all = {"F_RELFLG", "F_EXEC", "F_LNNO", "", "F_FDPR_PROF", "F_FDPR_OPTI", "F_DSA"};
    for (int bit = 0; bit < all.length; bit++) {
      append(names, (flags & 1 << bit) != 0, all[bit]);
    }
    append(names, (flags & 0x0100) != 0, "F_VARPG");
    append(names, (flags & F_DYNLOAD) != 0, "F_DYNLOAD");
    append(names, (flags & F_SHROBJ) != 0, "F_SHROBJ");
    append(names, (flags & F_LOADONLY) != 0, "F_LOADONLY");
    return names.toString();
  }

  private static void append(StringBuilder names, boolean set, String name) {
    if (set && !name.isEmpty()) {
      names.append(names.isEmpty() ? "" : " ").append(name);
    }
  }

  static String magicName(int magic) {
    return switch (magic) {
      case U802TOCMAGIC -> "U802TOCMAGIC";
      case U803XTOCMAGIC -> "U803XTOCMAGIC";
      case U64_TOCMAGIC -> "U64_TOCMAGIC";
      default -> "";
    };
  }

  boolean wide() {
    return magic != U802TOCMAGIC;
  }

  /** {@return where the section headers start} */
  long sectionsOffset() {
    return (long) size(wide()) + optionalHeaderSize;
  }
}
