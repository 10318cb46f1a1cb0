package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/** The base relocations of an image (PE/COFF specification 6.6). */
final class BaseRelocations {

  static final String BLOCK = "IMAGE_BASE_RELOCATION";
  static final int BLOCK_SIZE = 8;

  /** A block covers a page; more entries than it has bytes make no sense. */
  private static final int MAX_BLOCK = 64 << 10;

  private BaseRelocations() {}

  static void describe(ImageHeaders image, Consumer<Structure> out) throws IOException {
    DataDirectory directory = image.directory(DataDirectory.BASERELOC);
    Address address = image.address(DataDirectory.BASERELOC);
    long at = image.locate(BLOCK, address, directory.size());
    long end = at + directory.size();
    while (end - at >= BLOCK_SIZE) {
      Cursor in = PeDescription.recording(image, BLOCK, at, BLOCK_SIZE);
      long page = in.u32("VirtualAddress");
      in.u32("SizeOfBlock");
      out.accept(in.structure());
      long size = blockSize(image, image.source().read(at, BLOCK_SIZE), at, end);
      describeEntries(image, at + BLOCK_SIZE, (int) size - BLOCK_SIZE, page, out);
      at += size;
    }
  }

  /** {@return the size of a block that fits between its start and the end of the directory} */
  static long blockSize(ImageHeaders image, ByteBuffer head, long at, long end)
      throws MalformedBinaryException {
    long size = head.getInt(4) & 0xFFFF_FFFFL;
    if (size < BLOCK_SIZE || size > end - at || size > MAX_BLOCK) {
      throw MalformedBinaryException.at(
          image.source(),
          BLOCK,
          "SizeOfBlock",
          at + 4,
          size < BLOCK_SIZE ? Reason.INVALID : Reason.OUT_OF_RANGE,
          "0x" + Long.toHexString(size) + " does not fit");
    }
    return size;
  }

  private static void describeEntries(
      ImageHeaders image, long offset, int length, long page, Consumer<Structure> out)
      throws IOException {
    ByteBuffer entries = image.source().read(offset, length);
    int machine = image.file().machine().raw();
    for (int i = 0; i + 2 <= length; i += 2) {
      int entry = entries.getShort(i) & 0xFFFF;
      long at = image.source().origin() + offset + i;
      out.accept(
          new Structure(
              "BaseRelocation",
              at,
              2,
              List.of(
                  Field.number("Type", at, 2, entry >> 12, label(entry >> 12, machine)),
                  Field.number("RVA", at, 0, page + (entry & 0xFFF)))));
    }
  }

  private static String label(int type, int machine) {
    return switch (type) {
      case 0 -> "ABSOLUTE";
      case 1 -> "HIGH";
      case 2 -> "LOW";
      case 3 -> "HIGHLOW";
      case 4 -> "HIGHADJ";
      case 5 -> isRiscv(machine) ? "RISCV_HIGH20" : isArm(machine) ? "ARM_MOV32" : "MIPS_JMPADDR";
      case 7 -> isRiscv(machine) ? "RISCV_LOW12I" : "THUMB_MOV32";
      case 8 -> isRiscv(machine) ? "RISCV_LOW12S" : machine == 0x6264 ? "LOONGARCH64_MARK_LA" : "8";
      case 9 -> machine == 0x200 ? "IA64_IMM64" : "MIPS_JMPADDR16";
      case 10 -> "DIR64";
      default -> Integer.toString(type);
    };
  }

  private static boolean isRiscv(int machine) {
    return machine == 0x5032 || machine == 0x5064 || machine == 0x5128;
  }

  private static boolean isArm(int machine) {
    return machine == 0x1C0 || machine == 0x1C2 || machine == 0x1C4;
  }
}
