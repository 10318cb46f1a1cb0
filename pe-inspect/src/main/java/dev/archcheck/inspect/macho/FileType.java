package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Kind;

/** The filetype of a mach_header (mach-o/loader.h), 4 bytes. */
public record FileType(int raw) {
  public static final FileType OBJECT = new FileType(1);
  public static final FileType EXECUTE = new FileType(2);
  public static final FileType FVMLIB = new FileType(3);
  public static final FileType CORE = new FileType(4);
  public static final FileType PRELOAD = new FileType(5);
  public static final FileType DYLIB = new FileType(6);
  public static final FileType DYLINKER = new FileType(7);
  public static final FileType BUNDLE = new FileType(8);
  public static final FileType DYLIB_STUB = new FileType(9);
  public static final FileType DSYM = new FileType(10);
  public static final FileType KEXT_BUNDLE = new FileType(11);
  public static final FileType FILESET = new FileType(12);
  public static final FileType GPU_EXECUTE = new FileType(13);
  public static final FileType GPU_DYLIB = new FileType(14);

  /** {@return the name in the header's spelling; an unknown one prints as hex} */
  public String label() {
    return switch (raw) {
      case 1 -> "MH_OBJECT";
      case 2 -> "MH_EXECUTE";
      case 3 -> "MH_FVMLIB";
      case 4 -> "MH_CORE";
      case 5 -> "MH_PRELOAD";
      case 6 -> "MH_DYLIB";
      case 7 -> "MH_DYLINKER";
      case 8 -> "MH_BUNDLE";
      case 9 -> "MH_DYLIB_STUB";
      case 10 -> "MH_DSYM";
      case 11 -> "MH_KEXT_BUNDLE";
      case 12 -> "MH_FILESET";
      case 13 -> "MH_GPU_EXECUTE";
      case 14 -> "MH_GPU_DYLIB";
      default -> "0x" + Integer.toHexString(raw);
    };
  }

  /** {@return what such a file is for} */
  public Kind kind() {
    return switch (raw) {
      case 1 -> Kind.OBJECT;
      case 2 -> Kind.EXECUTABLE;
      case 3, 6, 7 -> Kind.SHARED_LIBRARY;
      case 4 -> Kind.CORE_DUMP;
      case 5 -> Kind.FIRMWARE;
      case 8 -> Kind.PLUGIN;
      case 9 -> Kind.DATA;
      case 10 -> Kind.DEBUG_SYMBOLS;
      case 11, 12 -> Kind.KERNEL_MODULE;
      case 13, 14 -> Kind.DEVICE_CODE;
      default -> Kind.UNKNOWN;
    };
  }

  /** {@return whether the bytes of its segments are in another file} */
  boolean isCompanion() {
    return equals(DYLIB_STUB) || equals(DSYM);
  }
}
