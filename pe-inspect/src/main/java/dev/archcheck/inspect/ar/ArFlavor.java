package dev.archcheck.inspect.ar;

/** The dialects of the format that their first eight bytes tell apart. */
enum ArFlavor {
  /** {@code !<arch>}: System V and GNU, BSD, and COFF libraries. */
  COMMON("!<arch>\n"),
  /** {@code !<thin>}: names of files that are somewhere else. */
  THIN("!<thin>\n"),
  /** {@code <bigaf>}: AIX. */
  AIX_BIG("<bigaf>\n");

  private final String magic;

  ArFlavor(String magic) {
    this.magic = magic;
  }

  String magic() {
    return magic;
  }

  /** {@return the dialect, or COMMON for any other first bytes} */
  static ArFlavor of(String magic) {
    for (ArFlavor flavor : values()) {
      if (flavor.magic.equals(magic)) {
        return flavor;
      }
    }
    return COMMON;
  }
}
