package dev.archcheck.inspect.xcoff;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/** A section header, SCNHDR: 40 bytes, in 64-bit files 72 bytes. */
public record XcoffSection(String name, long address, long size, long offset, int flags) {

  static final int STYP_TEXT = 0x20;
  static final int STYP_DATA = 0x40;
  static final int STYP_BSS = 0x80;
  static final int STYP_LOADER = 0x1000;

  static int headerSize(boolean wide) {
    return wide ? 72 : 40;
  }

  static XcoffSection read(Cursor in, boolean wide) throws MalformedBinaryException {
    String name = in.text("s_name", 8);
    var _ = in.word("s_paddr", wide);
    long address = in.word("s_vaddr", wide);
    long size = in.word("s_size", wide);
    long offset = in.word("s_scnptr", wide);
    var _ = in.word("s_relptr", wide);
    var _ = in.word("s_lnnoptr", wide);
    var _ = wide ? in.u32("s_nreloc") : in.u16("s_nreloc");
    var _ = wide ? in.u32("s_nlnno") : in.u16("s_nlnno");
    int flags = (int) in.u32("s_flags");
    if (in.isRecording()) {
      in.label(typeName(flags & 0xFFFF));
    }
    if (wide) {
      in.skip("s_reserve", 4);
    }
    return new XcoffSection(name, address, size, offset, flags);
  }

  private static String typeName(int type) {
    return switch (type) {
      case 0x0008 -> "STYP_PAD";
      case 0x0010 -> "STYP_DWARF";
      case STYP_TEXT -> "STYP_TEXT";
      case STYP_DATA -> "STYP_DATA";
      case STYP_BSS -> "STYP_BSS";
      case 0x0100 -> "STYP_EXCEPT";
      case 0x0200 -> "STYP_INFO";
      case 0x0400 -> "STYP_TDATA";
      case 0x0800 -> "STYP_TBSS";
      case STYP_LOADER -> "STYP_LOADER";
      case 0x2000 -> "STYP_DEBUG";
      case 0x4000 -> "STYP_TYPCHK";
      case 0x8000 -> "STYP_OVRFLO";
      default -> "";
    };
  }
}
