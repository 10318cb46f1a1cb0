package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/**
 * A fat_arch, 20 bytes, or fat_arch_64, 32 bytes (mach-o/fat.h).
 *
 * @param position where the entry itself stands, relative to the source
 * @param offset where the slice starts
 * @param size the slice's size in bytes
 * @param align the exponent of the slice's alignment
 * @param hidden whether it stands behind the entries that nfat_arch counts, where {@code lipo
 *     -hideARM64} puts the arm64 slice of a library for tools that do not know arm64
 */
public record FatArch(
    long position,
    MachArchitecture architecture,
    long offset,
    long size,
    long align,
    boolean hidden) {

  static int size(boolean wide) {
    return wide ? 32 : 20;
  }

  static FatArch read(Cursor in, boolean wide, boolean hidden) throws MalformedBinaryException {
    long position = in.offset();
    int cputype = (int) in.u32("cputype");
    if (in.isRecording()) {
      in.label(new CpuType(cputype).label());
    }
    int cpusubtype = (int) in.u32("cpusubtype");
    MachArchitecture architecture = MachArchitecture.of(cputype, cpusubtype);
    if (in.isRecording()) {
      in.label(architecture.dyldName());
    }
    long offset = in.word("offset", wide);
    long size = in.word("size", wide);
    long align = in.u32("align");
    if (in.isRecording()) {
      in.label("2^" + align);
    }
    if (wide) {
      in.u32("reserved");
    }
    return new FatArch(position, architecture, offset, size, align, hidden);
  }
}
