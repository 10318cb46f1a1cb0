package dev.archcheck.toolchain.host;

import org.jspecify.annotations.Nullable;

/** The emulators of single processes, by the names of their programs on Linux. */
enum EmulatorName {
  QEMU_USER("qemu-user", "emulation of one process by QEMU"),
  ROSETTA_FOR_LINUX(
      "Rosetta for Linux", "Apple's translation of x86-64 programs in a virtual machine"),
  BOX64("box64", "translation of x86-64 programs"),
  FEX("FEX", "translation of x86 and x86-64 programs");

  private final String label;
  private final String kind;

  EmulatorName(String label, String kind) {
    this.label = label;
    this.kind = kind;
  }

  String label() {
    return label;
  }

  /** {@return for people} */
  String withKind() {
    return label + " (" + kind + ")";
  }

  /**
   * {@return the emulator that has a program of this name, or null} The kernel cuts a name in
   * {@code /proc/self/comm} after 15 letters ({@code qemu-aarch64-st}).
   */
  static @Nullable EmulatorName of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.startsWith("qemu-")) {
      return name.indexOf('.') >= 0 || isQemuTool(name) ? null : QEMU_USER;
    }
    if (name.equals("rosetta")) {
      return ROSETTA_FOR_LINUX;
    }
    if (name.startsWith("box64")) {
      return BOX64;
    }
    return name.startsWith("FEX") ? FEX : null;
  }

  /** Programs of QEMU that run machines or look after them. */
  private static boolean isQemuTool(String name) {
    return name.startsWith("qemu-system") || name.matches("qemu-(ga|img|io|nbd|kvm|guest.*|pr-.*)");
  }
}
