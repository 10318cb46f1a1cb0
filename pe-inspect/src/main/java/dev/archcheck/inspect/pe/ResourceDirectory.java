package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The top of the resource tree (PE/COFF specification 6.9): which types of resources there are. The
 * tree below is not walked, so it may be as wild as it likes.
 */
final class ResourceDirectory {

  private static final String NAME = "IMAGE_RESOURCE_DIRECTORY";
  private static final String ENTRY = "IMAGE_RESOURCE_DIRECTORY_ENTRY";
  private static final int SIZE = 16;
  private static final int ENTRY_SIZE = 8;

  private ResourceDirectory() {}

  static void describe(ImageHeaders image, Consumer<Structure> out) throws IOException {
    Address root = image.address(DataDirectory.RESOURCE);
    Cursor in = image.recording(NAME, root, SIZE);
    in.u32("Characteristics");
    in.u32("TimeDateStamp");
    in.u16("MajorVersion");
    in.u16("MinorVersion");
    int count = in.u16("NumberOfNamedEntries");
    count += in.u16("NumberOfIdEntries");
    out.accept(in.structure());
    for (int i = 0; i < count; i++) {
      Cursor entry = image.recording(ENTRY, root.plus(SIZE + (long) i * ENTRY_SIZE), ENTRY_SIZE);
      long name = entry.u32("Name");
      entry.label(label(name));
      entry.u32("OffsetToData");
      out.accept(entry.structure());
    }
  }

  private static String label(long type) {
    if (type > 24) {
      return "";
    }
    return switch ((int) type) {
      case 1 -> "CURSOR";
      case 2 -> "BITMAP";
      case 3 -> "ICON";
      case 4 -> "MENU";
      case 5 -> "DIALOG";
      case 6 -> "STRING";
      case 7 -> "FONTDIR";
      case 8 -> "FONT";
      case 9 -> "ACCELERATOR";
      case 10 -> "RCDATA";
      case 11 -> "MESSAGETABLE";
      case 12 -> "GROUP_CURSOR";
      case 14 -> "GROUP_ICON";
      case 16 -> "VERSION";
      case 17 -> "DLGINCLUDE";
      case 19 -> "PLUGPLAY";
      case 20 -> "VXD";
      case 21 -> "ANICURSOR";
      case 22 -> "ANIICON";
      case 23 -> "HTML";
      case 24 -> "MANIFEST";
      default -> "";
    };
  }
}
