package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.Arch;
import org.jspecify.annotations.Nullable;

/**
 * The {@code e_machine} of an ELF file, as found. A number without a name here stays a number.
 *
 * @param raw the 16 bits of the field
 */
public record Machine(int raw) {

  public static final Machine SPARC = new Machine(2);
  public static final Machine I386 = new Machine(3);
  public static final Machine MIPS = new Machine(8);
  public static final Machine SPARC32PLUS = new Machine(18);
  public static final Machine PPC = new Machine(20);
  public static final Machine PPC64 = new Machine(21);
  public static final Machine S390 = new Machine(22);
  public static final Machine ARM = new Machine(40);
  public static final Machine SPARCV9 = new Machine(43);
  public static final Machine X86_64 = new Machine(62);
  public static final Machine CUDA = new Machine(190);
  public static final Machine AARCH64 = new Machine(183);
  public static final Machine AMDGPU = new Machine(224);
  public static final Machine RISCV = new Machine(243);
  public static final Machine BPF = new Machine(247);
  public static final Machine LOONGARCH = new Machine(258);

  /** Chosen by DEC before the registry existed; what every Alpha system writes. */
  private static final int ALPHA = 0x9026;

  private static final int TABLE_SIZE = 512;
  private static final @Nullable Entry[] TABLE = table();
  private static final Entry ALPHA_ENTRY =
      new Entry("EM_ALPHA", new Arch("alpha"), "Alpha", Use.HOSTED);

  /** What code for a machine is for. */
  enum Use {
    /** Operating systems run on it. */
    HOSTED,
    /** A microcontroller: its programs are firmware. */
    BARE,
    /** Another processor of a computer, to which a program hands code. */
    DEVICE
  }

  private record Entry(String name, Arch arch, String meaning, Use use) {}

  /** {@return its name in the specification's spelling, or its number} */
  public String label() {
    Entry entry = entry();
    return entry == null ? hex() : entry.name;
  }

  /** {@return the name that people use, or its number} */
  public String meaning() {
    Entry entry = entry();
    return entry == null ? "unknown machine " + hex() : entry.meaning;
  }

  /**
   * {@return the architecture for the usual class and byte order} Where these make a difference,
   * {@link ElfFile#platforms()} knows.
   */
  public Arch arch() {
    Entry entry = entry();
    return entry == null ? Arch.unknown(raw) : entry.arch;
  }

  Use use() {
    Entry entry = entry();
    return entry == null ? Use.HOSTED : entry.use;
  }

  /** {@return whether DT_HASH has words of 64 bits} */
  boolean wideHash() {
    return raw == ALPHA || equals(S390);
  }

  private String hex() {
    return "0x" + Integer.toHexString(raw);
  }

  private @Nullable Entry entry() {
    if (raw == ALPHA) {
      return ALPHA_ENTRY;
    }
    return raw >= 0 && raw < TABLE_SIZE ? TABLE[raw] : null;
  }

  private static void put(
      @Nullable Entry[] table, int raw, String name, String arch, String meaning, Use use) {
    table[raw] = new Entry(name, new Arch(arch), meaning, use);
  }

  /** The registry of machines (gabi, e_machine), with Go's names where Go has one. */
  private static @Nullable Entry[] table() {
    @Nullable Entry[] table = new @Nullable Entry[TABLE_SIZE];
    put(table, 0, "EM_NONE", "none", "NONE", Use.HOSTED);
    put(table, 1, "EM_M32", "m32", "M32", Use.HOSTED);
    put(table, 2, "EM_SPARC", "sparc", "SPARC", Use.HOSTED);
    put(table, 3, "EM_386", "386", "x86", Use.HOSTED);
    put(table, 4, "EM_68K", "m68k", "Motorola 68000", Use.HOSTED);
    put(table, 5, "EM_88K", "m88k", "Motorola 88000", Use.HOSTED);
    put(table, 6, "EM_IAMCU", "iamcu", "Intel MCU", Use.BARE);
    put(table, 7, "EM_860", "860", "860", Use.HOSTED);
    put(table, 8, "EM_MIPS", "mips", "MIPS", Use.HOSTED);
    put(table, 9, "EM_S370", "s370", "IBM System/370", Use.HOSTED);
    put(table, 10, "EM_MIPS_RS3_LE", "mips_rs3_le", "MIPS_RS3_LE", Use.HOSTED);
    put(table, 15, "EM_PARISC", "hppa", "HP PA-RISC", Use.HOSTED);
    put(table, 17, "EM_VPP500", "vpp500", "VPP500", Use.HOSTED);
    put(table, 18, "EM_SPARC32PLUS", "sparc", "SPARC v8+", Use.HOSTED);
    put(table, 19, "EM_960", "960", "960", Use.HOSTED);
    put(table, 20, "EM_PPC", "ppc", "PowerPC", Use.HOSTED);
    put(table, 21, "EM_PPC64", "ppc64", "PowerPC 64", Use.HOSTED);
    put(table, 22, "EM_S390", "s390", "IBM S/390", Use.HOSTED);
    put(table, 23, "EM_SPU", "spu", "Cell SPU", Use.DEVICE);
    put(table, 36, "EM_V800", "v800", "V800", Use.HOSTED);
    put(table, 37, "EM_FR20", "fr20", "FR20", Use.HOSTED);
    put(table, 38, "EM_RH32", "rh32", "RH32", Use.HOSTED);
    put(table, 39, "EM_MCORE", "mcore", "Motorola M*Core", Use.BARE);
    put(table, 40, "EM_ARM", "arm", "ARM", Use.HOSTED);
    put(table, 41, "EM_OLD_ALPHA", "alpha", "Alpha", Use.HOSTED);
    put(table, 42, "EM_SH", "sh", "SuperH", Use.HOSTED);
    put(table, 43, "EM_SPARCV9", "sparc64", "SPARC v9", Use.HOSTED);
    put(table, 44, "EM_TRICORE", "tricore", "TriCore", Use.BARE);
    put(table, 45, "EM_ARC", "arc", "ARC", Use.HOSTED);
    put(table, 46, "EM_H8_300", "h8300", "Hitachi H8/300", Use.BARE);
    put(table, 47, "EM_H8_300H", "h8_300h", "H8_300H", Use.HOSTED);
    put(table, 48, "EM_H8S", "h8s", "H8S", Use.HOSTED);
    put(table, 49, "EM_H8_500", "h8_500", "H8_500", Use.HOSTED);
    put(table, 50, "EM_IA_64", "ia64", "IA-64", Use.HOSTED);
    put(table, 51, "EM_MIPS_X", "mips_x", "MIPS_X", Use.HOSTED);
    put(table, 52, "EM_COLDFIRE", "coldfire", "ColdFire", Use.HOSTED);
    put(table, 53, "EM_68HC12", "68hc12", "68HC12", Use.BARE);
    put(table, 54, "EM_MMA", "mma", "MMA", Use.HOSTED);
    put(table, 55, "EM_PCP", "pcp", "PCP", Use.HOSTED);
    put(table, 56, "EM_NCPU", "ncpu", "NCPU", Use.HOSTED);
    put(table, 57, "EM_NDR1", "ndr1", "NDR1", Use.HOSTED);
    put(table, 58, "EM_STARCORE", "starcore", "STARCORE", Use.HOSTED);
    put(table, 59, "EM_ME16", "me16", "ME16", Use.HOSTED);
    put(table, 60, "EM_ST100", "st100", "ST100", Use.HOSTED);
    put(table, 61, "EM_TINYJ", "tinyj", "TINYJ", Use.HOSTED);
    put(table, 62, "EM_X86_64", "amd64", "x86-64", Use.HOSTED);
    put(table, 63, "EM_PDSP", "pdsp", "PDSP", Use.HOSTED);
    put(table, 64, "EM_PDP10", "pdp10", "PDP10", Use.HOSTED);
    put(table, 65, "EM_PDP11", "pdp11", "PDP11", Use.HOSTED);
    put(table, 66, "EM_FX66", "fx66", "FX66", Use.HOSTED);
    put(table, 67, "EM_ST9PLUS", "st9plus", "ST9PLUS", Use.BARE);
    put(table, 68, "EM_ST7", "st7", "ST7", Use.BARE);
    put(table, 69, "EM_68HC16", "68hc16", "68HC16", Use.BARE);
    put(table, 70, "EM_68HC11", "68hc11", "68HC11", Use.BARE);
    put(table, 71, "EM_68HC08", "68hc08", "68HC08", Use.BARE);
    put(table, 72, "EM_68HC05", "68hc05", "68HC05", Use.BARE);
    put(table, 73, "EM_SVX", "svx", "SVX", Use.HOSTED);
    put(table, 74, "EM_ST19", "st19", "ST19", Use.BARE);
    put(table, 75, "EM_VAX", "vax", "VAX", Use.HOSTED);
    put(table, 76, "EM_CRIS", "cris", "CRIS", Use.HOSTED);
    put(table, 77, "EM_JAVELIN", "javelin", "JAVELIN", Use.HOSTED);
    put(table, 78, "EM_FIREPATH", "firepath", "FIREPATH", Use.HOSTED);
    put(table, 79, "EM_ZSP", "zsp", "ZSP", Use.HOSTED);
    put(table, 80, "EM_MMIX", "mmix", "MMIX", Use.HOSTED);
    put(table, 81, "EM_HUANY", "huany", "HUANY", Use.HOSTED);
    put(table, 82, "EM_PRISM", "prism", "PRISM", Use.HOSTED);
    put(table, 83, "EM_AVR", "avr", "AVR", Use.BARE);
    put(table, 84, "EM_FR30", "fr30", "FR30", Use.BARE);
    put(table, 85, "EM_D10V", "d10v", "D10V", Use.HOSTED);
    put(table, 86, "EM_D30V", "d30v", "D30V", Use.HOSTED);
    put(table, 87, "EM_V850", "v850", "V850", Use.HOSTED);
    put(table, 88, "EM_M32R", "m32r", "M32R", Use.HOSTED);
    put(table, 89, "EM_MN10300", "mn10300", "MN10300", Use.HOSTED);
    put(table, 90, "EM_MN10200", "mn10200", "MN10200", Use.HOSTED);
    put(table, 91, "EM_PJ", "pj", "PJ", Use.HOSTED);
    put(table, 92, "EM_OPENRISC", "or1k", "OpenRISC", Use.HOSTED);
    put(table, 93, "EM_ARC_COMPACT", "arc", "ARCompact", Use.HOSTED);
    put(table, 94, "EM_XTENSA", "xtensa", "Xtensa", Use.BARE);
    put(table, 95, "EM_VIDEOCORE", "videocore", "VIDEOCORE", Use.HOSTED);
    put(table, 96, "EM_TMM_GPP", "tmm_gpp", "TMM_GPP", Use.HOSTED);
    put(table, 97, "EM_NS32K", "ns32k", "NS32K", Use.HOSTED);
    put(table, 98, "EM_TPC", "tpc", "TPC", Use.HOSTED);
    put(table, 99, "EM_SNP1K", "snp1k", "SNP1K", Use.HOSTED);
    put(table, 100, "EM_ST200", "st200", "ST200", Use.HOSTED);
    put(table, 101, "EM_IP2K", "ip2k", "IP2K", Use.HOSTED);
    put(table, 102, "EM_MAX", "max", "MAX", Use.HOSTED);
    put(table, 103, "EM_CR", "cr", "CR", Use.HOSTED);
    put(table, 104, "EM_F2MC16", "f2mc16", "F2MC16", Use.HOSTED);
    put(table, 105, "EM_MSP430", "msp430", "MSP430", Use.BARE);
    put(table, 106, "EM_BLACKFIN", "bfin", "Blackfin", Use.HOSTED);
    put(table, 107, "EM_SE_C33", "se_c33", "SE_C33", Use.HOSTED);
    put(table, 108, "EM_SEP", "sep", "SEP", Use.HOSTED);
    put(table, 109, "EM_ARCA", "arca", "ARCA", Use.HOSTED);
    put(table, 110, "EM_UNICORE", "unicore", "UNICORE", Use.HOSTED);
    put(table, 111, "EM_EXCESS", "excess", "EXCESS", Use.HOSTED);
    put(table, 112, "EM_DXP", "dxp", "DXP", Use.HOSTED);
    put(table, 113, "EM_ALTERA_NIOS2", "nios2", "Nios II", Use.HOSTED);
    put(table, 114, "EM_CRX", "crx", "CRX", Use.HOSTED);
    put(table, 115, "EM_XGATE", "xgate", "XGATE", Use.BARE);
    put(table, 116, "EM_C166", "c166", "C166", Use.BARE);
    put(table, 117, "EM_M16C", "m16c", "M16C", Use.BARE);
    put(table, 118, "EM_DSPIC30F", "dspic30f", "DSPIC30F", Use.BARE);
    put(table, 119, "EM_CE", "ce", "CE", Use.HOSTED);
    put(table, 120, "EM_M32C", "m32c", "M32C", Use.BARE);
    put(table, 131, "EM_TSK3000", "tsk3000", "TSK3000", Use.HOSTED);
    put(table, 132, "EM_RS08", "rs08", "RS08", Use.HOSTED);
    put(table, 133, "EM_SHARC", "sharc", "SHARC", Use.HOSTED);
    put(table, 134, "EM_ECOG2", "ecog2", "ECOG2", Use.HOSTED);
    put(table, 135, "EM_SCORE7", "score7", "SCORE7", Use.HOSTED);
    put(table, 136, "EM_DSP24", "dsp24", "DSP24", Use.HOSTED);
    put(table, 137, "EM_VIDEOCORE3", "videocore3", "VIDEOCORE3", Use.HOSTED);
    put(table, 138, "EM_LATTICEMICO32", "lm32", "LatticeMico32", Use.BARE);
    put(table, 139, "EM_SE_C17", "se_c17", "SE_C17", Use.HOSTED);
    put(table, 140, "EM_TI_C6000", "c6x", "TI C6000", Use.HOSTED);
    put(table, 141, "EM_TI_C2000", "c2000", "TI C2000", Use.BARE);
    put(table, 142, "EM_TI_C5500", "ti_c5500", "TI_C5500", Use.HOSTED);
    put(table, 143, "EM_TI_ARP32", "ti_arp32", "TI_ARP32", Use.HOSTED);
    put(table, 144, "EM_TI_PRU", "pru", "TI PRU", Use.BARE);
    put(table, 160, "EM_MMDSP_PLUS", "mmdsp_plus", "MMDSP_PLUS", Use.HOSTED);
    put(table, 161, "EM_CYPRESS_M8C", "cypress_m8c", "CYPRESS_M8C", Use.BARE);
    put(table, 162, "EM_R32C", "r32c", "R32C", Use.BARE);
    put(table, 163, "EM_TRIMEDIA", "trimedia", "TRIMEDIA", Use.HOSTED);
    put(table, 164, "EM_HEXAGON", "hexagon", "Hexagon", Use.HOSTED);
    put(table, 165, "EM_8051", "8051", "Intel 8051", Use.BARE);
    put(table, 166, "EM_STXP7X", "stxp7x", "STXP7X", Use.HOSTED);
    put(table, 167, "EM_NDS32", "nds32", "NDS32", Use.HOSTED);
    put(table, 168, "EM_ECOG1X", "ecog1x", "ECOG1X", Use.HOSTED);
    put(table, 169, "EM_MAXQ30", "maxq30", "MAXQ30", Use.HOSTED);
    put(table, 170, "EM_XIMO16", "ximo16", "XIMO16", Use.HOSTED);
    put(table, 171, "EM_MANIK", "manik", "MANIK", Use.HOSTED);
    put(table, 172, "EM_CRAYNV2", "craynv2", "CRAYNV2", Use.HOSTED);
    put(table, 173, "EM_RX", "rx", "Renesas RX", Use.BARE);
    put(table, 174, "EM_METAG", "metag", "Meta", Use.HOSTED);
    put(table, 175, "EM_MCST_ELBRUS", "e2k", "Elbrus", Use.HOSTED);
    put(table, 176, "EM_ECOG16", "ecog16", "ECOG16", Use.HOSTED);
    put(table, 177, "EM_CR16", "cr16", "CR16", Use.HOSTED);
    put(table, 178, "EM_ETPU", "etpu", "ETPU", Use.HOSTED);
    put(table, 179, "EM_SLE9X", "sle9x", "SLE9X", Use.HOSTED);
    put(table, 180, "EM_L10M", "l1om", "Intel L1OM", Use.HOSTED);
    put(table, 181, "EM_K10M", "k1om", "Intel K1OM", Use.HOSTED);
    put(table, 183, "EM_AARCH64", "arm64", "AArch64", Use.HOSTED);
    put(table, 185, "EM_AVR32", "avr32", "AVR32", Use.HOSTED);
    put(table, 186, "EM_STM8", "stm8", "STM8", Use.BARE);
    put(table, 187, "EM_TILE64", "tile64", "TILE64", Use.HOSTED);
    put(table, 188, "EM_TILEPRO", "tilepro", "TILEPro", Use.HOSTED);
    put(table, 189, "EM_MICROBLAZE", "microblaze", "MicroBlaze", Use.HOSTED);
    put(table, 190, "EM_CUDA", "cuda", "NVIDIA CUDA", Use.DEVICE);
    put(table, 191, "EM_TILEGX", "tilegx", "TILE-Gx", Use.HOSTED);
    put(table, 192, "EM_CLOUDSHIELD", "cloudshield", "CLOUDSHIELD", Use.HOSTED);
    put(table, 193, "EM_COREA_1ST", "corea_1st", "COREA_1ST", Use.HOSTED);
    put(table, 194, "EM_COREA_2ND", "corea_2nd", "COREA_2ND", Use.HOSTED);
    put(table, 195, "EM_ARC_COMPACT2", "arc", "ARCv2", Use.HOSTED);
    put(table, 196, "EM_OPEN8", "open8", "OPEN8", Use.HOSTED);
    put(table, 197, "EM_RL78", "rl78", "Renesas RL78", Use.BARE);
    put(table, 198, "EM_VIDEOCORE5", "videocore5", "VIDEOCORE5", Use.HOSTED);
    put(table, 199, "EM_78KOR", "78kor", "78KOR", Use.HOSTED);
    put(table, 200, "EM_56800EX", "56800ex", "56800EX", Use.HOSTED);
    put(table, 201, "EM_BA1", "ba1", "BA1", Use.HOSTED);
    put(table, 202, "EM_BA2", "ba2", "BA2", Use.HOSTED);
    put(table, 203, "EM_XCORE", "xcore", "XCore", Use.BARE);
    put(table, 204, "EM_MCHP_PIC", "pic", "Microchip PIC", Use.BARE);
    put(table, 205, "EM_INTELGT", "intelgt", "Intel GPU", Use.DEVICE);
    put(table, 210, "EM_KM32", "km32", "KM32", Use.HOSTED);
    put(table, 211, "EM_KMX32", "kmx32", "KMX32", Use.HOSTED);
    put(table, 212, "EM_EMX16", "emx16", "EMX16", Use.HOSTED);
    put(table, 213, "EM_EMX8", "emx8", "EMX8", Use.HOSTED);
    put(table, 214, "EM_KVARC", "kvarc", "KVARC", Use.HOSTED);
    put(table, 215, "EM_CDP", "cdp", "CDP", Use.HOSTED);
    put(table, 216, "EM_COGE", "coge", "COGE", Use.HOSTED);
    put(table, 217, "EM_COOL", "cool", "COOL", Use.HOSTED);
    put(table, 218, "EM_NORC", "norc", "NORC", Use.HOSTED);
    put(table, 219, "EM_CSR_KALIMBA", "csr_kalimba", "CSR_KALIMBA", Use.HOSTED);
    put(table, 220, "EM_Z80", "z80", "Z80", Use.BARE);
    put(table, 221, "EM_VISIUM", "visium", "VISIUM", Use.HOSTED);
    put(table, 222, "EM_FT32", "ft32", "FT32", Use.BARE);
    put(table, 223, "EM_MOXIE", "moxie", "Moxie", Use.HOSTED);
    put(table, 224, "EM_AMDGPU", "amdgpu", "AMD GPU", Use.DEVICE);
    put(table, 243, "EM_RISCV", "riscv64", "RISC-V", Use.HOSTED);
    put(table, 244, "EM_LANAI", "lanai", "Lanai", Use.HOSTED);
    put(table, 245, "EM_CEVA", "ceva", "CEVA", Use.HOSTED);
    put(table, 246, "EM_CEVA_X2", "ceva_x2", "CEVA_X2", Use.HOSTED);
    put(table, 247, "EM_BPF", "bpf", "eBPF", Use.DEVICE);
    put(table, 248, "EM_GRAPHCORE_IPU", "graphcore_ipu", "GRAPHCORE_IPU", Use.HOSTED);
    put(table, 250, "EM_NFP", "nfp", "Netronome NFP", Use.HOSTED);
    put(table, 251, "EM_VE", "ve", "NEC SX-Aurora VE", Use.HOSTED);
    put(table, 252, "EM_CSKY", "csky", "C-SKY", Use.HOSTED);
    put(table, 254, "EM_MCS6502", "6502", "MOS 6502", Use.BARE);
    put(table, 255, "EM_ARC_COMPACT3", "arc64", "ARCv3", Use.HOSTED);
    put(table, 257, "EM_65816", "65816", "WDC 65816", Use.BARE);
    put(table, 258, "EM_LOONGARCH", "loong64", "LoongArch", Use.HOSTED);
    return table;
  }
}
