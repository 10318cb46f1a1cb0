package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;

/**
 * The pair of CPU type and subtype by which dyld, the kernel and lipo tell slices apart. The names
 * are those of dyld's {@code mach_o::Architecture} and, where it has none, lipo's.
 */
public record MachArchitecture(CpuType type, CpuSubtype subtype) {

  private static final int ARM64E = 2;
  private static final int ARM64E_X1 = 12;

  /** The pair as a header holds it. */
  public static MachArchitecture of(int cputype, int cpusubtype) {
    return new MachArchitecture(new CpuType(cputype), new CpuSubtype(cpusubtype));
  }

  /**
   * {@return the name that dyld and lipo give it, for example {@code arm64e.old}; an unknown one
   * reads {@code cputype 0x… subtype 0x…}}
   */
  public String dyldName() {
    String name =
        switch (type.raw()) {
          case 0x0100_000C -> arm64Name();
          case 0x0200_000C -> subtype.type() <= 1 ? "arm64_32" : "";
          case 0x0100_0007 -> x8664Name();
          case 7 -> i386Name();
          case 12 -> armName();
          case 18 -> ppcName();
          case 0x0100_0012 ->
              subtype.type() == 0 ? "ppc64" : subtype.type() == 100 ? "ppc970-64" : "";
          case 6 -> "m68k";
          case 11 -> "hppa";
          case 13 -> "m88k";
          case 14 -> "sparc";
          case 15 -> "i860";
          case 24 -> subtype.type() == 0 ? "riscv32" : "";
          default -> "";
        };
    return name.isEmpty() ? unknownName() : name;
  }

  /** {@return whether code of it signs its pointers, whatever the version of that ABI} */
  public boolean isArm64e() {
    return type.equals(CpuType.ARM64) && (subtype.type() == ARM64E || subtype.type() == ARM64E_X1);
  }

  /** {@return the architecture by the name that Go gives it} */
  public Arch arch() {
    return type.arch();
  }

  /**
   * {@return the variant where the architecture alone does not settle it, else the empty string}
   */
  public String abi() {
    String name = dyldName();
    return isPlain(name) ? "" : name;
  }

  /** {@return the platform of code of it on a system} */
  public Platform on(Os os) {
    return new Platform(os, arch(), abi());
  }

  /** {@return whether dyld would call both the same: outside arm64 it ignores the capabilities} */
  public boolean matches(MachArchitecture other) {
    return type.equals(other.type)
        && (type.equals(CpuType.ARM64)
            ? subtype.equals(other.subtype)
            : subtype.type() == other.subtype.type());
  }

  private static boolean isPlain(String name) {
    return switch (name) {
      case "arm64",
          "arm64_32",
          "x86_64",
          "i386",
          "arm",
          "ppc",
          "ppc64",
          "m68k",
          "sparc",
          "riscv32" ->
          true;
      default -> false;
    };
  }

  private String arm64Name() {
    return switch (subtype.type()) {
      case 0 -> subtype.raw() == 0 ? "arm64" : "";
      case 1 -> subtype.raw() == 1 ? "arm64v8" : "";
      case ARM64E -> signedName("arm64e");
      case 3 -> subtype.raw() == 3 ? "arm64.x1" : "";
      case ARM64E_X1 -> signedName("arm64e.x1");
      default -> "";
    };
  }

  private String signedName(String base) {
    int capabilities = subtype.capabilities();
    if (capabilities == 0) {
      return base + ".old";
    }
    if ((capabilities & CpuSubtype.VERSIONED_ABI) == 0) {
      return "";
    }
    String kernel = (capabilities & CpuSubtype.KERNEL_ABI) == 0 ? base : base + ".kernel";
    int version = subtype.abiVersion();
    return version == 0 ? kernel : kernel + ".v" + version;
  }

  private String x8664Name() {
    return switch (subtype.type()) {
      case 3 -> "x86_64";
      case 8 -> "x86_64h";
      default -> "";
    };
  }

  /** Intel subtypes hold a family in their low 4 bits and a model above (CPU_SUBTYPE_INTEL). */
  private String i386Name() {
    return switch (subtype.type()) {
      case 0x03 -> "i386";
      case 0x04 -> "i486";
      case 0x84 -> "i486SX";
      case 0x05 -> "i586";
      case 0x16 -> "i686";
      case 0x36 -> "pentIIm3";
      case 0x56 -> "pentIIm5";
      case 0x0A -> "pentium4";
      default -> "";
    };
  }

  private String armName() {
    return switch (subtype.type()) {
      case 0 -> "arm";
      case 5 -> "armv4t";
      case 6 -> "armv6";
      case 7 -> "armv5";
      case 8 -> "xscale";
      case 9 -> "armv7";
      case 10 -> "armv7f";
      case 11 -> "armv7s";
      case 12 -> "armv7k";
      case 13 -> "armv8";
      case 14 -> "armv6m";
      case 15 -> "armv7m";
      case 16 -> "armv7em";
      case 17 -> "armv8m.main";
      case 18 -> "armv8m.base";
      case 19 -> "armv8.1m.main";
      default -> "";
    };
  }

  private String ppcName() {
    return switch (subtype.type()) {
      case 0 -> "ppc";
      case 1 -> "ppc601";
      case 2 -> "ppc602";
      case 3 -> "ppc603";
      case 4 -> "ppc603e";
      case 5 -> "ppc603ev";
      case 6 -> "ppc604";
      case 7 -> "ppc604e";
      case 8 -> "ppc620";
      case 9 -> "ppc750";
      case 10 -> "ppc7400";
      case 11 -> "ppc7450";
      case 100 -> "ppc970";
      default -> "";
    };
  }

  private String unknownName() {
    return "cputype 0x"
        + Integer.toHexString(type.raw())
        + " subtype 0x"
        + Integer.toHexString(subtype.raw());
  }

  /** {@return the name that dyld and lipo give it} */
  @Override
  public String toString() {
    return dyldName();
  }
}
