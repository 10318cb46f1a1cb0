package dev.archcheck.inspect.macho;

/**
 * The cmd of a load_command (mach-o/loader.h), 4 bytes. {@link #REQ_DYLD} marks those that dyld
 * must understand.
 */
public record CommandType(int raw) {
  static final int REQ_DYLD = 0x8000_0000;

  static final int SEGMENT = 0x01;
  static final int SYMTAB = 0x02;
  static final int UNIXTHREAD = 0x05;
  static final int DYSYMTAB = 0x0B;
  static final int SEGMENT_64 = 0x19;
  static final int CODE_SIGNATURE = 0x1D;
  static final int DYLD_INFO = 0x22;
  static final int MAIN = 0x28 | REQ_DYLD;
  static final int DYLD_INFO_ONLY = 0x22 | REQ_DYLD;
  static final int VERSION_MIN_MACOSX = 0x24;
  static final int VERSION_MIN_IPHONEOS = 0x25;
  static final int VERSION_MIN_TVOS = 0x2F;
  static final int VERSION_MIN_WATCHOS = 0x30;
  static final int BUILD_VERSION = 0x32;
  static final int DYLD_EXPORTS_TRIE = 0x33 | REQ_DYLD;
  static final int DYLD_CHAINED_FIXUPS = 0x34 | REQ_DYLD;

  /** {@return the name in the header's spelling; an unknown one prints as hex} */
  public String label() {
    return switch (raw) {
      case 0x01 -> "LC_SEGMENT";
      case 0x02 -> "LC_SYMTAB";
      case 0x03 -> "LC_SYMSEG";
      case 0x04 -> "LC_THREAD";
      case UNIXTHREAD -> "LC_UNIXTHREAD";
      case 0x06 -> "LC_LOADFVMLIB";
      case 0x07 -> "LC_IDFVMLIB";
      case 0x08 -> "LC_IDENT";
      case 0x09 -> "LC_FVMFILE";
      case 0x0A -> "LC_PREPAGE";
      case 0x0B -> "LC_DYSYMTAB";
      case 0x0C -> "LC_LOAD_DYLIB";
      case 0x0D -> "LC_ID_DYLIB";
      case 0x0E -> "LC_LOAD_DYLINKER";
      case 0x0F -> "LC_ID_DYLINKER";
      case 0x10 -> "LC_PREBOUND_DYLIB";
      case 0x11 -> "LC_ROUTINES";
      case 0x12 -> "LC_SUB_FRAMEWORK";
      case 0x13 -> "LC_SUB_UMBRELLA";
      case 0x14 -> "LC_SUB_CLIENT";
      case 0x15 -> "LC_SUB_LIBRARY";
      case 0x16 -> "LC_TWOLEVEL_HINTS";
      case 0x17 -> "LC_PREBIND_CKSUM";
      case 0x18 | REQ_DYLD -> "LC_LOAD_WEAK_DYLIB";
      case 0x19 -> "LC_SEGMENT_64";
      case 0x1A -> "LC_ROUTINES_64";
      case 0x1B -> "LC_UUID";
      case 0x1C | REQ_DYLD -> "LC_RPATH";
      case 0x1D -> "LC_CODE_SIGNATURE";
      case 0x1E -> "LC_SEGMENT_SPLIT_INFO";
      case 0x1F | REQ_DYLD -> "LC_REEXPORT_DYLIB";
      case 0x20 -> "LC_LAZY_LOAD_DYLIB";
      case 0x21 -> "LC_ENCRYPTION_INFO";
      case 0x22 -> "LC_DYLD_INFO";
      case 0x22 | REQ_DYLD -> "LC_DYLD_INFO_ONLY";
      case 0x23 | REQ_DYLD -> "LC_LOAD_UPWARD_DYLIB";
      case 0x24 -> "LC_VERSION_MIN_MACOSX";
      case 0x25 -> "LC_VERSION_MIN_IPHONEOS";
      case 0x26 -> "LC_FUNCTION_STARTS";
      case 0x27 -> "LC_DYLD_ENVIRONMENT";
      case MAIN -> "LC_MAIN";
      case 0x29 -> "LC_DATA_IN_CODE";
      case 0x2A -> "LC_SOURCE_VERSION";
      case 0x2B -> "LC_DYLIB_CODE_SIGN_DRS";
      case 0x2C -> "LC_ENCRYPTION_INFO_64";
      case 0x2D -> "LC_LINKER_OPTION";
      case 0x2E -> "LC_LINKER_OPTIMIZATION_HINT";
      case 0x2F -> "LC_VERSION_MIN_TVOS";
      case 0x30 -> "LC_VERSION_MIN_WATCHOS";
      case 0x31 -> "LC_NOTE";
      case 0x32 -> "LC_BUILD_VERSION";
      case 0x33 | REQ_DYLD -> "LC_DYLD_EXPORTS_TRIE";
      case 0x34 | REQ_DYLD -> "LC_DYLD_CHAINED_FIXUPS";
      case 0x35 | REQ_DYLD -> "LC_FILESET_ENTRY";
      case 0x36 -> "LC_ATOM_INFO";
      case 0x37 -> "LC_FUNCTION_VARIANTS";
      case 0x38 -> "LC_FUNCTION_VARIANT_FIXUPS";
      case 0x39 -> "LC_TARGET_TRIPLE";
      case 0x3A -> "LC_LAZY_LOAD_DYLIB_INFO";
      default -> "0x" + Integer.toHexString(raw);
    };
  }
}
