package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.Cursor;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The dynamic section: pairs of a tag and a value up to DT_NULL (gabi, dynamic section). */
final class DynamicTable {

  /** Some hundred libraries and fifty other tags are the most that was ever seen. */
  static final int MAX_ENTRIES = 4096;

  private static final int NOT_FOUND = -1;

  private final long[] tags;
  private final long[] values;
  private final long start;
  private final int entrySize;

  private DynamicTable(long[] tags, long[] values, long start, int entrySize) {
    this.tags = tags;
    this.values = values;
    this.start = start;
    this.entrySize = entrySize;
  }

  static int entrySize(boolean wide) {
    return wide ? 16 : 8;
  }

  static String structureName(boolean wide) {
    return wide ? "Elf64_Dyn" : "Elf32_Dyn";
  }

  /** Reads a PT_DYNAMIC segment whose bytes are inside the file. */
  static DynamicTable read(Layout layout, ProgramHeader segment) throws IOException {
    boolean wide = layout.wide();
    ByteOrder order = layout.byteOrder();
    int size = entrySize(wide);
    int count = (int) Math.min(MAX_ENTRIES, segment.fileSize() / size);
    Cursor in =
        Cursor.open(layout.source(), structureName(wide), segment.offset(), count * size, order);
    long[] tags = new long[count];
    long[] values = new long[count];
    int used = 0;
    while (used < count) {
      tags[used] = in.word("d_tag", wide);
      values[used] = in.word("d_un", wide);
      if (tags[used++] == ElfFormat.DT_NULL) {
        break;
      }
    }
    return new DynamicTable(
        Arrays.copyOf(tags, used), Arrays.copyOf(values, used), segment.offset(), size);
  }

  int count() {
    return tags.length;
  }

  long tag(int index) {
    return tags[index];
  }

  long value(int index) {
    return values[index];
  }

  /** {@return where the value of an entry is, relative to the source} */
  long valueOffset(int index) {
    return start + (long) index * entrySize + entrySize / 2;
  }

  /** {@return the index of the first entry with that tag, or -1} */
  int indexOf(long tag) {
    for (int i = 0; i < tags.length; i++) {
      if (tags[i] == tag) {
        return i;
      }
    }
    return NOT_FOUND;
  }

  boolean has(long tag) {
    return indexOf(tag) >= 0;
  }

  /** {@return the value of the first entry with that tag, or 0} */
  long get(long tag) {
    int index = indexOf(tag);
    return index < 0 ? 0 : values[index];
  }
}
