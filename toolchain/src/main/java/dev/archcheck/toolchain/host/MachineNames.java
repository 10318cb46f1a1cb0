package dev.archcheck.toolchain.host;

import dev.archcheck.inspect.Arch;
import org.jspecify.annotations.Nullable;

/** The names that kernels ({@code uname -m}) and Java ({@code os.arch}) give to processors. */
final class MachineNames {

  private MachineNames() {}

  /** Returns null for a name that is unknown, or that leaves the byte order open like "mips". */
  static @Nullable Arch arch(String name) {
    return switch (name) {
      case "x86_64", "amd64", "x64" -> Arch.AMD64;
      case "i386", "i486", "i586", "i686", "x86" -> Arch.I386;
      case "aarch64", "arm64" -> Arch.ARM64;
      case "arm", "armv5l", "armv5tel", "armv6l", "armv7l", "armv8l" -> Arch.ARM;
      case "loongarch64", "loong64" -> Arch.LOONG64;
      case "ppc" -> Arch.PPC;
      case "ppc64" -> Arch.PPC64;
      case "ppc64le" -> Arch.PPC64LE;
      case "riscv32" -> Arch.RISCV32;
      case "riscv64" -> Arch.RISCV64;
      case "s390" -> Arch.S390;
      case "s390x" -> Arch.S390X;
      case "sparc64", "sparcv9" -> Arch.SPARC64;
      default -> null;
    };
  }
}
