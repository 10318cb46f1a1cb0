package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands out the structures of an ELF file, a row of a table at a time. */
final class ElfDescriber {

  private static final int MAX_NOTE_NAME = 256;

  private final Layout layout;
  private final Consumer<Structure> out;
  private final boolean wide;

  ElfDescriber(Layout layout, Consumer<Structure> out) {
    this.layout = layout;
    this.out = out;
    this.wide = layout.wide();
  }

  void describe(Detail detail) throws IOException {
    switch (detail) {
      case HEADERS -> headers();
      case SECTIONS -> sections();
      case IMPORTS -> imports();
      case EXPORTS -> exports();
      case RELOCATIONS -> new RelocationDescriber(layout, out).relocations();
      case FIXUPS -> fixups();
      case HYBRID -> {}
    }
  }

  private void headers() throws IOException {
    Cursor in = ElfHeader.open(layout.source(), true);
    var _ = ElfHeader.read(in);
    out.accept(in.structure());
    programHeaders();
    dynamicEntries();
    notes();
  }

  private Rows programRows() throws IOException {
    ElfHeader header = layout.header();
    long count = Layout.segmentCount(layout.source(), header);
    int size = Math.max(header.programHeaderSize(), ProgramHeader.size(wide));
    return new Rows(
        layout,
        ProgramHeader.structureName(wide),
        count == 0 ? 0 : header.programHeaderOffset(),
        size,
        count);
  }

  private void programHeaders() throws IOException {
    Rows rows = programRows();
    while (rows.hasNext()) {
      Cursor in = rows.next();
      var _ = ProgramHeader.read(in, wide);
      out.accept(in.structure());
    }
  }

  private void dynamicEntries() throws IOException {
    DynamicTable dynamic = layout.dynamic();
    for (int i = 0; dynamic != null && i < dynamic.count(); i++) {
      dynamicEntry(dynamic, i);
    }
  }

  private void dynamicEntry(DynamicTable dynamic, int index) throws IOException {
    int size = DynamicTable.entrySize(wide);
    long at = dynamic.valueOffset(index) - size / 2;
    Cursor in =
        Cursor.recording(
            layout.source(), DynamicTable.structureName(wide), at, size, layout.byteOrder());
    long tag = in.word("d_tag", wide);
    in.label(ElfFormat.tagName(tag));
    long value = in.word("d_un", wide);
    if (tag == ElfFormat.DT_NEEDED
        || tag == ElfFormat.DT_SONAME
        || tag == ElfFormat.DT_RPATH
        || tag == ElfFormat.DT_RUNPATH) {
      in.label(layout.dynamicNames(dynamic).name(value));
    }
    out.accept(in.structure());
  }

  private void notes() throws IOException {
    for (ProgramHeader segment : layout.segments()) {
      if (segment.type() == ElfFormat.PT_NOTE && segment.fits(layout.source().size())) {
        notes(segment.offset(), segment.fileSize(), segment.alignment());
      }
    }
    if (layout.segments().isEmpty()) {
      for (SectionHeader section : SectionTable.read(layout.source(), layout.header()).sections()) {
        if (section.type() == ElfFormat.SHT_NOTE && section.hasBytes(layout.source().size())) {
          notes(section.offset(), section.size(), section.alignment());
        }
      }
    }
  }

  private void notes(long offset, long size, long alignment) throws IOException {
    NoteReader notes = new NoteReader(layout.source(), layout.byteOrder(), offset, size, alignment);
    for (Note note = notes.next(); note != null; note = notes.next()) {
      note(note);
    }
  }

  private void note(Note note) throws IOException {
    long size = note.descriptorOffset() + note.descriptorSize() - note.at();
    int shown = (int) Math.min(size, Note.HEADER_SIZE + MAX_NOTE_NAME);
    Cursor in = Cursor.recording(layout.source(), "Elf_Nhdr", note.at(), shown, layout.byteOrder());
    long nameSize = in.u32("n_namesz");
    var _ = in.u32("n_descsz");
    long type = in.u32("n_type");
    in.label(Note.typeName(note.name(), type));
    if (nameSize <= in.remaining()) {
      var _ = in.text("name", (int) nameSize);
    }
    long padding = note.descriptorOffset() - in.offset();
    if (padding >= 0 && padding <= in.remaining()) {
      in.skip("padding", (int) padding);
      var _ = in.bytes("desc", (int) Math.min(in.remaining(), note.descriptorSize()));
    }
    out.accept(in.structure());
  }

  private void sections() throws IOException {
    SectionTable table = SectionTable.read(layout.source(), layout.header());
    if (table.sections().isEmpty()) {
      return;
    }
    Rows rows =
        new Rows(
            layout,
            SectionHeader.structureName(wide),
            layout.header().sectionHeaderOffset(),
            layout.header().sectionHeaderSize(),
            table.sections().size());
    for (SectionHeader section : table.sections()) {
      Cursor in = rows.next();
      long name = in.u32("sh_name");
      in.label(table.name(section));
      var _ = SectionHeader.read(in, wide, name);
      out.accept(in.structure());
    }
  }

  private void imports() throws IOException {
    DynamicTable dynamic = layout.dynamic();
    for (int i = 0; dynamic != null && i < dynamic.count(); i++) {
      if (dynamic.tag(i) == ElfFormat.DT_NEEDED) {
        dynamicEntry(dynamic, i);
      }
    }
    symbols(dynamic, false);
  }

  private void exports() throws IOException {
    DynamicTable dynamic = layout.dynamic();
    int name = dynamic == null ? -1 : dynamic.indexOf(ElfFormat.DT_SONAME);
    if (dynamic != null && name >= 0) {
      dynamicEntry(dynamic, name);
    }
    symbols(dynamic, true);
  }

  private void symbols(@Nullable DynamicTable dynamic, boolean defined) throws IOException {
    if (dynamic != null) {
      Symbols symbols = Symbols.ofDynamic(layout, dynamic);
      if (symbols != null) {
        symbols(symbols, defined, Versions.byIndex(layout, dynamic), versionIndexes(dynamic));
      }
    } else if (layout.header().type() == ElfFormat.ET_REL) {
      objectSymbols(defined);
    }
  }

  private void objectSymbols(boolean defined) throws IOException {
    SectionTable table = SectionTable.read(layout.source(), layout.header());
    for (int i = 0; i < table.sections().size(); i++) {
      if (table.sections().get(i).type() == ElfFormat.SHT_SYMTAB) {
        Symbols symbols = Symbols.ofSection(layout, table, i);
        if (symbols != null) {
          symbols(symbols, defined, Map.of(), null);
          return;
        }
      }
    }
  }

  private long versionIndexesOffset(DynamicTable dynamic) {
    return dynamic.has(ElfFormat.DT_VERSYM)
        ? layout.offsetOf(dynamic.get(ElfFormat.DT_VERSYM))
        : -1;
  }

  private @Nullable Rows versionIndexes(DynamicTable dynamic) throws IOException {
    long at = versionIndexesOffset(dynamic);
    Symbols symbols = Symbols.ofDynamic(layout, dynamic);
    return at < 0 || symbols == null ? null : new Rows(layout, "Elf_Versym", at, 2, symbols.count);
  }

  private void symbols(
      Symbols symbols, boolean defined, Map<Integer, String> versions, @Nullable Rows indexes)
      throws IOException {
    Rows rows = symbols.rows();
    boolean first = true;
    while (rows.hasNext()) {
      Cursor in = rows.next();
      int index = indexes == null ? 0 : indexes.next().u16("vs_index");
      long name = in.u32("st_name");
      in.label(label(symbols.names, name, versions, index, defined));
      Symbol symbol = Symbol.read(in, wide, name);
      // The first symbol of every table is empty.
      if (!first && symbol.defined() == defined && !symbol.local()) {
        out.accept(in.structure());
      }
      first = false;
    }
  }

  /** Names a symbol as linkers do: {@code name@VERSION}, and {@code @@} for the default one. */
  private static String label(
      StringTable names, long name, Map<Integer, String> versions, int index, boolean defined)
      throws IOException {
    String text;
    try {
      text = names.name(name);
    } catch (MalformedBinaryException e) {
      if (e.problem().reason() == Reason.LIMIT) {
        throw e;
      }
      return "";
    }
    String version = index < 2 && !defined ? null : versions.get(index & 0x7FFF);
    if (version == null || (index & 0x7FFF) < 2) {
      return text;
    }
    return text + (defined && (index & 0x8000) == 0 ? "@@" : "@") + version;
  }

  /** What the loader rewrites and then protects: packed relative relocations and RELRO. */
  private void fixups() throws IOException {
    Rows rows = programRows();
    while (rows.hasNext()) {
      Cursor in = rows.next();
      if (ProgramHeader.read(in, wide).type() == ElfFormat.PT_GNU_RELRO) {
        out.accept(in.structure());
      }
    }
    new RelocationDescriber(layout, out).packedWords();
  }
}
