package dev.archcheck.inspect.go;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.LoadedImage.Region;
import dev.archcheck.inspect.Pointers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the module data that belong to a function table: a structure whose first word points to the
 * table and whose words about the code make sense.
 */
final class ModuleDataFinder {

  private static final int CHUNK = 64 << 10;
  private static final long MAX_SCANNED = 64L << 20;

  /** The words minpc, maxpc, text and etext, counted from the start of the structure. */
  private static final int MINPC = 20;

  /** Before Go 1.16 there were no tables of names and units to point to. */
  private static final int MINPC_1_5 = 10;

  private final LoadedImage image;
  private final ByteSource source;
  private final List<Region> regions;
  private final Pointers pointers;
  private final int word;
  private long scanned;

  ModuleDataFinder(LoadedImage image, List<Region> regions, Pointers pointers) {
    this.image = image;
    this.source = image.source();
    this.regions = regions;
    this.pointers = pointers;
    this.word = image.pointerSize();
  }

  /** {@return the table that module data point to, with them, or null if there are none} */
  @Nullable FunctionTable find(List<FunctionTable> tables) throws IOException {
    for (Region region : regions) {
      if (region.name().equals(".go.module") || region.name().equals("__go_module")) {
        FunctionTable found = scan(region, tables);
        if (found != null) {
          return found;
        }
      }
    }
    for (Region region : regions) {
      if (region.writable() && !region.executable()) {
        FunctionTable found = scan(region, tables);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable FunctionTable scan(Region region, List<FunctionTable> tables)
      throws IOException {
    long size = region.stored(source.size());
    long at = -region.address() & (word - 1);
    while (at <= size - word && scanned < MAX_SCANNED) {
      int length = (int) Math.min(CHUNK, size - at);
      ByteBuffer chunk = source.read(region.offset() + at, length).order(image.byteOrder());
      scanned += length;
      for (int i = 0; i <= length - word; i += word) {
        long stored = word == 8 ? chunk.getLong(i) : chunk.getInt(i) & 0xFFFF_FFFFL;
        FunctionTable table = tableAt(pointers.target(region.address() + at + i, stored), tables);
        ModuleData data = table == null ? null : read(region, at + i, size, table);
        if (table != null && data != null) {
          return table.with(data);
        }
      }
      at += CHUNK;
    }
    return null;
  }

  private static @Nullable FunctionTable tableAt(long address, List<FunctionTable> tables) {
    for (FunctionTable table : tables) {
      if (table.address() == address) {
        return table;
      }
    }
    return null;
  }

  private @Nullable ModuleData read(Region region, long at, long size, FunctionTable table)
      throws IOException {
    int first = table.version() == PclntabVersion.GO_1_2 ? MINPC_1_5 : MINPC;
    if (at > size - (first + 4L) * word) {
      return null;
    }
    long[] values = new long[4];
    long fields = at + (long) first * word;
    ByteBuffer bytes =
        source.read(region.offset() + fields, values.length * word).order(image.byteOrder());
    for (int i = 0; i < values.length; i++) {
      long stored = word == 8 ? bytes.getLong() : bytes.getInt() & 0xFFFF_FFFFL;
      values[i] = pointers.target(region.address() + fields + (long) i * word, stored);
    }
    boolean sensible =
        Long.compareUnsigned(values[0], values[1]) < 0
            && Long.compareUnsigned(values[2], values[3]) <= 0
            && isCode(values[2]);
    return sensible
        ? new ModuleData(
            source.origin() + region.offset() + at,
            region.address() + at,
            region.name(),
            values[0],
            values[1],
            values[2],
            values[3])
        : null;
  }

  private boolean isCode(long address) {
    for (Region region : regions) {
      long delta = address - region.address();
      if (region.executable() && delta >= 0 && delta < region.size()) {
        return true;
      }
    }
    return false;
  }
}
