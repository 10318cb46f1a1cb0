package dev.archcheck.inspect.go;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.LoadedImage.Region;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Pointers;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the function table of an image, and the module data that point to it. */
final class FunctionTableFinder {

  private static final int CHUNK = 256 << 10;
  private static final int MAGIC = 8;

  /** No program has so much data that is not code. */
  private static final long MAX_SCANNED = 256L << 20;

  /** Programs that hold programs have their tables, too. */
  private static final int MAX_CANDIDATES = 64;

  /** Programs that read programs have the magic numbers in their constants. */
  private static final int MAX_TRIED = 1024;

  private static final int CHECKED_FUNCTIONS = 32;

  private final LoadedImage image;
  private final ByteSource source;
  private final List<Region> regions;
  private @Nullable Pointers pointers;
  private int tried;
  private long scanned;

  FunctionTableFinder(LoadedImage image) throws IOException {
    this.image = image;
    this.source = image.source();
    this.regions = image.regions();
  }

  @Nullable FunctionTable find() throws IOException {
    MalformedBinaryException damage = null;
    for (Region region : regions) {
      if (isNamed(region.name()) && stored(region) > MAGIC && tried < MAX_TRIED) {
        try {
          return confirmed(read(region, 0));
        } catch (MalformedBinaryException e) {
          damage = e;
        }
      }
    }
    List<FunctionTable> candidates = candidates();
    FunctionTable found = candidates.isEmpty() ? null : pointedTo(candidates);
    // Beside a damaged table of its own, another may be that of a program that it holds.
    if (damage != null && (found == null || found.moduleData().isEmpty())) {
      throw damage;
    }
    return found;
  }

  /** External linkers give the section of relocated data a name of its own. */
  private static boolean isNamed(String name) {
    return name.equals(".gopclntab")
        || name.equals("__gopclntab")
        || name.equals(".data.rel.ro.gopclntab");
  }

  private FunctionTable read(Region region, long at) throws IOException {
    tried++;
    FunctionTable table = FunctionTable.read(image, pointers(), region, at, stored(region));
    table.checkStart(CHECKED_FUNCTIONS);
    return table;
  }

  /** Asked for where there may be a table: most files have none, and theirs can be damaged. */
  private Pointers pointers() throws IOException {
    Pointers known = pointers;
    if (known == null) {
      try {
        known = image.pointers();
      } catch (MalformedBinaryException _) {
        known = Pointers.STORED; // What they lead to stays unknown; names and files need none.
      }
      pointers = known;
    }
    return known;
  }

  private FunctionTable confirmed(FunctionTable table) throws IOException {
    FunctionTable confirmed = pointedTo(List.of(table));
    return confirmed == null ? table : confirmed;
  }

  /**
   * {@return the table that module data point to} A program that carries another one has the table
   * of that among its data, too. Before Go 1.5 there were no module data; their tables have a
   * section, but in PE files.
   */
  private @Nullable FunctionTable pointedTo(List<FunctionTable> candidates) throws IOException {
    return new ModuleDataFinder(image, regions, pointers()).find(candidates);
  }

  private long stored(Region region) {
    return region.stored(source.size());
  }

  /** Constants come first: where code and constants are one region, the table is in that. */
  private List<FunctionTable> candidates() throws IOException {
    List<FunctionTable> found = new ArrayList<>(1);
    for (boolean executable : new boolean[] {false, true}) {
      for (Region region : regions) {
        if (region.executable() == executable && (found.isEmpty() || !executable)) {
          scan(region, found);
        }
      }
    }
    return found;
  }

  private void scan(Region region, List<FunctionTable> found) throws IOException {
    long size = stored(region);
    int step = image.pointerSize();
    boolean big = image.byteOrder() == ByteOrder.BIG_ENDIAN;
    byte[] chunk = new byte[(int) Math.min(CHUNK, size)];
    // Aligned in memory, whatever the offset in the file is.
    long at = -region.address() & (step - 1);
    while (at <= size - MAGIC && scanned < MAX_SCANNED && tried < MAX_TRIED) {
      int length = (int) Math.min(CHUNK, size - at);
      source.read(region.offset() + at, chunk, 0, length);
      scanned += length;
      for (int i = 0; i <= length - MAGIC; i += step) {
        if (isMagic(chunk, i, big)) {
          add(region, at + i, found);
        }
      }
      at += CHUNK - MAGIC + step; // The magic may lie in two chunks.
    }
  }

  /** Cheap tests first: this is asked of every word. */
  private static boolean isMagic(byte[] chunk, int i, boolean big) {
    return chunk[i + 4] == 0
        && chunk[i + 5] == 0
        && chunk[i + 1] == -1
        && chunk[i + 2] == -1
        && chunk[big ? i : i + 3] == -1
        && PclntabHeader.isMagic(
            0xFFFF_FF00 | (chunk[big ? i + 3 : i] & 0xFF),
            chunk[i + 4],
            chunk[i + 5],
            chunk[i + 6],
            chunk[i + 7]);
  }

  private void add(Region region, long at, List<FunctionTable> found) throws IOException {
    if (found.size() < MAX_CANDIDATES && tried < MAX_TRIED) {
      try {
        FunctionTable table = read(region, at);
        table.forget();
        found.add(table);
      } catch (MalformedBinaryException _) {
        // Eight bytes that look like the start of a table are not one yet.
      }
    }
  }
}
