package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/** A section, 68 bytes, or section_64, 80 bytes (mach-o/loader.h). */
public record Section(
    long position,
    String sectname,
    String segname,
    long addr,
    long size,
    long offset,
    long align,
    long reloff,
    long nreloc,
    long flags) {

  private static final int S_ZEROFILL = 0x1;
  private static final int S_GB_ZEROFILL = 0xC;
  private static final int S_THREAD_LOCAL_ZEROFILL = 0x12;

  private static final String[] TYPES = {
    "S_REGULAR",
    "S_ZEROFILL",
    "S_CSTRING_LITERALS",
    "S_4BYTE_LITERALS",
    "S_8BYTE_LITERALS",
    "S_LITERAL_POINTERS",
    "S_NON_LAZY_SYMBOL_POINTERS",
    "S_LAZY_SYMBOL_POINTERS",
    "S_SYMBOL_STUBS",
    "S_MOD_INIT_FUNC_POINTERS",
    "S_MOD_TERM_FUNC_POINTERS",
    "S_COALESCED",
    "S_GB_ZEROFILL",
    "S_INTERPOSING",
    "S_16BYTE_LITERALS",
    "S_DTRACE_DOF",
    "S_LAZY_DYLIB_SYMBOL_POINTERS",
    "S_THREAD_LOCAL_REGULAR",
    "S_THREAD_LOCAL_ZEROFILL",
    "S_THREAD_LOCAL_VARIABLES",
    "S_THREAD_LOCAL_VARIABLE_POINTERS",
    "S_THREAD_LOCAL_INIT_FUNCTION_POINTERS",
    "S_INIT_FUNC_OFFSETS"
  };

  private static final FlagNames ATTRIBUTES =
      new FlagNames(
          "- - - - - - - - LOC_RELOC EXT_RELOC SOME_INSTRUCTIONS - - - - -"
              + " - - - - - - - - - DEBUG SELF_MODIFYING_CODE LIVE_SUPPORT NO_DEAD_STRIP"
              + " STRIP_STATIC_SYMS NO_TOC PURE_INSTRUCTIONS");

  static int size(boolean wide) {
    return wide ? 80 : 68;
  }

  static Section read(Cursor in, boolean wide) throws MalformedBinaryException {
    long position = in.offset();
    Section section =
        new Section(
            position,
            in.text("sectname", 16),
            in.text("segname", 16),
            in.word("addr", wide),
            in.word("size", wide),
            in.u32("offset"),
            in.u32("align"),
            in.u32("reloff"),
            in.u32("nreloc"),
            in.u32("flags"));
    if (in.isRecording()) {
      in.label(section.flagNames());
    }
    in.u32("reserved1");
    in.u32("reserved2");
    if (wide) {
      in.u32("reserved3");
    }
    return section;
  }

  /** {@return the type of its contents: the low byte of the flags} */
  public int contentType() {
    return (int) flags & 0xFF;
  }

  /** {@return whether it takes memory only, and no bytes of the file} */
  public boolean isZeroFill() {
    return switch (contentType()) {
      case S_ZEROFILL, S_GB_ZEROFILL, S_THREAD_LOCAL_ZEROFILL -> true;
      default -> false;
    };
  }

  private String flagNames() {
    int type = contentType();
    String name = type < TYPES.length ? TYPES[type] : "type 0x" + Integer.toHexString(type);
    String attributes = ATTRIBUTES.of(flags);
    return attributes.isEmpty() ? name : name + " " + attributes;
  }
}
