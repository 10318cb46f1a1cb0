package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A symbol table: where it is, how long, and the names of its symbols. */
final class Symbols {

  /** The largest table that is held in memory to look names up in any order. */
  private static final int MAX_HELD = 6 << 20;

  final long offset;
  final long count;
  final StringTable names;
  private final Layout layout;
  private @Nullable ByteBuffer held;

  private Symbols(Layout layout, long offset, long count, StringTable names) {
    this.layout = layout;
    this.offset = offset;
    this.count = count;
    this.names = names;
  }

  /** {@return the symbols of the dynamic section, or null if it has none} */
  static @Nullable Symbols ofDynamic(Layout layout, DynamicTable dynamic) throws IOException {
    if (!dynamic.has(ElfFormat.DT_SYMTAB)) {
      return null;
    }
    long offset = layout.offsetOf(dynamic.get(ElfFormat.DT_SYMTAB));
    if (offset < 0) {
      throw layout.missing(dynamic, ElfFormat.DT_SYMTAB);
    }
    return new Symbols(layout, offset, dynamicCount(layout, dynamic), layout.dynamicNames(dynamic));
  }

  /** {@return the symbols of a section, or null if it is no symbol table with names} */
  static @Nullable Symbols ofSection(Layout layout, SectionTable table, int index) {
    if (index <= 0 || index >= table.sections().size()) {
      return null;
    }
    SectionHeader section = table.sections().get(index);
    long size = layout.source().size();
    int link = section.link();
    boolean symbols =
        section.type() == ElfFormat.SHT_SYMTAB || section.type() == ElfFormat.SHT_DYNSYM;
    if (!symbols
        || !section.hasBytes(size)
        || link <= 0
        || link >= table.sections().size()
        || !table.sections().get(link).hasBytes(size)) {
      return null;
    }
    SectionHeader strings = table.sections().get(link);
    return new Symbols(
        layout,
        section.offset(),
        section.size() / Symbol.size(layout.wide()),
        new StringTable(layout.source(), strings.offset(), strings.size()));
  }

  /** Nothing states the count; the hash tables imply it, and where the names start bounds it. */
  private static long dynamicCount(Layout layout, DynamicTable dynamic) throws IOException {
    long hash = layout.offsetOf(dynamic.get(ElfFormat.DT_HASH));
    if (dynamic.has(ElfFormat.DT_HASH) && hash >= 0) {
      return chainCount(layout, hash);
    }
    long gnu = layout.offsetOf(dynamic.get(ElfFormat.DT_GNU_HASH));
    if (dynamic.has(ElfFormat.DT_GNU_HASH) && gnu >= 0) {
      return gnuCount(layout, gnu);
    }
    long bytes = dynamic.get(ElfFormat.DT_STRTAB) - dynamic.get(ElfFormat.DT_SYMTAB);
    return Math.max(0, bytes / Symbol.size(layout.wide()));
  }

  /**
   * The second word of DT_HASH. On two architectures the words are as wide as an address, but not
   * every linker knows that: there the reading that makes sense is taken.
   */
  private static long chainCount(Layout layout, long hash) throws IOException {
    boolean mayBeWide = layout.wide() && layout.header().machine().wideHash();
    if (mayBeWide && hash <= layout.source().size() - 16) {
      Cursor in = Cursor.open(layout.source(), "DT_HASH", hash, 16, layout.byteOrder());
      long buckets = in.u64("nbucket");
      long chains = in.u64("nchain");
      long words = (layout.source().size() - hash) / 8;
      if (buckets > 0 && buckets < words && chains > 0 && chains < words) {
        return chains;
      }
    }
    Cursor in = Cursor.open(layout.source(), "DT_HASH", hash, 8, layout.byteOrder());
    var _ = in.u32("nbucket");
    return in.u32("nchain");
  }

  /** The chain that starts last ends with the last symbol. */
  private static long gnuCount(Layout layout, long at) throws IOException {
    ByteSource source = layout.source();
    ByteOrder order = layout.byteOrder();
    Cursor in = Cursor.open(source, "DT_GNU_HASH", at, 16, order);
    long buckets = in.u32("nbuckets");
    long first = in.u32("symoffset");
    long bloom = in.u32("bloom_size");
    long table = at + 16 + bloom * layout.pointerSize();
    if (buckets > (source.size() - table) / 4) {
      throw in.malformed("nbuckets", at, Reason.TRUNCATED, "is " + buckets);
    }
    long last = 0;
    for (long i = 0; i < buckets; i++) {
      last = Math.max(last, word(source, table + i * 4, order));
    }
    if (last < first) {
      return first;
    }
    long chains = table + buckets * 4;
    while ((word(source, chains + (last - first) * 4, order) & 1) == 0) {
      last++;
    }
    return last + 1;
  }

  private static long word(ByteSource source, long at, ByteOrder order) throws IOException {
    return source.read(at, 4).order(order).getInt(0) & 0xFFFF_FFFFL;
  }

  /** {@return the name of a symbol by its index, or the empty string} */
  String name(long index) throws IOException {
    int size = Symbol.size(layout.wide());
    if (index <= 0 || index >= count || count > MAX_HELD / size) {
      return "";
    }
    if (held == null) {
      held = layout.source().read(offset, (int) count * size).order(layout.byteOrder());
    }
    try {
      return names.name(held.getInt((int) index * size) & 0xFFFF_FFFFL);
    } catch (MalformedBinaryException _) {
      return "";
    }
  }

  Rows rows() throws MalformedBinaryException {
    boolean wide = layout.wide();
    return new Rows(layout, Symbol.structureName(wide), offset, Symbol.size(wide), count);
  }
}
