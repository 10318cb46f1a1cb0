package dev.archcheck.cli.render;

import dev.archcheck.inspect.Witness;
import java.util.Locale;

/** How constants and places are spelt, in text and JSON alike. */
final class Words {

  private Words() {}

  /** {@return {@code fat-macho} for {@code FAT_MACHO}} */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String place(String structure, String field) {
    return field.isEmpty() ? structure : structure + "." + field;
  }

  static String place(Witness witness) {
    return place(witness.structure(), witness.field());
  }

  static String offset(long offset) {
    return "0x" + Long.toHexString(offset);
  }

  /** {@return small numbers as people write them, all others as an address or a mask is written} */
  static String number(long raw) {
    return raw >= 0 && raw <= 9 ? Long.toString(raw) : "0x" + Long.toHexString(raw);
  }
}
