package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
      case IMPORTS, EXPORTS, RELOCATIONS, FIXUPS, HYBRID -> {}
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

  private void sections() throws IOException {
    for (SegmentCommand segment : file.segments()) {
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
}
