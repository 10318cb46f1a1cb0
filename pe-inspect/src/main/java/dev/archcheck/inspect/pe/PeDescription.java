package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands out the structures of an image, one table after the other. */
final class PeDescription {

  /** One table of an image. */
  private interface Table {
    void describe(ImageHeaders image, Consumer<Structure> out) throws IOException;
  }

  private final ImageHeaders image;
  private final Consumer<Structure> out;
  private @Nullable MalformedBinaryException firstDamage;

  PeDescription(ImageHeaders image, Consumer<Structure> out) {
    this.image = image;
    this.out = out;
  }

  void describe(Detail detail) throws IOException {
    switch (detail) {
      case HEADERS -> describeHeaders();
      case SECTIONS -> attempt(SectionRows::describe);
      case IMPORTS -> {
        attempt(DataDirectory.IMPORT, ImportTable::describe);
        attempt(DataDirectory.DELAY_IMPORT, ImportTable::describeDelayed);
      }
      case EXPORTS -> attempt(DataDirectory.EXPORT, ExportTable::describe);
      case RELOCATIONS -> attempt(DataDirectory.BASERELOC, BaseRelocations::describe);
      case FIXUPS -> attempt(DataDirectory.LOAD_CONFIG, HybridTables::describeFixups);
      case HYBRID -> {
        attempt(DataDirectory.LOAD_CONFIG, HybridTables::describe);
        attempt(DataDirectory.EXCEPTION, HybridTables::describeExceptions);
      }
    }
    if (firstDamage != null) {
      throw firstDamage;
    }
  }

  private void describeHeaders() throws IOException {
    attempt(PeDescription::describeFixedHeaders);
    attempt(DataDirectory.COM_DESCRIPTOR, PeDescription::describeManaged);
    attempt(DataDirectory.DEBUG, DebugDirectory::describe);
    attempt(DataDirectory.TLS, PeDescription::describeTls);
    attempt(DataDirectory.RESOURCE, ResourceDirectory::describe);
    attempt(DataDirectory.SECURITY, CertificateTable::describe);
  }

  private void attempt(int directory, Table table) throws IOException {
    if (image.directory(directory).isPresent()) {
      attempt(table);
    }
  }

  private void attempt(Table table) throws IOException {
    try {
      table.describe(image, out);
    } catch (MalformedBinaryException e) {
      if (firstDamage == null) {
        firstDamage = e;
      }
    }
  }

  private static void describeFixedHeaders(ImageHeaders image, Consumer<Structure> out)
      throws IOException {
    describeDosHeader(image, out);
    Cursor file = recording(image, FileHeader.NAME, image.fileHeaderOffset(), FileHeader.SIZE);
    FileHeader.read(file);
    out.accept(file.structure());
    OptionalHeader optional = image.optional();
    Cursor in =
        recording(
            image,
            OptionalHeader.name(optional.magic()),
            optional.offset(),
            OptionalHeader.size(optional.magic()));
    OptionalHeader.read(in);
    out.accept(in.structure());
    long count = Math.min(optional.numberOfRvaAndSizes(), DataDirectory.MAX_COUNT);
    for (int i = 0; i < count; i++) {
      Cursor directory =
          recording(image, DataDirectory.NAME, image.directory(i).offset(), DataDirectory.SIZE);
      DataDirectory.read(directory, i);
      out.accept(directory.structure());
    }
  }

  private static void describeDosHeader(ImageHeaders image, Consumer<Structure> out)
      throws IOException {
    Cursor in = recording(image, "IMAGE_DOS_HEADER", 0, ImageHeaders.DOS_HEADER_SIZE);
    String[] words = {
      "e_magic", "e_cblp", "e_cp", "e_crlc", "e_cparhdr", "e_minalloc", "e_maxalloc",
      "e_ss", "e_sp", "e_csum", "e_ip", "e_cs", "e_lfarlc", "e_ovno"
    };
    for (String word : words) {
      in.u16(word);
    }
    in.bytes("e_res", 8);
    in.u16("e_oemid");
    in.u16("e_oeminfo");
    in.bytes("e_res2", 20);
    in.u32("e_lfanew");
    out.accept(in.structure());
  }

  private static void describeManaged(ImageHeaders image, Consumer<Structure> out)
      throws IOException {
    Cursor in =
        image.recording(
            ManagedHeader.NAME, image.address(DataDirectory.COM_DESCRIPTOR), ManagedHeader.SIZE);
    ManagedHeader.read(image, in);
    out.accept(in.structure());
  }

  private static void describeTls(ImageHeaders image, Consumer<Structure> out) throws IOException {
    boolean wide = image.optional().isWide();
    Cursor in =
        image.recording(
            wide ? "IMAGE_TLS_DIRECTORY64" : "IMAGE_TLS_DIRECTORY32",
            image.address(DataDirectory.TLS),
            wide ? 40 : 24);
    in.word("StartAddressOfRawData", wide);
    in.word("EndAddressOfRawData", wide);
    in.word("AddressOfIndex", wide);
    in.word("AddressOfCallBacks", wide);
    in.u32("SizeOfZeroFill");
    in.u32("Characteristics");
    out.accept(in.structure());
  }

  static Cursor recording(ImageHeaders image, String structure, long offset, int length)
      throws IOException {
    return Cursor.recording(image.source(), structure, offset, length, ByteOrder.LITTLE_ENDIAN);
  }
}
