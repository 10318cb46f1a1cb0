package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Recognizes a Dart ahead-of-time snapshot in the clothes of a library, as Flutter ships it. */
final class DartSnapshot {

  static final String PREFIX = "_kDart";

  /** A snapshot exports a handful of symbols, so its export directory is small. */
  private static final int MAX_EXPORT_SIZE = 2048;

  private static final int MAX_NAMES = 16;
  private static final int NUMBER_OF_NAMES = 24;
  private static final int ADDRESS_OF_NAMES = 32;

  private DartSnapshot() {}

  /** {@return whether an image without an entry point exports a symbol of a snapshot} */
  static boolean isSnapshot(ImageHeaders image) throws IOException {
    DataDirectory exports = image.directory(DataDirectory.EXPORT);
    if (image.optional().addressOfEntryPoint() != 0
        || !exports.isPresent()
        || exports.size() > MAX_EXPORT_SIZE) {
      return false;
    }
    try {
      return exportsSnapshot(image, image.address(DataDirectory.EXPORT));
    } catch (MalformedBinaryException e) {
      return false; // damaged exports are reported by whoever asks for them
    }
  }

  private static boolean exportsSnapshot(ImageHeaders image, Address directory) throws IOException {
    var header = image.read("IMAGE_EXPORT_DIRECTORY", directory, 40);
    long count = header.getInt(NUMBER_OF_NAMES) & 0xFFFF_FFFFL;
    if (count == 0 || count > MAX_NAMES) {
      return false;
    }
    long table = header.getInt(ADDRESS_OF_NAMES) & 0xFFFF_FFFFL;
    var names =
        image.read(
            "ExportNamePointerTable",
            new Address(table, "AddressOfNames", directory.from()),
            (int) count * 4);
    for (int i = 0; i < count; i++) {
      long name = names.getInt(i * 4) & 0xFFFF_FFFFL;
      var bytes =
          image.read("ExportName", new Address(name, "", directory.from()), PREFIX.length());
      if (StandardCharsets.ISO_8859_1.decode(bytes).toString().equals(PREFIX)) {
        return true;
      }
    }
    return false;
  }
}
