package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.Arch;

/** Which architecture and ABI a header's machine, class, byte order and flags amount to. */
final class ArchRule {

  private static final Arch ARM64_BE = new Arch("arm64be");
  private static final Arch ARM_BE = new Arch("armbe");
  private static final Arch LOONG32 = new Arch("loong32");

  private static final long EF_ARM_EABIMASK = 0xFF00_0000L;
  private static final long EF_ARM_EABI_VER5 = 0x0500_0000L;
  private static final long EF_ARM_ABI_FLOAT_SOFT = 0x200;
  private static final long EF_ARM_ABI_FLOAT_HARD = 0x400;
  private static final long EF_ARM_BE8 = 0x0080_0000L;

  private static final long EF_MIPS_ABI2 = 0x20;
  private static final long EF_MIPS_ABI = 0xF000;
  private static final long EF_MIPS_ABI_O64 = 0x2000;
  private static final long EF_MIPS_ABI_EABI32 = 0x3000;
  private static final long EF_MIPS_ABI_EABI64 = 0x4000;
  private static final long EF_MIPS_ARCH = 0xF000_0000L;
  private static final long EF_MIPS_ARCH_32R6 = 0x9000_0000L;
  private static final long EF_MIPS_ARCH_64R6 = 0xA000_0000L;

  private static final long EF_PPC64_ABI = 3;

  private static final long EF_RISCV_FLOAT_ABI = 6;
  private static final long EF_RISCV_FLOAT_ABI_DOUBLE = 4;
  private static final long EF_RISCV_RVE = 8;

  private static final long EF_LOONGARCH_ABI_MODIFIER_MASK = 7;

  private ArchRule() {}

  static Arch arch(ElfHeader header) {
    boolean big = header.bigEndian();
    boolean wide = header.wide();
    return switch (header.machine().raw()) {
      case 8, 10 -> mips(header);
      case 21 -> big ? Arch.PPC64 : Arch.PPC64LE;
      case 22 -> wide ? Arch.S390X : Arch.S390;
      case 40 -> big ? ARM_BE : Arch.ARM;
      case 183 -> big ? ARM64_BE : Arch.ARM64;
      case 243 -> wide ? Arch.RISCV64 : Arch.RISCV32;
      case 258 -> wide ? Arch.LOONG64 : LOONG32;
      default -> header.machine().arch();
    };
  }

  private static Arch mips(ElfHeader header) {
    boolean sixtyFour = header.wide() || (header.flags() & EF_MIPS_ABI2) != 0;
    if (header.bigEndian()) {
      return sixtyFour ? Arch.MIPS64 : Arch.MIPS;
    }
    return sixtyFour ? Arch.MIPS64LE : Arch.MIPSLE;
  }

  /** {@return the ABI, or the empty string for the usual one of the architecture} */
  static String abi(ElfHeader header) {
    long flags = header.flags();
    return switch (header.machine().raw()) {
      case 8, 10 -> mipsAbi(header.wide(), flags);
      case 21 -> ppc64Abi(header.bigEndian(), flags);
      case 40 -> armAbi(header.bigEndian(), flags);
      case 62 -> header.wide() ? "" : "x32";
      case 183 -> header.wide() ? "" : "ilp32";
      case 243 -> riscvAbi(header.wide(), flags);
      case 258 -> loongAbi(header.wide(), flags);
      default -> "";
    };
  }

  private static String mipsAbi(boolean wide, long flags) {
    if (!wide && (flags & EF_MIPS_ABI2) != 0) {
      return "n32";
    }
    long abi = flags & EF_MIPS_ABI;
    if (abi == EF_MIPS_ABI_O64) {
      return "o64";
    }
    if (abi == EF_MIPS_ABI_EABI32 || abi == EF_MIPS_ABI_EABI64) {
      return "eabi";
    }
    // Release 6 took instructions away: neither side runs the other's code.
    long release = flags & EF_MIPS_ARCH;
    return release == EF_MIPS_ARCH_32R6 || release == EF_MIPS_ARCH_64R6 ? "r6" : "";
  }

  private static String ppc64Abi(boolean big, long flags) {
    long version = flags & EF_PPC64_ABI;
    if (big) {
      return version == 2 ? "elfv2" : "";
    }
    return version == 1 ? "elfv1" : "";
  }

  private static String armAbi(boolean big, long flags) {
    if ((flags & EF_ARM_EABIMASK) != EF_ARM_EABI_VER5) {
      return "";
    }
    if (big && (flags & EF_ARM_BE8) != 0) {
      return "be8";
    }
    if ((flags & EF_ARM_ABI_FLOAT_HARD) != 0) {
      return "armhf";
    }
    return (flags & EF_ARM_ABI_FLOAT_SOFT) != 0 ? "armel" : "";
  }

  private static String riscvAbi(boolean wide, long flags) {
    String base = wide ? "lp64" : "ilp32";
    if ((flags & EF_RISCV_RVE) != 0) {
      return base + "e";
    }
    long floats = flags & EF_RISCV_FLOAT_ABI;
    if (floats == EF_RISCV_FLOAT_ABI_DOUBLE) {
      return "";
    }
    return floats == 0 ? base : base + (floats == 2 ? "f" : "q");
  }

  private static String loongAbi(boolean wide, long flags) {
    String base = wide ? "lp64" : "ilp32";
    return switch ((int) (flags & EF_LOONGARCH_ABI_MODIFIER_MASK)) {
      case 1 -> base + "s";
      case 2 -> base + "f";
      default -> "";
    };
  }
}
