package dev.archcheck.inspect.macho;

/**
 * The pointer_format of a dyld_chained_starts_in_segment (mach-o/fixup-chains.h), 2 bytes: how the
 * pointers of a segment are encoded until dyld has rewritten them.
 *
 * <p>The formats whose names hold {@code ARM64E} have room for the authentication of a pointer and
 * are written for arm64e alone (1, 7, 9, 10, 12, 13, 14); measured: images for arm64e have 12. The
 * formats 2 and 6 have no such room; measured: images for arm64 and x86_64 have 6. Format 8 is that
 * of kernel collections of both arm64 and arm64e, 11 that of x86_64 kernel collections, and 3, 4
 * and 5 are those of 32-bit files.
 */
public record PointerFormat(int raw) {

  /** {@return the name in the header's spelling; an unknown one prints as a number} */
  public String label() {
    return switch (raw) {
      case 1 -> "DYLD_CHAINED_PTR_ARM64E";
      case 2 -> "DYLD_CHAINED_PTR_64";
      case 3 -> "DYLD_CHAINED_PTR_32";
      case 4 -> "DYLD_CHAINED_PTR_32_CACHE";
      case 5 -> "DYLD_CHAINED_PTR_32_FIRMWARE";
      case 6 -> "DYLD_CHAINED_PTR_64_OFFSET";
      case 7 -> "DYLD_CHAINED_PTR_ARM64E_KERNEL";
      case 8 -> "DYLD_CHAINED_PTR_64_KERNEL_CACHE";
      case 9 -> "DYLD_CHAINED_PTR_ARM64E_USERLAND";
      case 10 -> "DYLD_CHAINED_PTR_ARM64E_FIRMWARE";
      case 11 -> "DYLD_CHAINED_PTR_X86_64_KERNEL_CACHE";
      case 12 -> "DYLD_CHAINED_PTR_ARM64E_USERLAND24";
      case 13 -> "DYLD_CHAINED_PTR_ARM64E_SHARED_CACHE";
      case 14 -> "DYLD_CHAINED_PTR_ARM64E_SEGMENTED";
      default -> "format " + raw;
    };
  }

  /** {@return whether only code that authenticates pointers can have it} */
  public boolean isArm64e() {
    return switch (raw) {
      case 1, 7, 9, 10, 12, 13, 14 -> true;
      default -> false;
    };
  }

  /** {@return whether it is one of 64-bit images that do not authenticate pointers} */
  public boolean isPlain64() {
    return raw == 2 || raw == 6;
  }

  boolean isKnown() {
    return raw >= 1 && raw <= 14;
  }

  /** {@return the size of an encoded pointer in bytes} */
  int pointerSize() {
    return raw >= 3 && raw <= 5 ? 4 : 8;
  }

  /** {@return the unit, in bytes, that the distance to the next pointer is counted in} */
  int stride() {
    return switch (raw) {
      case 1, 9, 12, 13 -> 8;
      case 11 -> 1;
      default -> 4;
    };
  }

  /** {@return the distance to the next pointer of the chain, in strides; 0 ends the chain} */
  int next(long pointer) {
    return (int)
        switch (raw) {
          case 3 -> pointer >>> 26 & 0x1F;
          case 4 -> pointer >>> 30 & 0x3;
          case 5 -> pointer >>> 26 & 0x3F;
          case 1, 7, 9, 10, 12 -> pointer >>> 51 & 0x7FF;
          case 13 -> pointer >>> 52 & 0x7FF;
          default -> pointer >>> 51 & 0xFFF;
        };
  }
}
