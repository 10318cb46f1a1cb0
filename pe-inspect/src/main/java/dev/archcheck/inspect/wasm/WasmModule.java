package dev.archcheck.inspect.wasm;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A WebAssembly module or component (WebAssembly Core Specification, Binary Format). */
public final class WasmModule implements Binary {

  private static final int HEADER = 8;
  private static final int VERSION = 1;
  private static final int COMPONENT_LAYER = 1;

  /** A module has each of a dozen sections once, and custom sections between. */
  private static final int MAX_SECTIONS = 10_000;

  /** A module says what system it is for in its first imports. */
  private static final int MAX_IMPORTS_FOR_IDENTITY = 256;

  private static final int MAX_EXPORTS_FOR_IDENTITY = 4096;

  private final ByteSource source;
  private final int version;
  private final int layer;
  private final List<WasmSection> sections = new ArrayList<>();
  private final List<Witness> witnesses = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private Os os = Os.UNSPECIFIED;
  private Kind kind = Kind.SHARED_LIBRARY;

  private WasmModule(ByteSource source) throws IOException {
    this.source = source;
    Cursor in = preamble(false);
    in.skip("magic", 4);
    this.version = in.u16("version");
    this.layer = in.u16("layer");
  }

  /** Reads the identity. */
  public static WasmModule read(ByteSource source) throws IOException {
    WasmModule module = new WasmModule(source);
    module.identify();
    return module;
  }

  private Cursor preamble(boolean recording) throws IOException {
    return recording
        ? Cursor.recording(source, "preamble", 0, HEADER, ByteOrder.LITTLE_ENDIAN)
        : Cursor.open(source, "preamble", 0, HEADER, ByteOrder.LITTLE_ENDIAN);
  }

  private void identify() throws IOException {
    if (isComponent()) {
      kind = Kind.EXECUTABLE;
      witnesses.add(Witness.at(source, "preamble", "layer", 6, layer, "component"));
      return;
    }
    witnesses.add(Witness.at(source, "preamble", "version", 4, version, "WebAssembly module"));
    if (layer != 0 || version != VERSION) {
      problems.add(
          new Problem(
              "preamble",
              "version",
              source.origin() + 4,
              Reason.INVALID,
              "is " + version + " of layer " + layer));
      return;
    }
    try {
      readSections();
      judgeImports();
      judgeKind();
    } catch (MalformedBinaryException e) {
      problems.add(e.problem());
    }
  }

  private void readSections() throws IOException {
    WasmInput in = new WasmInput(source, "section", HEADER, source.size());
    while (in.remaining() > 0) {
      if (sections.size() == MAX_SECTIONS) {
        throw in.malformed("", Reason.LIMIT, "follows " + MAX_SECTIONS + " sections");
      }
      long at = in.position();
      int id = in.u8("id");
      long size = in.u32("size");
      long contents = in.position();
      in.skip(size, "contents");
      sections.add(new WasmSection(id, at, contents, size, customName(id, contents, size)));
    }
  }

  private String customName(int id, long contents, long size) throws IOException {
    return id == WasmSection.CUSTOM
        ? new WasmInput(source, "custom section", contents, contents + size).name("name")
        : "";
  }

  private void judgeImports() throws IOException {
    WasmEntry wasi = null;
    boolean foreign = false;
    for (WasmEntry entry : entries(WasmSection.IMPORT, MAX_IMPORTS_FOR_IDENTITY)) {
      switch (entry.module()) {
        case "gojs", "go" -> {
          os = Os.JS;
          witness(entry, Os.JS);
          return;
        }
        case "wasi_snapshot_preview1" -> wasi = wasi == null ? entry : wasi;
        // Threads of WASI take their memory and one function from elsewhere.
        case "wasi" -> {}
        default -> foreign |= entry.kind() == WasmEntry.FUNCTION;
      }
    }
    if (wasi != null && !foreign) {
      os = Os.WASIP1;
      witness(wasi, Os.WASIP1);
    }
  }

  private void witness(WasmEntry entry, Os system) {
    witnesses.add(
        Witness.at(
            source,
            "import",
            "module",
            entry.at(),
            entry.module() + "." + entry.name(),
            system.name()));
  }

  private void judgeKind() throws IOException {
    for (WasmSection section : sections) {
      if (section.name().equals("linking")) {
        kind = Kind.OBJECT;
        witnesses.add(Witness.at(source, "section", "name", section.at(), "linking", "object"));
        return;
      }
      if (section.name().startsWith("dylink")) {
        return;
      }
    }
    if (os.equals(Os.JS)) {
      kind = Kind.EXECUTABLE;
      return;
    }
    for (WasmEntry entry : entries(WasmSection.EXPORT, MAX_EXPORTS_FOR_IDENTITY)) {
      if (entry.name().equals("_start")) {
        kind = Kind.EXECUTABLE;
        witnesses.add(Witness.at(source, "export", "name", entry.at(), "_start", "program"));
        return;
      }
    }
  }

  private List<WasmEntry> entries(int id, int limit) throws IOException {
    List<WasmEntry> entries = new ArrayList<>();
    eachEntry(id, limit, entries::add);
    return entries;
  }

  private void eachEntry(int id, long limit, Consumer<WasmEntry> out) throws IOException {
    for (WasmSection section : sections) {
      if (section.id() == id) {
        String structure = id == WasmSection.IMPORT ? "import" : "export";
        WasmInput in =
            new WasmInput(
                source, structure, section.contents(), section.contents() + section.size());
        long count = Math.min(in.u32("count"), limit);
        for (long i = 0; i < count; i++) {
          out.accept(
              id == WasmSection.IMPORT ? WasmEntry.readImport(in) : WasmEntry.readExport(in));
        }
      }
    }
  }

  /** {@return whether this is a component, which holds modules, and no module} */
  public boolean isComponent() {
    return layer == COMPONENT_LAYER;
  }

  /** {@return the sections of a module in file order; of a component, none} */
  public List<WasmSection> sections() {
    return List.copyOf(sections);
  }

  @Override
  public ByteSource source() {
    return source;
  }

  @Override
  public Format format() {
    return Format.WASM;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public List<Platform> platforms() {
    return List.of(new Platform(os, Arch.WASM));
  }

  @Override
  public List<Witness> witnesses() {
    return List.copyOf(witnesses);
  }

  @Override
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public void describe(Detail detail, Consumer<Structure> out) throws IOException {
    switch (detail) {
      case HEADERS -> describePreamble(out);
      case SECTIONS -> {
        for (WasmSection section : sections) {
          out.accept(structure(section));
        }
      }
      case IMPORTS ->
          eachEntry(
              WasmSection.IMPORT, Long.MAX_VALUE, entry -> out.accept(structure("import", entry)));
      case EXPORTS ->
          eachEntry(
              WasmSection.EXPORT, Long.MAX_VALUE, entry -> out.accept(structure("export", entry)));
      case RELOCATIONS, FIXUPS, HYBRID -> {}
    }
  }

  private void describePreamble(Consumer<Structure> out) throws IOException {
    Cursor in = preamble(true);
    var _ = in.bytes("magic", 4);
    var _ = in.u16("version");
    var _ = in.u16("layer");
    in.label(isComponent() ? "component" : "module");
    out.accept(in.structure());
  }

  private Structure structure(WasmSection section) {
    long at = source.origin() + section.at();
    List<Field> fields = new ArrayList<>(3);
    fields.add(Field.number("id", at, 1, section.id(), section.label()));
    fields.add(
        Field.number(
            "size", at + 1, (int) (section.contents() - section.at() - 1), section.size()));
    if (section.id() == WasmSection.CUSTOM) {
      fields.add(Field.text("name", source.origin() + section.contents(), 0, section.name()));
    }
    long size = section.contents() - section.at() + section.size();
    return new Structure("section", at, size, fields);
  }

  private Structure structure(String name, WasmEntry entry) {
    long at = source.origin() + entry.at();
    List<Field> fields = new ArrayList<>(3);
    if (name.equals("import")) {
      fields.add(Field.text("module", at, 0, entry.module()));
    }
    fields.add(Field.text("name", at, 0, entry.name()));
    fields.add(Field.number("kind", at, 0, entry.kind(), entry.label()));
    return new Structure(name, at, entry.size(), fields);
  }
}
