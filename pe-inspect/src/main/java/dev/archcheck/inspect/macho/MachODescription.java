package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Relabelling;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands out the structures of a Mach-O file, one detail at a time. */
final class MachODescription {

  private final MachO file;
  private final ByteSource source;
  private final Consumer<Structure> out;

  MachODescription(MachO file, Consumer<Structure> out) {
    this.file = file;
    this.source = file.source();
    this.out = out;
  }

  void describe(Detail detail) throws IOException {
    switch (detail) {
      case HEADERS -> headers();
      case SECTIONS -> sections();
      case IMPORTS -> new LinkingDescription(file, out).imports();
      case EXPORTS -> new LinkingDescription(file, out).exports();
      case RELOCATIONS -> relocations();
      case FIXUPS -> new LinkingDescription(file, out).fixups();
      case HYBRID -> relabelling();
    }
  }

  /** A damaged command does not hide those behind it; the damage is told at the end. */
  private void headers() throws IOException {
    out.accept(file.header().record(source).structure());
    List<Problem> problems = new ArrayList<>(0);
    LoadCommandScan scan = new LoadCommandScan(source, file.header(), problems);
    MalformedBinaryException damage = null;
    while (scan.next()) {
      MalformedBinaryException found = command(scan);
      damage = damage == null ? found : damage;
    }
    if (damage == null && !problems.isEmpty()) {
      damage = new MalformedBinaryException(source.name(), problems.getFirst());
    }
    if (damage != null) {
      throw damage;
    }
  }

  private @Nullable MalformedBinaryException command(LoadCommandScan scan) throws IOException {
    Cursor in =
        Cursor.recording(
            source,
            LoadCommands.structureName(scan.type()),
            scan.offset(),
            scan.size(),
            file.byteOrder());
    try {
      var _ = LoadCommands.decode(in);
      return null;
    } catch (MalformedBinaryException e) {
      return e;
    } finally {
      out.accept(in.structure());
    }
  }

  /** The segment in whole is among the load commands; here each stands before its sections. */
  private void sections() throws IOException {
    for (SegmentCommand segment : file.segments()) {
      out.accept(segment(segment));
      for (Section section : segment.sections()) {
        boolean wide = file.header().is64();
        Cursor in =
            Cursor.recording(
                source,
                wide ? "section_64" : "section",
                section.position(),
                Section.size(wide),
                file.byteOrder());
        var _ = Section.read(in, wide);
        out.accept(in.structure());
      }
    }
  }

  private Structure segment(SegmentCommand segment) throws IOException {
    Cursor in =
        Cursor.recording(
            source,
            LoadCommands.structureName(segment.type().raw()),
            segment.offset(),
            segment.size(),
            file.byteOrder());
    var _ = LoadCommands.decode(in);
    return in.structure();
  }

  private void relocations() throws IOException {
    SymbolTable symbols = null;
    for (LoadCommand command : file.loadCommands()) {
      if (command instanceof SymtabCommand symtab) {
        symbols = SymbolTable.read(file, symtab);
      }
    }
    for (Section section : file.sections()) {
      String name = section.segname() + "," + section.sectname();
      relocations(section.reloff(), section.nreloc(), name, symbols);
    }
    for (LoadCommand command : file.loadCommands()) {
      if (command instanceof DysymtabCommand dysymtab) {
        relocations(dysymtab.extreloff(), dysymtab.nextrel(), "", symbols);
        relocations(dysymtab.locreloff(), dysymtab.nlocrel(), "", symbols);
      }
    }
  }

  private void relocations(long start, long count, String section, @Nullable SymbolTable symbols)
      throws IOException {
    if (count > (source.size() - start) / RelocationInfo.SIZE) {
      throw MalformedBinaryException.truncated(
          source, "relocation_info", start, count * RelocationInfo.SIZE);
    }
    for (long i = 0; i < count; i++) {
      out.accept(
          RelocationInfo.read(source, start + i * RelocationInfo.SIZE, file)
              .describe(file, section, symbols));
    }
  }

  private void relabelling() throws IOException {
    Optional<Relabelling> found = file.relabelling();
    if (found.isEmpty()) {
      return;
    }
    List<Field> fields = new ArrayList<>();
    long at = source.origin() + MachHeader.CPUSUBTYPE;
    fields.add(Field.text("label", at, 0, found.get().label()));
    fields.add(Field.text("linkedFor", at, 0, found.get().linkedFor()));
    for (Witness witness : found.get().witnesses()) {
      fields.add(
          Field.text(
              witness.structure() + "." + witness.field(),
              witness.offset(),
              0,
              witness.value() + " " + witness.meaning()));
    }
    out.accept(new Structure("relabelling", source.origin(), 0, List.copyOf(fields)));
  }
}
