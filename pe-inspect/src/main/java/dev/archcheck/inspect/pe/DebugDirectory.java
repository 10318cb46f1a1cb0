package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.util.function.Consumer;

/** IMAGE_DEBUG_DIRECTORY (PE/COFF specification 6.1), 28 bytes an entry. */
final class DebugDirectory {

  private static final String NAME = "IMAGE_DEBUG_DIRECTORY";
  private static final int SIZE = 28;
  private static final int CODEVIEW = 2;
  private static final long RSDS = 0x5344_5352;
  private static final int RSDS_SIZE = 24;
  private static final int MAX_PATH = 4096;

  private DebugDirectory() {}

  static void describe(ImageHeaders image, Consumer<Structure> out) throws IOException {
    DataDirectory directory = image.directory(DataDirectory.DEBUG);
    Address address = image.address(DataDirectory.DEBUG);
    long start = image.locate(NAME, address, directory.size());
    for (long at = start; start + directory.size() - at >= SIZE; at += SIZE) {
      describeEntry(image, at, out);
    }
  }

  private static void describeEntry(ImageHeaders image, long at, Consumer<Structure> out)
      throws IOException {
    Cursor in = PeDescription.recording(image, NAME, at, SIZE);
    in.u32("Characteristics");
    in.u32("TimeDateStamp");
    in.u16("MajorVersion");
    in.u16("MinorVersion");
    long type = in.u32("Type");
    in.label(label(type));
    long size = in.u32("SizeOfData");
    in.u32("AddressOfRawData");
    long pointer = in.u32("PointerToRawData");
    out.accept(in.structure());
    if (type == CODEVIEW && size > RSDS_SIZE && pointer + size <= image.source().size()) {
      describeCodeView(image, pointer, size, out);
    }
  }

  private static void describeCodeView(
      ImageHeaders image, long pointer, long size, Consumer<Structure> out) throws IOException {
    int path = (int) Math.min(MAX_PATH, size - RSDS_SIZE);
    Cursor in = PeDescription.recording(image, "CV_INFO_PDB70", pointer, RSDS_SIZE + path);
    if (in.u32("CvSignature") != RSDS) {
      return;
    }
    in.bytes("Signature", 16);
    in.u32("Age");
    String name = in.text("PdbFileName", path);
    Structure row = in.structure();
    out.accept(
        new Structure(
            row.name(),
            row.offset(),
            Math.min(size, RSDS_SIZE + name.length() + 1L),
            row.fields().stream().map(f -> shorten(f, name)).toList()));
  }

  /** The text ends at its zero, not at the end of the room that was read. */
  private static Field shorten(Field field, String name) {
    return field.name().equals("PdbFileName")
        ? Field.text(field.name(), field.offset(), name.length() + 1, name)
        : field;
  }

  private static String label(long type) {
    return switch ((int) type) {
      case 0 -> "UNKNOWN";
      case 1 -> "COFF";
      case 2 -> "CODEVIEW";
      case 3 -> "FPO";
      case 4 -> "MISC";
      case 5 -> "EXCEPTION";
      case 6 -> "FIXUP";
      case 7 -> "OMAP_TO_SRC";
      case 8 -> "OMAP_FROM_SRC";
      case 9 -> "BORLAND";
      case 11 -> "CLSID";
      case 12 -> "VC_FEATURE";
      case 13 -> "POGO";
      case 14 -> "ILTCG";
      case 15 -> "MPX";
      case 16 -> "REPRO";
      case 17 -> "EMBEDDED_PORTABLE_PDB";
      case 19 -> "PDBCHECKSUM";
      case 20 -> "EX_DLLCHARACTERISTICS";
      default -> "";
    };
  }
}
