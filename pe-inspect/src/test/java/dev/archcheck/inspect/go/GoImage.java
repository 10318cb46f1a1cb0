package dev.archcheck.inspect.go;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Pointers;
import dev.archcheck.inspect.elf.Bytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image of regions that are put together one by one; code is at {@link Pclntab#TEXT}. */
final class GoImage implements LoadedImage {

  static final long TABLE = 0x50_0000;
  static final long DATA = 0x60_0000;

  private final ByteOrder order;
  private final int word;
  private final Bytes file;
  private BytesSource source = new BytesSource("test", new byte[0]);
  private final List<Region> regions = new ArrayList<>();
  private @Nullable Pointers pointers = Pointers.STORED;

  GoImage(ByteOrder order, int word) {
    this(order, word, Pclntab.TEXT);
  }

  /** An image whose code is at an address. */
  GoImage(ByteOrder order, int word, long text) {
    this.order = order;
    this.word = word;
    this.file = new Bytes(order);
    regions.add(new Region(".text", text, 0x10_0000, 0, 0, true, false, true));
  }

  /** An image that has a table in the section for it. */
  static GoImage of(Pclntab table) {
    return new GoImage(table.order(), table.word()).constants(".gopclntab", TABLE, table.build());
  }

  /** The same with a table of bytes. */
  static GoImage of(byte[] table) {
    return new GoImage(ByteOrder.LITTLE_ENDIAN, 8).constants(".gopclntab", TABLE, table);
  }

  GoImage constants(String name, long address, byte[] bytes) {
    return region(name, address, bytes, false);
  }

  GoImage data(String name, long address, byte[] bytes) {
    return region(name, address, bytes, true);
  }

  private GoImage region(String name, long address, byte[] bytes, boolean writable) {
    return region(
        new Region(name, address, bytes.length, file.size(), bytes.length, true, writable, false),
        bytes);
  }

  GoImage region(Region region, byte[] bytes) {
    regions.add(region);
    file.raw(bytes);
    return this;
  }

  /** Moves what follows in the file; addresses stay. */
  GoImage padding(int bytes) {
    file.to(file.size() + bytes);
    return this;
  }

  GoImage pointers(Pointers value) {
    pointers = value;
    return this;
  }

  /** What would tell of pointers is damaged. */
  GoImage withoutPointers() {
    pointers = null;
    return this;
  }

  /** The structure that points to a table; words that nobody reads are 0. */
  byte[] moduleData(PclntabVersion version, long table, long minpc, long maxpc, long text) {
    int first = version == PclntabVersion.GO_1_2 ? 10 : 20;
    Bytes data = new Bytes(order).word(word == 8, table).to(first * word);
    return data.word(word == 8, minpc, maxpc, text, maxpc).to((first + 8) * word).bytes();
  }

  /** Module data of the code at the usual place. */
  byte[] moduleData(PclntabVersion version, long table) {
    return moduleData(version, table, Pclntab.TEXT, Pclntab.TEXT + 0x1000, Pclntab.TEXT);
  }

  /** Module data that point to a table, which no section is named for. */
  GoImage pointingTo(PclntabVersion version, long table) {
    return data(".noptrdata", DATA, moduleData(version, table));
  }

  @Override
  public ByteSource source() {
    if (source.size() != file.size()) {
      source = file.source();
    }
    return source;
  }

  @Override
  public ByteOrder byteOrder() {
    return order;
  }

  @Override
  public int pointerSize() {
    return word;
  }

  @Override
  public List<Region> regions() {
    return List.copyOf(regions);
  }

  @Override
  public Pointers pointers() throws IOException {
    if (pointers == null) {
      throw MalformedBinaryException.truncated(source(), "relocations", 0, 8);
    }
    return pointers;
  }
}
