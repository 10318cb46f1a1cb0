package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sections, symbols and relocations of an object. */
final class CoffTables {

  private static final String RELOCATION = "IMAGE_RELOCATION";
  private static final int RELOCATION_SIZE = 10;
  private static final int OVERFLOWED = 0xFFFF;
  private static final int EXTERNAL = 2;
  private static final int WEAK_EXTERNAL = 105;

  private final ByteSource source;
  private final CoffHeader header;
  private final StringTable strings;

  private CoffTables(ByteSource source, CoffHeader header, StringTable strings) {
    this.source = source;
    this.header = header;
    this.strings = strings;
  }

  static CoffTables of(ByteSource source, CoffHeader header) throws IOException {
    return new CoffTables(
        source,
        header,
        StringTable.behind(source, header.pointerToSymbolTable(), header.stringTableOffset()));
  }

  void describeHeader(Consumer<Structure> out) throws IOException {
    Cursor in = CoffHeader.cursor(source, true);
    CoffHeader.read(in);
    out.accept(in.structure());
  }

  List<SectionHeader> sections() throws IOException {
    long end = header.sectionsOffset() + header.numberOfSections() * SectionHeader.SIZE;
    if (end > source.size()) {
      throw MalformedBinaryException.truncated(
          source, SectionHeader.NAME, header.sectionsOffset(), end - header.sectionsOffset());
    }
    List<SectionHeader> sections = new ArrayList<>((int) header.numberOfSections());
    for (long i = 0; i < header.numberOfSections(); i++) {
      SectionHeader raw = SectionHeader.read(sectionCursor(i, false));
      sections.add(raw.withName(strings.resolve(raw.name())));
    }
    return sections;
  }

  private Cursor sectionCursor(long index, boolean recording) throws IOException {
    long at = header.sectionsOffset() + index * SectionHeader.SIZE;
    return open(SectionHeader.NAME, at, SectionHeader.SIZE, recording);
  }

  private Cursor open(String structure, long at, int size, boolean recording) throws IOException {
    return recording
        ? Cursor.recording(source, structure, at, size, ByteOrder.LITTLE_ENDIAN)
        : Cursor.open(source, structure, at, size, ByteOrder.LITTLE_ENDIAN);
  }

  void describeSections(Consumer<Structure> out) throws IOException {
    for (long i = 0; i < header.numberOfSections(); i++) {
      Cursor in = sectionCursor(i, true);
      SectionHeader section = SectionHeader.read(in);
      out.accept(Rows.with(in.structure(), strings.longName(section.name())));
    }
  }

  /** Hands out the external symbols that the object defines, or those that it needs. */
  void describeSymbols(Consumer<Structure> out, boolean defined) throws IOException {
    if (header.pointerToSymbolTable() == 0) {
      return;
    }
    int size = header.symbolSize();
    for (long i = 0; i < header.numberOfSymbols(); i++) {
      Cursor in = open("IMAGE_SYMBOL", header.pointerToSymbolTable() + i * size, size, true);
      i += describeSymbol(in, out, defined);
    }
  }

  /** {@return how many auxiliary records follow} */
  private int describeSymbol(Cursor in, Consumer<Structure> out, boolean defined)
      throws IOException {
    Field name = symbolName(in.start());
    in.bytes("Name", 8);
    long value = in.u32("Value");
    long section = header.big() ? (int) in.u32("SectionNumber") : (short) in.u16("SectionNumber");
    in.u16("Type");
    int storageClass = in.u8("StorageClass");
    int auxiliary = in.u8("NumberOfAuxSymbols");
    boolean external = storageClass == EXTERNAL || storageClass == WEAK_EXTERNAL;
    // A common symbol has no section yet but a size, and is defined all the same.
    boolean isDefined = section != 0 || (value != 0 && storageClass == EXTERNAL);
    if (external && isDefined == defined) {
      out.accept(Rows.of(in, name));
    }
    return auxiliary;
  }

  private Field symbolName(long at) throws IOException {
    Cursor in = open("IMAGE_SYMBOL", at, header.symbolSize(), false);
    if (in.u32("Name.Zeroes") == 0) {
      long distance = in.u32("Name.Offset");
      String text = strings.at(distance);
      return Field.text(
          "SymbolName", source.origin() + strings.offset() + distance, text.length(), text);
    }
    String text = open("IMAGE_SYMBOL", at, header.symbolSize(), false).text("Name", 8);
    return Field.text("SymbolName", source.origin() + at, text.length(), text);
  }

  void describeRelocations(Consumer<Structure> out) throws IOException {
    MalformedBinaryException first = null;
    Budget budget = new Budget(source.size());
    for (long i = 0; i < header.numberOfSections(); i++) {
      // Outside of what is contained: a table that ends early ends the loop, whatever its count
      // says.
      SectionHeader section = SectionHeader.read(sectionCursor(i, false));
      try {
        describeRelocations(section, i, budget, out);
      } catch (MalformedBinaryException e) {
        first = first(first, e);
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static MalformedBinaryException first(
      @Nullable MalformedBinaryException first, MalformedBinaryException next) {
    return first == null ? next : first;
  }

  /** Relocations of a real object do not overlap, so together they are shorter than the file. */
  private static final class Budget {
    private long left;

    Budget(long left) {
      this.left = left;
    }

    boolean spend(long amount) {
      left -= amount;
      return left >= 0;
    }
  }

  private void describeRelocations(
      SectionHeader section, long index, Budget budget, Consumer<Structure> out)
      throws IOException {
    long count = section.numberOfRelocations();
    long start = section.pointerToRelocations();
    if (count == 0) {
      return;
    }
    long skipped = 0;
    if (count == OVERFLOWED
        && section.characteristics().has(SectionCharacteristics.LNK_NRELOC_OVFL)) {
      // The true number is in the first entry, which counts itself.
      count = open(RELOCATION, start, RELOCATION_SIZE, false).u32("RelocCount");
      skipped = 1;
    }
    if (start + count * RELOCATION_SIZE > source.size() || !budget.spend(count * RELOCATION_SIZE)) {
      throw MalformedBinaryException.truncated(source, RELOCATION, start, count * RELOCATION_SIZE);
    }
    for (long i = skipped; i < count; i++) {
      describeRelocation(start + i * RELOCATION_SIZE, index, out);
    }
  }

  private void describeRelocation(long at, long section, Consumer<Structure> out)
      throws IOException {
    Cursor in = open(RELOCATION, at, RELOCATION_SIZE, true);
    in.u32("VirtualAddress");
    long symbol = in.u32("SymbolTableIndex");
    in.label(RelocationTypes.label(header.machine(), in.u16("Type")));
    long offset = source.origin() + at;
    Field inSection = Field.number("Section", offset, 0, section + 1);
    out.accept(
        symbol < header.numberOfSymbols()
            ? Rows.of(in, inSection, symbolName(symbolOffset(symbol)))
            : Rows.of(in, inSection));
  }

  private long symbolOffset(long symbol) {
    return header.pointerToSymbolTable() + symbol * header.symbolSize();
  }

  /** Hands out the sections in which a compiler hides a whole ARM64EC object. */
  void describeEmbedded(Consumer<Structure> out) throws IOException {
    for (long i = 0; i < header.numberOfSections(); i++) {
      Cursor in = sectionCursor(i, true);
      SectionHeader section = SectionHeader.read(in);
      if (isEmbeddedObject(strings.resolve(section.name()))) {
        out.accept(Rows.with(in.structure(), strings.longName(section.name())));
      }
    }
  }

  /** {@return whether a section of this name holds the ARM64EC object of an ARM64X pair} */
  static boolean isEmbeddedObject(String name) {
    return name.equals(".llvm.arm64x") || name.equals(".obj.arm64ec");
  }
}
