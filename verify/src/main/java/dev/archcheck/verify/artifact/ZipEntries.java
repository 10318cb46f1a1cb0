package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The entries of a zip archive's central directory, in its order. */
final class ZipEntries {

  private static final String HEADER = "central directory file header";

  /** So much of the directory is read at once. */
  private static final int WINDOW = 64 << 10;

  private final ByteSource zip;
  private final ZipDirectory directory;

  /** Takes an entry. */
  interface Visitor {
    void meet(ZipEntry entry) throws IOException;
  }

  ZipEntries(ByteSource zip, ZipDirectory directory) {
    this.zip = zip;
    this.directory = directory;
  }

  /** Hands out every entry, and holds their number against the one that is stated. */
  void forEach(Visitor visitor) throws IOException {
    long count = 0;
    ByteSource source = zip.slice(directory.offset(), directory.size());
    // Local headers are read in between, from elsewhere: the directory has a window of its own.
    Window window = new Window(source);
    for (long at = 0; at < source.size(); count++) {
      ByteBuffer fixed = window.read(at, ZipEntry.FIXED);
      if (fixed.getInt(0) != ZipEntry.SIGNATURE) {
        break;
      }
      int length = ZipEntry.FIXED + ZipEntry.variableLength(fixed);
      visitor.meet(entry(window.read(at, length), directory.offset() + at));
      at += length;
    }
    checkCount(count);
  }

  private void checkCount(long count) throws IOException {
    long comparable = directory.zip64() ? count : count & 0xFFFF;
    if (comparable != directory.entries()) {
      throw Damage.invalid(
          zip,
          "central directory",
          "",
          directory.offset(),
          "has " + count + " entries, but should have " + directory.entries());
    }
  }

  private ZipEntry entry(ByteBuffer bytes, long at) throws IOException {
    try {
      return ZipEntry.read(bytes, at);
    } catch (ZipEntry.BadExtraException _) {
      throw Damage.invalid(zip, HEADER, "zip64 extra field", at, "is too short");
    }
  }

  /** One window of the directory, moved forward. */
  private static final class Window {
    private final ByteSource source;
    private ByteBuffer bytes;
    private long start;

    Window(ByteSource source) throws IOException {
      this.source = source;
      this.bytes = source.read(0, (int) Math.min(WINDOW, source.size()));
    }

    ByteBuffer read(long offset, int length) throws IOException {
      if (offset + length > start + bytes.limit()) {
        int count = (int) Math.min(Math.max(WINDOW, length), source.size() - offset);
        bytes = source.read(offset, Math.max(count, length));
        start = offset;
      }
      return bytes.slice((int) (offset - start), length).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
