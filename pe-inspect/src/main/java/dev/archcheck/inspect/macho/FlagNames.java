package dev.archcheck.inspect.macho;

/** The names of single bits, from bit 0 upwards; {@code -} stands for a bit without a name. */
final class FlagNames {

  private final String[] names;

  FlagNames(String spaced) {
    this.names = spaced.split(" ", -1);
  }

  /** {@return the names of the bits that are set, with spaces between} */
  String of(long flags) {
    StringBuilder out = new StringBuilder();
    for (int bit = 0; bit < names.length; bit++) {
      if ((flags >>> bit & 1) != 0 && !names[bit].equals("-")) {
        out.append(out.isEmpty() ? "" : " ").append(names[bit]);
      }
    }
    return out.toString();
  }
}
