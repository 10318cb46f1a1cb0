package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.util.function.Consumer;

/** The section headers of an image as rows, with the long names that MinGW and Go give. */
final class SectionRows {

  private SectionRows() {}

  static void describe(ImageHeaders image, Consumer<Structure> out) throws IOException {
    FileHeader file = image.file();
    StringTable strings =
        StringTable.behind(
            image.source(),
            file.pointerToSymbolTable(),
            file.pointerToSymbolTable() + file.numberOfSymbols() * StringTable.SYMBOL_SIZE);
    for (int i = 0; i < image.sections().count(); i++) {
      Cursor in =
          PeDescription.recording(
              image, SectionHeader.NAME, image.sections().offset(i), SectionHeader.SIZE);
      SectionHeader header = SectionHeader.read(in);
      out.accept(Rows.with(in.structure(), strings.longName(header.name())));
    }
  }
}
