package dev.archcheck.inspect;

/** What a binary is for. */
public enum Kind {
  EXECUTABLE("executable", true),
  SHARED_LIBRARY("shared library", true),
  /** A Mach-O MH_BUNDLE. */
  PLUGIN("plug-in", true),
  OBJECT("object file", true),
  STATIC_LIBRARY("static library", true),
  IMPORT_LIBRARY("import library", true),
  KERNEL_MODULE("kernel module", true),
  /** Code that the processor's own loader never starts: UEFI applications, boot stubs. */
  FIRMWARE("firmware", false),
  /** Code for another processor that a program hands to a driver: eBPF, CUDA, AMD GPU. */
  DEVICE_CODE("device code", false),
  /** A snapshot that a language runtime loads as data, such as Dart AOT. */
  SNAPSHOT("runtime snapshot", false),
  /** A PE image without code: loadable as data on every architecture. */
  RESOURCES("resources only", false),
  /** .NET intermediate language. */
  ASSEMBLY(".NET assembly", true),
  /** Debug information without code: dSYM, .debug. */
  DEBUG_SYMBOLS("debug symbols", false),
  CORE_DUMP("core dump", false),
  DATA("data", false),
  UNKNOWN("unknown kind", false);

  private final String label;
  private final boolean hostCode;

  Kind(String label, boolean hostCode) {
    this.label = label;
    this.hostCode = hostCode;
  }

  /** {@return the name that people use} */
  public String label() {
    return label;
  }

  /** {@return whether the processor that the file names in its header is to run it} */
  public boolean hostCode() {
    return hostCode;
  }
}
