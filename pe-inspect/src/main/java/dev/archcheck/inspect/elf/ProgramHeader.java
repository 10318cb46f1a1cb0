package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/**
 * Elf32_Phdr, 32 bytes, or Elf64_Phdr, 56 bytes (gabi, program header).
 *
 * @param at where it starts, relative to the source
 */
public record ProgramHeader(
    long at,
    int type,
    int flags,
    long offset,
    long virtualAddress,
    long fileSize,
    long memorySize,
    long alignment) {

  static final int SIZE_32 = 32;
  static final int SIZE_64 = 56;

  static int size(boolean wide) {
    return wide ? SIZE_64 : SIZE_32;
  }

  static String structureName(boolean wide) {
    return wide ? "Elf64_Phdr" : "Elf32_Phdr";
  }

  static ProgramHeader read(Cursor in, boolean wide) throws MalformedBinaryException {
    long at = in.offset();
    int type = (int) in.u32("p_type");
    if (in.isRecording()) {
      in.label(ElfFormat.segmentName(type));
    }
    return wide ? readWide(in, at, type) : readNarrow(in, at, type);
  }

  private static ProgramHeader readWide(Cursor in, long at, int type)
      throws MalformedBinaryException {
    int flags = flags(in);
    long offset = in.u64("p_offset");
    long address = in.u64("p_vaddr");
    var _ = in.u64("p_paddr");
    return new ProgramHeader(
        at, type, flags, offset, address, in.u64("p_filesz"), in.u64("p_memsz"), in.u64("p_align"));
  }

  private static ProgramHeader readNarrow(Cursor in, long at, int type)
      throws MalformedBinaryException {
    long offset = in.u32("p_offset");
    long address = in.u32("p_vaddr");
    var _ = in.u32("p_paddr");
    long fileSize = in.u32("p_filesz");
    long memorySize = in.u32("p_memsz");
    int flags = flags(in);
    return new ProgramHeader(
        at, type, flags, offset, address, fileSize, memorySize, in.u32("p_align"));
  }

  private static int flags(Cursor in) throws MalformedBinaryException {
    int flags = (int) in.u32("p_flags");
    if (in.isRecording()) {
      in.label(
          ((flags & ElfFormat.PF_R) != 0 ? "R" : "")
              + ((flags & ElfFormat.PF_W) != 0 ? "W" : "")
              + ((flags & ElfFormat.PF_X) != 0 ? "X" : ""));
    }
    return flags;
  }

  /** {@return whether its bytes in the file are wholly inside a file of that size} */
  boolean fits(long size) {
    return offset >= 0 && fileSize >= 0 && offset <= size - fileSize;
  }

  boolean executable() {
    return (flags & ElfFormat.PF_X) != 0;
  }
}
