package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Pointers;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The pointers of a position-independent file whose targets are the addends of its relocations, and
 * not in its data (gabi, relocation: Elf32_Rela 12 bytes, Elf64_Rela 24).
 */
final class RelativeRelocations {

  /** Some of the largest programs have half as many. */
  private static final int MAX_ROWS = 1 << 20;

  private static final int BLOCK_ROWS = 2048;

  private RelativeRelocations() {}

  /** {@return what the dynamic section's relocations say, as far as they are in the file} */
  static Pointers read(Layout layout) throws IOException {
    DynamicTable dynamic = layout.dynamic();
    int type = RelocationTypes.relativeType(layout.header().machine());
    if (dynamic == null || type < 0 || !dynamic.has(ElfFormat.DT_RELA)) {
      return Pointers.STORED;
    }
    ByteSource source = layout.source();
    long offset = layout.offsetOf(dynamic.get(ElfFormat.DT_RELA));
    int word = layout.pointerSize();
    long size = dynamic.get(ElfFormat.DT_RELASZ);
    if (offset < 0 || size <= 0) {
      return Pointers.STORED;
    }
    int rows = (int) Math.min(MAX_ROWS, Math.min(size, source.size() - offset) / (3L * word));
    Pointers.Relocated pointers = new Pointers.Relocated(rows);
    for (int row = 0; row < rows; row += BLOCK_ROWS) {
      int count = Math.min(BLOCK_ROWS, rows - row);
      ByteBuffer block =
          source.read(offset + (long) row * 3 * word, count * 3 * word).order(layout.byteOrder());
      for (int i = 0; i < count; i++) {
        add(block, i * 3 * word, word, type, pointers);
      }
    }
    return pointers;
  }

  private static void add(
      ByteBuffer block, int at, int word, int type, Pointers.Relocated pointers) {
    if (word == 8) {
      if ((int) block.getLong(at + 8) == type) {
        pointers.put(block.getLong(at), block.getLong(at + 16));
      }
    } else if ((block.getInt(at + 4) & 0xFF) == type) {
      pointers.put(
          Integer.toUnsignedLong(block.getInt(at)), Integer.toUnsignedLong(block.getInt(at + 8)));
    }
  }
}
