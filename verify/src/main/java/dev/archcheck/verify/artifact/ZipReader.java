package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Meets the members of a zip archive in the order of its central directory. Nothing is kept of the
 * directory but one window, so that its size does not matter.
 *
 * <p>Folders and symbolic links are no artifacts; a link's target is met at its own place.
 */
final class ZipReader {

  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int DEFLATED64 = 9;
  private static final int BZIP2 = 12;

  private static final int WINDOW = 64 << 10;

  private final Met zip;
  private final ZipDirectory directory;
  private final Archives archives;
  private final Members members;

  ZipReader(Met zip, ZipDirectory directory, Archives archives) {
    this.zip = zip;
    this.directory = directory;
    this.archives = archives;
    this.members = new Members(zip);
  }

  /** Meets all members. */
  void read() throws IOException {
    long count = 0;
    ByteSource source = zip.source().slice(directory.offset(), directory.size());
    // Local headers are read in between, from elsewhere: the directory has a window of its own.
    Window window = new Window(source);
    for (long at = 0; at < source.size(); count++) {
      zip.budget().takeMember();
      ByteBuffer fixed = window.read(at, ZipEntry.FIXED);
      if (fixed.getInt(0) != ZipEntry.SIGNATURE) {
        break;
      }
      int length = ZipEntry.FIXED + ZipEntry.variableLength(fixed);
      meet(window.read(at, length), source.origin() + at);
      at += length;
      if (zip.budget().exhausted()) {
        throw new IOException("expands to too much; the members after this one were not looked at");
      }
    }
    checkCount(count);
  }

  private void checkCount(long count) throws IOException {
    long comparable = directory.zip64() ? count : count & 0xFFFF;
    if (comparable != directory.entries()) {
      throw Damage.invalid(
          zip.source(),
          "central directory",
          "",
          directory.offset(),
          "has " + count + " entries, but should have " + directory.entries());
    }
  }

  private void meet(ByteBuffer bytes, long at) throws IOException {
    ZipEntry entry;
    try {
      entry = ZipEntry.read(bytes);
    } catch (ZipEntry.BadExtraException _) {
      throw Damage.invalid(
          zip.source(), "central directory file header", "zip64 extra field", at, "is too short");
    }
    if (entry.folder() || entry.link()) {
      return;
    }
    Members.Named named = members.name(entry.name());
    try {
      open(entry, named);
    } catch (IOException e) {
      archives.notChecked(named.path(), e);
    }
  }

  private void open(ZipEntry entry, Members.Named named) throws IOException {
    if (entry.encrypted()) {
      archives.notChecked(named.path(), "is encrypted");
      return;
    }
    switch (entry.method()) {
      case STORED -> stored(entry, named);
      case DEFLATED -> expanded(entry, named, Compression.DEFLATE);
      case DEFLATED64 -> expanded(entry, named, Compression.DEFLATE64);
      case BZIP2 -> expanded(entry, named, Compression.BZIP2);
      default -> archives.notChecked(named.path(), "not opened: " + methodName(entry.method()));
    }
  }

  private void stored(ZipEntry entry, Members.Named named) throws IOException {
    if (entry.compressedSize() != entry.size()) {
      throw Damage.invalid(
          zip.source(),
          "central directory file header",
          "compressed size",
          entry.localOffset(),
          "of a stored member is not its size");
    }
    ByteSource data = entry.data(zip.source(), directory.prefix());
    Origin part = new Origin.Part(zip.origin(), data.origin() - zip.source().origin(), data.size());
    archives.meet(zip.member(named, data, part, new StoredContent(part, data.size())));
  }

  private void expanded(ZipEntry entry, Members.Named named, Compression compression)
      throws IOException {
    ByteSource data = entry.data(zip.source(), directory.prefix());
    long offset = data.origin() - zip.source().origin();
    long length = data.size();
    Origin.Expanded origin =
        new Origin.Expanded(
            zip.origin(),
            container -> compression.open(container.slice(offset, length)),
            named.path(),
            entry.size(),
            zip.depth() + 1);
    try (ForwardSource source = origin.source(zip.source(), zip.budget())) {
      archives.meet(zip.member(named, source, origin, new StoredContent(origin, entry.size())));
    }
  }

  private static String methodName(int method) {
    return switch (method) {
      case 14 -> "LZMA (zip method 14)";
      case 20, 93 -> "Zstandard (zip method " + method + ")";
      case 95 -> "xz (zip method 95)";
      case 98 -> "PPMd (zip method 98)";
      case 99 -> "encrypted by AES (zip method 99)";
      default -> "zip method " + method;
    };
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
