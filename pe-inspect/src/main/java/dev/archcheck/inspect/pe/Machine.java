package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Arch;

/**
 * A machine type (PE/COFF specification 3.3.1), 2 bytes.
 *
 * @param raw the number as found; a number without a name is kept
 */
public record Machine(int raw) {
  public static final Machine UNKNOWN = new Machine(0);
  public static final Machine I386 = new Machine(0x14C);
  public static final Machine R3000BE = new Machine(0x160);
  public static final Machine R3000 = new Machine(0x162);
  public static final Machine R4000 = new Machine(0x166);
  public static final Machine R10000 = new Machine(0x168);
  public static final Machine WCEMIPSV2 = new Machine(0x169);
  public static final Machine ALPHA = new Machine(0x184);
  public static final Machine SH3 = new Machine(0x1A2);
  public static final Machine SH3DSP = new Machine(0x1A3);
  public static final Machine SH3E = new Machine(0x1A4);
  public static final Machine SH4 = new Machine(0x1A6);
  public static final Machine SH5 = new Machine(0x1A8);
  public static final Machine ARM = new Machine(0x1C0);
  public static final Machine THUMB = new Machine(0x1C2);
  public static final Machine ARMNT = new Machine(0x1C4);
  public static final Machine AM33 = new Machine(0x1D3);
  public static final Machine POWERPC = new Machine(0x1F0);
  public static final Machine POWERPCFP = new Machine(0x1F1);
  public static final Machine POWERPCBE = new Machine(0x1F2);
  public static final Machine IA64 = new Machine(0x200);
  public static final Machine MIPS16 = new Machine(0x266);
  public static final Machine ALPHA64 = new Machine(0x284);
  public static final Machine MIPSFPU = new Machine(0x366);
  public static final Machine MIPSFPU16 = new Machine(0x466);
  public static final Machine TRICORE = new Machine(0x520);
  public static final Machine EBC = new Machine(0xEBC);
  public static final Machine CHPE_X86 = new Machine(0x3A64);
  public static final Machine RISCV32 = new Machine(0x5032);
  public static final Machine RISCV64 = new Machine(0x5064);
  public static final Machine RISCV128 = new Machine(0x5128);
  public static final Machine LOONGARCH32 = new Machine(0x6232);
  public static final Machine LOONGARCH64 = new Machine(0x6264);
  public static final Machine AMD64 = new Machine(0x8664);
  public static final Machine M32R = new Machine(0x9041);

  /** In objects and import objects only; an ARM64EC image says {@link #AMD64}. */
  public static final Machine ARM64EC = new Machine(0xA641);

  /** In objects and import objects only; an ARM64X image says {@link #ARM64}. */
  public static final Machine ARM64X = new Machine(0xA64E);

  public static final Machine ARM64 = new Machine(0xAA64);
  public static final Machine CEE = new Machine(0xC0EE);

  /** {@return the name in the specification without its prefix, or the number in hexadecimal} */
  public String label() {
    return switch (raw) {
      case 0 -> "UNKNOWN";
      case 0x14C -> "I386";
      case 0x160 -> "R3000BE";
      case 0x162 -> "R3000";
      case 0x166 -> "R4000";
      case 0x168 -> "R10000";
      case 0x169 -> "WCEMIPSV2";
      case 0x184 -> "ALPHA";
      case 0x1A2 -> "SH3";
      case 0x1A3 -> "SH3DSP";
      case 0x1A4 -> "SH3E";
      case 0x1A6 -> "SH4";
      case 0x1A8 -> "SH5";
      case 0x1C0 -> "ARM";
      case 0x1C2 -> "THUMB";
      case 0x1C4 -> "ARMNT";
      case 0x1D3 -> "AM33";
      case 0x1F0 -> "POWERPC";
      case 0x1F1 -> "POWERPCFP";
      case 0x1F2 -> "POWERPCBE";
      case 0x200 -> "IA64";
      case 0x266 -> "MIPS16";
      case 0x284 -> "ALPHA64";
      case 0x366 -> "MIPSFPU";
      case 0x466 -> "MIPSFPU16";
      case 0x520 -> "TRICORE";
      case 0xEBC -> "EBC";
      case 0x3A64 -> "CHPE_X86";
      case 0x5032 -> "RISCV32";
      case 0x5064 -> "RISCV64";
      case 0x5128 -> "RISCV128";
      case 0x6232 -> "LOONGARCH32";
      case 0x6264 -> "LOONGARCH64";
      case 0x8664 -> "AMD64";
      case 0x9041 -> "M32R";
      case 0xA641 -> "ARM64EC";
      case 0xA64E -> "ARM64X";
      case 0xAA64 -> "ARM64";
      case 0xC0EE -> "CEE";
      default -> "0x" + Integer.toHexString(raw);
    };
  }

  /** {@return the architecture whose code it names; ARM64EC code lives in x64 processes} */
  public Arch arch() {
    return switch (raw) {
      case 0 -> Arch.UNSPECIFIED;
      case 0x14C, 0x3A64 -> Arch.I386;
      case 0x160 -> Arch.MIPS;
      case 0x162, 0x166, 0x168, 0x169, 0x266, 0x366, 0x466 -> Arch.MIPSLE;
      case 0x184 -> new Arch("alpha");
      case 0x1A2, 0x1A3, 0x1A4 -> new Arch("sh3");
      case 0x1A6 -> new Arch("sh4");
      case 0x1A8 -> new Arch("sh5");
      case 0x1C0, 0x1C2, 0x1C4 -> Arch.ARM;
      case 0x1D3 -> new Arch("am33");
      case 0x1F0, 0x1F1 -> new Arch("ppcle");
      case 0x1F2 -> Arch.PPC;
      case 0x200 -> Arch.IA64;
      case 0x284 -> new Arch("alpha64");
      case 0x520 -> new Arch("tricore");
      case 0xEBC -> new Arch("ebc");
      case 0x5032 -> Arch.RISCV32;
      case 0x5064 -> Arch.RISCV64;
      case 0x5128 -> new Arch("riscv128");
      case 0x6232 -> new Arch("loong32");
      case 0x6264 -> Arch.LOONG64;
      case 0x8664, 0xA641 -> Arch.AMD64;
      case 0x9041 -> new Arch("m32r");
      case 0xA64E, 0xAA64 -> Arch.ARM64;
      case 0xC0EE -> Arch.ANY;
      default -> Arch.unknown(raw);
    };
  }

  /** {@return whether the number has a name here and means a processor} */
  public boolean isKnown() {
    return raw != 0 && !label().startsWith("0x");
  }

  @Override
  public String toString() {
    return label();
  }
}
