package dev.archcheck.inspect.pe;

/**
 * IMAGE_DYNAMIC_RELOCATION32 or 64 (winnt.h), 8 or 12 bytes in version 1: one entry of the dynamic
 * value relocation table.
 *
 * @param symbol what kind of relocations follow
 * @param offset where the entry is, relative to the image's source
 * @param payload where its relocations start
 * @param payloadSize how many bytes of relocations there are
 */
public record DynamicRelocation(long symbol, long offset, long payload, long payloadSize) {

  /** IMAGE_DYNAMIC_RELOCATION_ARM64X. */
  public static final long ARM64X = 6;

  static String name(boolean wide) {
    return wide ? "IMAGE_DYNAMIC_RELOCATION64" : "IMAGE_DYNAMIC_RELOCATION32";
  }

  /** {@return the name of the symbol, or its number in hexadecimal} */
  public String label() {
    return label(symbol);
  }

  static String label(long symbol) {
    if (symbol < 1 || symbol > 8) {
      return "0x" + Long.toHexString(symbol);
    }
    return switch ((int) symbol) {
      case 1 -> "GUARD_RF_PROLOGUE";
      case 2 -> "GUARD_RF_EPILOGUE";
      case 3 -> "GUARD_IMPORT_CONTROL_TRANSFER";
      case 4 -> "GUARD_INDIR_CONTROL_TRANSFER";
      case 5 -> "GUARD_SWITCHTABLE_BRANCH";
      case 6 -> "ARM64X";
      case 7 -> "FUNCTION_OVERRIDE";
      default -> "ARM64_KERNEL_IMPORT_CALL_TRANSFER";
    };
  }
}
