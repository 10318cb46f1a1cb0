package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Arch;

/** A cpu_type_t (mach/machine.h), 4 bytes. */
public record CpuType(int raw) {
  public static final CpuType VAX = new CpuType(1);
  public static final CpuType MC680X0 = new CpuType(6);
  public static final CpuType X86 = new CpuType(7);
  public static final CpuType X86_64 = new CpuType(0x0100_0007);
  public static final CpuType MIPS = new CpuType(8);
  public static final CpuType MC98000 = new CpuType(10);
  public static final CpuType HPPA = new CpuType(11);
  public static final CpuType ARM = new CpuType(12);
  public static final CpuType ARM64 = new CpuType(0x0100_000C);
  public static final CpuType ARM64_32 = new CpuType(0x0200_000C);
  public static final CpuType MC88000 = new CpuType(13);
  public static final CpuType SPARC = new CpuType(14);
  public static final CpuType I860 = new CpuType(15);
  public static final CpuType POWERPC = new CpuType(18);
  public static final CpuType POWERPC64 = new CpuType(0x0100_0012);
  public static final CpuType RISCV = new CpuType(24);

  /** {@return the name without its CPU_TYPE_ prefix; an unknown one prints as hex} */
  public String label() {
    return switch (raw) {
      case 1 -> "VAX";
      case 6 -> "MC680x0";
      case 7 -> "X86";
      case 0x0100_0007 -> "X86_64";
      case 8 -> "MIPS";
      case 10 -> "MC98000";
      case 11 -> "HPPA";
      case 12 -> "ARM";
      case 0x0100_000C -> "ARM64";
      case 0x0200_000C -> "ARM64_32";
      case 13 -> "MC88000";
      case 14 -> "SPARC";
      case 15 -> "I860";
      case 18 -> "POWERPC";
      case 0x0100_0012 -> "POWERPC64";
      case 24 -> "RISCV";
      default -> "0x" + Integer.toHexString(raw);
    };
  }

  /** {@return the architecture by the name that Go gives it} */
  public Arch arch() {
    return switch (raw) {
      case 6 -> Arch.M68K;
      case 7 -> Arch.I386;
      case 0x0100_0007 -> Arch.AMD64;
      case 8 -> Arch.MIPS;
      case 12 -> Arch.ARM;
      case 0x0100_000C -> Arch.ARM64;
      case 0x0200_000C -> Arch.ARM64_32;
      case 14 -> Arch.SPARC;
      case 18 -> Arch.PPC;
      case 0x0100_0012 -> Arch.PPC64;
      case 24 -> Arch.RISCV32;
      default -> Arch.unknown(Integer.toUnsignedLong(raw));
    };
  }
}
