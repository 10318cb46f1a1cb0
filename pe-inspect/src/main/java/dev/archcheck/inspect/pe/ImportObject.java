package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A short import object (PE/COFF specification 7): one imported symbol, a member of an import
 * library.
 */
public final class ImportObject implements Binary {

  private final ByteSource source;
  private final ImportHeader header;

  private ImportObject(ByteSource source, ImportHeader header) {
    this.source = source;
    this.header = header;
  }

  /** {@return whether the first bytes are of this format} */
  public static boolean isImportObject(ByteSource source) throws IOException {
    return source.size() >= ImportHeader.SIZE
        && source.read(0, ImportHeader.SIZE).getInt(0) == 0xFFFF_0000
        && source.read(0, ImportHeader.SIZE).getShort(4) == 0;
  }

  /** Reads the identity. */
  public static ImportObject read(ByteSource source) throws IOException {
    return new ImportObject(source, ImportHeader.read(ImportHeader.cursor(source, false)));
  }

  @Override
  public ByteSource source() {
    return source;
  }

  @Override
  public Format format() {
    return Format.IMPORT_OBJECT;
  }

  @Override
  public Kind kind() {
    return Kind.IMPORT_LIBRARY;
  }

  @Override
  public List<Platform> platforms() {
    return CoffObject.platforms(header.machine());
  }

  @Override
  public List<Witness> witnesses() {
    return List.of(
        Witness.at(
            source,
            ImportHeader.NAME,
            "Machine",
            ImportHeader.MACHINE_OFFSET,
            header.machine().raw(),
            header.machine().label()));
  }

  /** {@return its machine, with the values that only objects have} */
  public Machine machine() {
    return header.machine();
  }

  /** {@return the header as it is on disk} */
  public ImportHeader header() {
    return header;
  }

  /**
   * {@return the name of the symbol}
   *
   * @throws dev.archcheck.inspect.MalformedBinaryException if the names are damaged
   */
  public String symbolName() throws IOException {
    return ImportHeader.readNames(source, header).symbol();
  }

  /**
   * {@return the name of the library that has the symbol}
   *
   * @throws dev.archcheck.inspect.MalformedBinaryException if the names are damaged
   */
  public String dllName() throws IOException {
    return ImportHeader.readNames(source, header).dll();
  }

  @Override
  public void describe(Detail detail, Consumer<Structure> out) throws IOException {
    switch (detail) {
      case HEADERS -> describeHeader(out);
      case IMPORTS -> describeNames(out);
      case SECTIONS, EXPORTS, RELOCATIONS, FIXUPS, HYBRID -> {}
    }
  }

  private void describeHeader(Consumer<Structure> out) throws IOException {
    var in = ImportHeader.cursor(source, true);
    ImportHeader.read(in);
    out.accept(in.structure());
  }

  private void describeNames(Consumer<Structure> out) throws IOException {
    out.accept(ImportHeader.readNames(source, header).structure(source));
  }
}
