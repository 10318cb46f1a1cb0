package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * IMPORT_OBJECT_HEADER (PE/COFF specification 7.1), 20 bytes, followed by the names.
 *
 * @param type bits 0 and 1 what is imported, bits 2 to 4 how its name is made
 */
public record ImportHeader(
    int version, Machine machine, long timeDateStamp, long sizeOfData, int ordinal, int type) {

  static final String NAME = "IMPORT_OBJECT_HEADER";
  static final int SIZE = 20;
  static final int MACHINE_OFFSET = 6;

  private static final int MAX_NAMES = 64 << 10;

  static Cursor cursor(ByteSource source, boolean recording) throws IOException {
    return recording
        ? Cursor.recording(source, NAME, 0, SIZE, ByteOrder.LITTLE_ENDIAN)
        : Cursor.open(source, NAME, 0, SIZE, ByteOrder.LITTLE_ENDIAN);
  }

  static ImportHeader read(Cursor in) throws MalformedBinaryException {
    in.u16("Sig1");
    in.u16("Sig2");
    int version = in.u16("Version");
    Machine machine = new Machine(in.u16("Machine"));
    in.label(machine.label());
    long time = in.u32("TimeDateStamp");
    long size = in.u32("SizeOfData");
    int ordinal = in.u16("OrdinalHint");
    int type = in.u16("Type");
    in.label(typeLabel(type) + " " + nameTypeLabel(type));
    return new ImportHeader(version, machine, time, size, ordinal, type);
  }

  private static String typeLabel(int type) {
    return switch (type & 3) {
      case 0 -> "IMPORT_CODE";
      case 1 -> "IMPORT_DATA";
      case 2 -> "IMPORT_CONST";
      default -> "3";
    };
  }

  /** {@return how the imported name is made of the symbol's} */
  public String nameTypeLabel() {
    return nameTypeLabel(type);
  }

  private static String nameTypeLabel(int type) {
    int nameType = (type >> 2) & 7;
    return switch (nameType) {
      case 0 -> "IMPORT_ORDINAL";
      case 1 -> "IMPORT_NAME";
      case 2 -> "IMPORT_NAME_NOPREFIX";
      case 3 -> "IMPORT_NAME_UNDECORATE";
      case 4 -> "IMPORT_NAME_EXPORTAS";
      default -> Integer.toString(nameType);
    };
  }

  /** The texts behind the header; there is an export name for IMPORT_NAME_EXPORTAS only. */
  record Names(String symbol, String dll, String exportName) {

    Structure structure(ByteSource source) {
      List<Field> fields = new ArrayList<>();
      long at = source.origin() + SIZE;
      fields.add(Field.text("Symbol", at, symbol.length(), symbol));
      at += symbol.length() + 1L;
      fields.add(Field.text("DLL", at, dll.length(), dll));
      at += dll.length() + 1L;
      if (!exportName.isEmpty()) {
        fields.add(Field.text("ExportName", at, exportName.length(), exportName));
        at += exportName.length() + 1L;
      }
      return new Structure(
          "Import", source.origin() + SIZE, at - SIZE - source.origin(), List.copyOf(fields));
    }
  }

  static Names readNames(ByteSource source, ImportHeader header) throws IOException {
    if (header.sizeOfData > Math.min(MAX_NAMES, source.size() - SIZE)) {
      throw MalformedBinaryException.at(
          source,
          NAME,
          "SizeOfData",
          12,
          Reason.TRUNCATED,
          header.sizeOfData + " bytes of names do not fit");
    }
    ByteBuffer bytes = source.read(SIZE, (int) header.sizeOfData);
    String symbol = next(source, bytes, "Symbol");
    String dll = next(source, bytes, "DLL");
    String export =
        ((header.type >> 2) & 7) == 4 && bytes.hasRemaining()
            ? next(source, bytes, "ExportName")
            : "";
    return new Names(symbol, dll, export);
  }

  private static String next(ByteSource source, ByteBuffer bytes, String field)
      throws MalformedBinaryException {
    int start = bytes.position();
    int end = start;
    while (end < bytes.limit() && bytes.get(end) != 0) {
      end++;
    }
    if (end == bytes.limit()) {
      throw MalformedBinaryException.at(
          source, NAME, field, SIZE + start, Reason.TRUNCATED, "has no terminating zero");
    }
    byte[] text = new byte[end - start];
    bytes.get(text).get();
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
