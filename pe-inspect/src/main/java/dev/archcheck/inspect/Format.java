package dev.archcheck.inspect;

/** The container format of a binary. */
public enum Format {
  PE("PE"),
  COFF("COFF object"),
  IMPORT_OBJECT("COFF import object"),
  MACHO("Mach-O"),
  FAT_MACHO("universal Mach-O"),
  ELF("ELF"),
  AR("ar archive"),
  XCOFF("XCOFF"),
  WASM("WebAssembly"),
  PLAN9("Plan 9 a.out"),
  UNKNOWN("not a known binary");

  private final String label;

  Format(String label) {
    this.label = label;
  }

  /** {@return the name that people use} */
  public String label() {
    return label;
  }
}
