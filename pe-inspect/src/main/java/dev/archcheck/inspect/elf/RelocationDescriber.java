package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Relocations: Elf32_Rel 8 bytes, Elf32_Rela 12, Elf64_Rel 16, Elf64_Rela 24, and the packed
 * relative ones, Elf32_Relr 4 and Elf64_Relr 8 (gabi, relocation).
 */
final class RelocationDescriber {

  private static final int MIPS = 8;

  private final Layout layout;
  private final Consumer<Structure> out;
  private final boolean wide;
  private final int word;

  RelocationDescriber(Layout layout, Consumer<Structure> out) {
    this.layout = layout;
    this.out = out;
    this.wide = layout.wide();
    this.word = layout.pointerSize();
  }

  /** A loaded file has them where its dynamic section says, an object in its sections. */
  void relocations() throws IOException {
    DynamicTable dynamic = layout.dynamic();
    if (dynamic == null) {
      sectionRelocations();
      return;
    }
    Symbols symbols = Symbols.ofDynamic(layout, dynamic);
    table(dynamic, ElfFormat.DT_RELA, dynamic.get(ElfFormat.DT_RELASZ), true, symbols);
    table(dynamic, ElfFormat.DT_REL, dynamic.get(ElfFormat.DT_RELSZ), false, symbols);
    boolean addends = dynamic.get(ElfFormat.DT_PLTREL) == ElfFormat.DT_RELA;
    table(dynamic, ElfFormat.DT_JMPREL, dynamic.get(ElfFormat.DT_PLTRELSZ), addends, symbols);
    if (dynamic.has(ElfFormat.DT_RELR)) {
      packed(offset(dynamic, ElfFormat.DT_RELR), dynamic.get(ElfFormat.DT_RELRSZ));
    }
  }

  private long offset(DynamicTable dynamic, long tag) throws IOException {
    long offset = layout.offsetOf(dynamic.get(tag));
    if (offset < 0) {
      throw layout.missing(dynamic, tag);
    }
    return offset;
  }

  private void table(
      DynamicTable dynamic, long tag, long size, boolean addends, @Nullable Symbols symbols)
      throws IOException {
    if (dynamic.has(tag) && size != 0) {
      table(offset(dynamic, tag), size, addends, symbols);
    }
  }

  private void sectionRelocations() throws IOException {
    SectionTable table = SectionTable.read(layout.source(), layout.header());
    for (SectionHeader section : table.sections()) {
      switch (section.type()) {
        case ElfFormat.SHT_RELA, ElfFormat.SHT_REL ->
            table(
                section.offset(),
                section.size(),
                section.type() == ElfFormat.SHT_RELA,
                Symbols.ofSection(layout, table, section.link()));
        case ElfFormat.SHT_RELR -> packed(section.offset(), section.size());
        default -> {}
      }
    }
  }

  private void table(long offset, long size, boolean addends, @Nullable Symbols symbols)
      throws IOException {
    int row = (addends ? 3 : 2) * word;
    String name = (wide ? "Elf64_" : "Elf32_") + (addends ? "Rela" : "Rel");
    Rows rows = new Rows(layout, name, offset, row, size < 0 ? -1 : size / row);
    while (rows.hasNext()) {
      Cursor in = rows.next();
      var _ = in.word("r_offset", wide);
      info(in, symbols);
      if (addends) {
        var _ = in.word("r_addend", wide);
      }
      out.accept(in.structure());
    }
  }

  private void info(Cursor in, @Nullable Symbols symbols) throws IOException {
    if (wide && layout.header().machine().raw() == MIPS) {
      mipsInfo(in, symbols);
      return;
    }
    long info = in.word("r_info", wide);
    long symbol = wide ? info >>> 32 : info >>> 8;
    int type = (int) (wide ? info : info & 0xFF);
    String name = symbols == null ? "" : symbols.name(symbol);
    String label = RelocationTypes.name(layout.header().machine(), type);
    in.label(name.isEmpty() ? label : label + " " + name);
  }

  /** 64-bit MIPS has up to three types a row, each in a byte of its own. */
  private static void mipsInfo(Cursor in, @Nullable Symbols symbols) throws IOException {
    long symbol = in.u32("r_sym");
    in.label(symbols == null ? "" : symbols.name(symbol));
    var _ = in.u8("r_ssym");
    var _ = in.u8("r_type3");
    var _ = in.u8("r_type2");
    var _ = in.u8("r_type");
  }

  /** The words as stored. */
  void packedWords() throws IOException {
    DynamicTable dynamic = layout.dynamic();
    if (dynamic == null || !dynamic.has(ElfFormat.DT_RELR)) {
      return;
    }
    Rows rows = words(offset(dynamic, ElfFormat.DT_RELR), dynamic.get(ElfFormat.DT_RELRSZ));
    while (rows.hasNext()) {
      Cursor in = rows.next();
      long entry = in.word("r_info", wide);
      in.label((entry & 1) == 0 ? "address" : "bitmap of " + Long.bitCount(entry >>> 1));
      out.accept(in.structure());
    }
  }

  private Rows words(long offset, long size) throws IOException {
    String name = wide ? "Elf64_Relr" : "Elf32_Relr";
    return new Rows(layout, name, offset, word, size < 0 ? -1 : size / word);
  }

  /**
   * Decodes packed relocations: an even word is an address to relocate, an odd one is a bitmap of
   * the words that follow the last address.
   */
  private void packed(long offset, long size) throws IOException {
    Rows rows = words(offset, size);
    long where = 0;
    while (rows.hasNext()) {
      Cursor in = rows.next();
      long entry = in.word("r_info", wide);
      long stored = in.structure().offset();
      if ((entry & 1) == 0) {
        relocated(stored, entry);
        where = entry + word;
      } else {
        for (int bit = 0; bit < word * 8 - 1; bit++) {
          if ((entry >>> (bit + 1) & 1) != 0) {
            relocated(stored, where + (long) bit * word);
          }
        }
        where += (word * 8L - 1) * word;
      }
    }
  }

  private void relocated(long stored, long address) {
    out.accept(
        new Structure(
            wide ? "Elf64_Relr" : "Elf32_Relr",
            stored,
            word,
            List.of(
                Field.number(
                    "r_offset",
                    stored,
                    0,
                    address,
                    RelocationTypes.relative(layout.header().machine())))));
  }
}
