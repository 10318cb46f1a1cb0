package dev.archcheck.toolchain.store;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.toolchain.store.RefusedArchiveException.Reason;
import dev.archcheck.verify.artifact.PackedEntry;
import dev.archcheck.verify.artifact.PackedTar;
import dev.archcheck.verify.artifact.PackedZip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Unpacks a Go distribution into an empty folder. Nothing that an archive says is believed: names
 * stay below the folder, no links are made, and size and number of files are limited. Whoever calls
 * throws the folder away where this fails.
 */
final class Unpacker {

  /** The largest distribution, of Go 1.19, has 11,800 files and half a gibibyte. */
  private static final int ENTRIES = 60_000;

  private static final long BYTES = 2L << 30;

  private static final int BUFFER = 128 << 10;

  private final String archive;
  private final Layout layout;
  private final Path folder;
  private final SafeNames names;
  private int entries;
  private long bytes;

  /**
   * Unpacks one archive.
   *
   * @param archive what messages call it
   * @param folder what becomes the GOROOT; it is empty
   */
  Unpacker(String archive, Layout layout, Path folder) {
    this.archive = archive;
    this.layout = layout;
    this.folder = folder;
    this.names = new SafeNames(archive);
  }

  /** Unpacks a {@code .tar.gz} while it arrives. */
  List<SealedFile> tar(InputStream gzip) throws IOException {
    try (PackedTar tar = new PackedTar(archive, gzip, BYTES);
        TreeWriter writer = new TreeWriter(folder)) {
      Pieces pieces = new Pieces(writer);
      for (PackedEntry entry = tar.next(); entry != null; entry = tar.next()) {
        String path = accept(entry);
        if (path.isEmpty()) {
          continue;
        }
        if (entry.type() != PackedEntry.Type.FOLDER) { // each comes with what is in it
          pieces.add(path, layout.mode(path, entry.mode()), tar, entry.size());
        }
      }
      return whole(writer.finish());
    }
  }

  /** Unpacks a zip archive whose source may be read by several threads. */
  List<SealedFile> zip(ByteSource source) throws IOException {
    PackedZip zip = new PackedZip(source, ENTRIES);
    List<PackedEntry> packed = zip.entries();
    ThreadLocal<PackedZip.Reader> readers = ThreadLocal.withInitial(zip::reader);
    ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[BUFFER]);
    try (TreeWriter writer = new TreeWriter(folder)) {
      for (int i = 0; i < packed.size(); i++) {
        PackedEntry entry = packed.get(i);
        String path = accept(entry);
        if (path.isEmpty()) {
          continue;
        }
        if (entry.type() != PackedEntry.Type.FOLDER) {
          int index = i;
          writer.add(
              path,
              layout.mode(path, entry.mode()),
              sink -> {
                PackedZip.Reader reader = readers.get();
                reader.open(index);
                byte[] bytes = buffers.get();
                for (int got = reader.read(bytes); got >= 0; got = reader.read(bytes)) {
                  sink.write(bytes, 0, got);
                }
              });
        }
      }
      return whole(writer.finish());
    }
  }

  /** {@return the path of an entry below the folder, empty for the folder itself} */
  private String accept(PackedEntry entry) throws IOException {
    entries++;
    bytes += entry.size();
    if (entries > ENTRIES || bytes > BYTES || entry.size() < 0) {
      throw refused(Reason.TOO_LARGE, "has more in it than any Go distribution");
    }
    boolean isFolder = entry.type() == PackedEntry.Type.FOLDER;
    if (!isFolder && entry.type() != PackedEntry.Type.FILE) {
      throw refused(
          Reason.UNEXPECTED_TYPE,
          "has an entry at "
              + entry.offset()
              + " that is neither file nor folder: "
              + entry.name());
    }
    String name = entry.name();
    if (isFolder && name.endsWith("/")) {
      name = name.substring(0, name.length() - 1);
    }
    String path = layout.path(name);
    if (path == null || (path.isEmpty() && !isFolder)) {
      throw refused(
          Reason.NOT_A_DISTRIBUTION,
          "has an entry outside of " + layout.top() + " at " + entry.offset() + ": " + name);
    }
    if (isFolder && !path.isEmpty()) {
      names.folder(path);
    } else if (!isFolder) {
      names.file(path);
    }
    return path;
  }

  private List<SealedFile> whole(List<SealedFile> files) throws RefusedArchiveException {
    if (files.isEmpty()) {
      throw refused(Reason.NOT_A_DISTRIBUTION, "has no file in it");
    }
    return files;
  }

  private RefusedArchiveException refused(Reason reason, String detail) {
    return new RefusedArchiveException(reason, archive, detail);
  }
}
