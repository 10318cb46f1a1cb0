package dev.archcheck.inspect.go;

import org.jspecify.annotations.Nullable;

/**
 * A layout of the function table. The magic number is its first field, 4 bytes in the byte order of
 * the architecture (Go, internal/abi/symtab.go and debug/gosym/pclntab.go).
 */
public enum PclntabVersion {
  /** Go 1.2 to 1.15: names and files stand anywhere in the table. */
  GO_1_2(0xFFFF_FFFB, "go1.2", "go1.15"),
  /** Go 1.16 and 1.17: a table of each kind behind the other. */
  GO_1_16(0xFFFF_FFFA, "go1.16", "go1.17"),
  /** Go 1.18 and 1.19: entries are 32-bit offsets from the start of the code. */
  GO_1_18(0xFFFF_FFF0, "go1.18", "go1.19"),
  /** Since Go 1.20: functions know the line that they start at. */
  GO_1_20(0xFFFF_FFF1, "go1.20", "");

  private final int magic;
  private final String first;
  private final String last;

  PclntabVersion(int magic, String first, String last) {
    this.magic = magic;
    this.first = first;
    this.last = last;
  }

  /** {@return the magic number} */
  public int magic() {
    return magic;
  }

  /** {@return the first version of Go that wrote it} */
  public String first() {
    return first;
  }

  /** {@return the last version of Go that wrote it, or the empty string} */
  public String last() {
    return last;
  }

  static @Nullable PclntabVersion of(int magic) {
    return switch (magic) {
      case 0xFFFF_FFFB -> GO_1_2;
      case 0xFFFF_FFFA -> GO_1_16;
      case 0xFFFF_FFF0 -> GO_1_18;
      case 0xFFFF_FFF1 -> GO_1_20;
      default -> null;
    };
  }

  /** {@return whether the entries of functions are 32-bit offsets and no addresses} */
  boolean hasOffsets() {
    return this == GO_1_18 || this == GO_1_20;
  }
}
