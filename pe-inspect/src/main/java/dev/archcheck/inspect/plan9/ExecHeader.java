package dev.archcheck.inspect.plan9;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/**
 * Exec (a.out(6)), 32 bytes, with the full entry point of 64-bit machines behind it 40 bytes;
 * big-endian on every machine.
 */
public record ExecHeader(
    int magic,
    long text,
    long data,
    long bss,
    long symbols,
    long entry,
    long stackTable,
    long lineTable) {

  static final int SIZE = 32;
  private static final int WIDE_SIZE = 40;

  /** Set in the magic of machines whose header is longer. */
  private static final int HDR_MAGIC = 0x8000;

  static final int A_MAGIC = 0x107;
  static final int I_MAGIC = 0x1EB;
  static final int K_MAGIC = 0x2AB;
  static final int V_MAGIC = 0x407;
  static final int M_MAGIC = 0x517;
  static final int E_MAGIC = 0x647;
  static final int Q_MAGIC = 0x6EB;
  static final int N_MAGIC = 0x797;
  static final int L_MAGIC = 0x84B;
  static final int P_MAGIC = 0x907;
  static final int U_MAGIC = 0x9CB;
  static final int S_MAGIC = 0x8A97;
  static final int T_MAGIC = 0x8B6B;
  static final int R_MAGIC = 0x8C47;

  private static final Arch ALPHA = new Arch("alpha");

  static int size(int magic) {
    return (magic & HDR_MAGIC) != 0 ? WIDE_SIZE : SIZE;
  }

  static ExecHeader read(Cursor in) throws MalformedBinaryException {
    int magic = (int) in.u32("magic");
    in.label(arch(magic).name());
    ExecHeader header =
        new ExecHeader(
            magic,
            in.u32("text"),
            in.u32("data"),
            in.u32("bss"),
            in.u32("syms"),
            in.u32("entry"),
            in.u32("spsz"),
            in.u32("pcsz"));
    return header.wide() ? header.withEntry(in.u64("hdr[0]")) : header;
  }

  private ExecHeader withEntry(long full) {
    return new ExecHeader(magic, text, data, bss, symbols, full, stackTable, lineTable);
  }

  boolean wide() {
    return (magic & HDR_MAGIC) != 0;
  }

  /** {@return how long the file has to be} */
  long fileSize() {
    return size(magic) + text + data + symbols + stackTable + lineTable;
  }

  /** {@return the architecture of a magic number, or {@link Arch#UNSPECIFIED} for no such magic} */
  static Arch arch(int magic) {
    return switch (magic) {
      case A_MAGIC -> Arch.M68K;
      case I_MAGIC -> Arch.I386;
      case K_MAGIC -> Arch.SPARC;
      case V_MAGIC, M_MAGIC -> Arch.MIPS;
      case N_MAGIC, P_MAGIC -> Arch.MIPSLE;
      case E_MAGIC -> Arch.ARM;
      case Q_MAGIC -> Arch.PPC;
      case L_MAGIC -> ALPHA;
      case U_MAGIC -> Arch.SPARC64;
      case S_MAGIC -> Arch.AMD64;
      case T_MAGIC -> Arch.PPC64;
      case R_MAGIC -> Arch.ARM64;
      default -> Arch.UNSPECIFIED;
    };
  }
}
