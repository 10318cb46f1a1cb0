package dev.archcheck.inspect.pe;

/** Spells out the bits of a flags field; bits without a name are kept in hexadecimal. */
final class Flags {

  private Flags() {}

  /**
   * @param names {@code names[n]} is the name of bit n, or the empty string
   */
  static String label(int raw, String... names) {
    StringBuilder text = new StringBuilder();
    int unnamed = 0;
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      if ((raw & (1 << bit)) == 0) {
        continue;
      }
      if (bit >= names.length || names[bit].isEmpty()) {
        unnamed |= 1 << bit;
      } else {
        append(text, names[bit]);
      }
    }
    if (unnamed != 0) {
      append(text, "0x" + Integer.toHexString(unnamed));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String name) {
    if (!text.isEmpty()) {
      text.append(' ');
    }
    text.append(name);
  }
}
