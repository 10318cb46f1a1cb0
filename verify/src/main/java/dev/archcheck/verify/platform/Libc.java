package dev.archcheck.verify.platform;

/** The C library that a Linux program needs. */
public enum Libc {
  UNSAID(""),
  GLIBC("glibc"),
  MUSL("musl");

  private final String label;

  Libc(String label) {
    this.label = label;
  }

  /** {@return its name, the empty string for none} */
  public String label() {
    return label;
  }
}
