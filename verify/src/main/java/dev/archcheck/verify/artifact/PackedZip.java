package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A zip archive whose entries can be unpacked in any order, and several at once. */
public final class PackedZip {

  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int PERMISSIONS = 0777;
  private static final String HEADER = "central directory file header";

  private final ByteSource zip;
  private final ZipDirectory directory;
  private final List<ZipEntry> entries = new ArrayList<>();
  private final List<PackedEntry> packed = new ArrayList<>();

  /**
   * Reads the central directory.
   *
   * @param limit more entries than this are refused
   * @throws dev.archcheck.inspect.MalformedBinaryException if the archive is damaged
   */
  public PackedZip(ByteSource zip, int limit) throws IOException {
    this.zip = zip;
    this.directory = ZipDirectory.find(zip);
    directory.checkPrefix(zip);
    new ZipEntries(zip, directory)
        .forEach(entry -> {
          if (entries.size() == limit) {
            throw Damage.invalid(
                zip,
                "central directory",
                "",
                entry.offset(),
                "has more than " + limit + " entries");
          }
          entries.add(entry);
          packed.add(packed(entry));
        });
  }

  /** {@return the entries, in the order of the central directory} */
  public List<PackedEntry> entries() {
    return Collections.unmodifiableList(packed);
  }

  /** {@return a reader of contents; each thread needs one of its own} */
  public Reader reader() {
    return new Reader();
  }

  private IOException invalid(ZipEntry entry, String field, String detail) {
    return Damage.invalid(zip, HEADER, field, entry.offset(), detail);
  }

  private static PackedEntry packed(ZipEntry entry) {
    int mode = entry.madeBy() >>> 8 == 3 ? (int) (entry.externalAttributes() >>> 16) : -1;
    PackedEntry.Type type =
        entry.folder()
            ? PackedEntry.Type.FOLDER
            : entry.link() ? PackedEntry.Type.SYMBOLIC_LINK : PackedEntry.Type.FILE;
    return new PackedEntry(
        entry.name(), type, mode < 0 ? -1 : mode & PERMISSIONS, entry.size(), entry.offset());
  }

  /**
   * The content of one entry after the other. At the end of each, size and CRC-32 are held against
   * what is stated, so it has to be read to its end. Not for several threads.
   */
  public final class Reader extends InputStream {

    private static final int INPUT = 64 << 10;

    private final Inflater inflater = new Inflater(true);
    private final byte[] input = new byte[INPUT];
    private final CRC32 crc = new CRC32();
    private @Nullable ZipEntry entry;
    private long next;
    private long left;
    private long position;

    private Reader() {}

    /**
     * Goes to the start of an entry's content.
     *
     * @param index its place in {@link #entries()}
     * @throws dev.archcheck.inspect.MalformedBinaryException if it is packed in a way that is not
     *     read here, or if its local header contradicts the central directory
     */
    public void open(int index) throws IOException {
      ZipEntry opened = entries.get(index);
      if (opened.encrypted()) {
        throw invalid(opened, "general purpose bit flag", "says that the member is encrypted");
      }
      if (opened.method() != DEFLATED && opened.method() != STORED) {
        throw invalid(opened, "compression method", "is " + opened.method());
      }
      next = opened.dataOffset(zip, directory.prefix());
      left = opened.compressedSize();
      if (left > zip.size() - next) {
        throw invalid(opened, "compressed size", "goes past the end of the archive");
      }
      entry = opened;
      position = 0;
      crc.reset();
      inflater.reset();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
      ZipEntry open = Objects.requireNonNull(entry);
      int got =
          open.method() == STORED
              ? stored(into, start, length)
              : inflated(open, into, start, length);
      if (got < 0) {
        prove(open);
        return -1;
      }
      position += got;
      if (position > open.size()) {
        throw Damage.pastSize(open.name(), open.size());
      }
      crc.update(into, start, got);
      return got;
    }

    private int stored(byte[] into, int start, int length) throws IOException {
      int count = (int) Math.min(length, left);
      if (count == 0) {
        return length == 0 ? 0 : -1;
      }
      zip.read(next, into, start, count);
      next += count;
      left -= count;
      return count;
    }

    private int inflated(ZipEntry open, byte[] into, int start, int length) throws IOException {
      try {
        int got = inflater.inflate(into, start, length);
        while (got == 0 && !inflater.finished()) {
          if (inflater.needsDictionary() || (inflater.needsInput() && left == 0)) {
            throw invalid(open, "", "has deflated data without an end");
          }
          fill();
          got = inflater.inflate(into, start, length);
        }
        return got == 0 ? -1 : got;
      } catch (DataFormatException e) {
        throw invalid(open, "", "has damaged data at its byte " + position + ": " + e.getMessage());
      }
    }

    private void fill() throws IOException {
      int count = (int) Math.min(INPUT, left);
      zip.read(next, input, 0, count);
      next += count;
      left -= count;
      inflater.setInput(input, 0, count);
    }

    private void prove(ZipEntry open) throws IOException {
      if (open.method() == DEFLATED && left + inflater.getRemaining() > 0) {
        throw invalid(open, "compressed size", "has bytes behind the end of the member's data");
      }
      if (position < open.size()) {
        throw Damage.tooShort(open.name(), position, open.size());
      }
      if (crc.getValue() != open.crc()) {
        throw invalid(open, "crc-32", "is not that of the member's bytes");
      }
    }

    /** Frees what it holds outside of the heap. */
    @Override
    public void close() {
      inflater.end();
    }
  }
}
