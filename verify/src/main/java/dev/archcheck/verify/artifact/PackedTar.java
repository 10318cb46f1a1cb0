package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.MalformedBinaryException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A {@code .tar.gz} that is unpacked as it arrives, one entry after the other. */
public final class PackedTar implements Closeable {

  private static final int PERMISSIONS = 0777;

  private final String name;
  private final TarStream stream;
  private final TarReader reader;
  private long end;

  /**
   * An archive at its start.
   *
   * @param name what messages call it
   * @param gzip its compressed bytes
   * @param expandedLimit more bytes than this are refused; it is what stops a bomb
   */
  public PackedTar(String name, InputStream gzip, long expandedLimit) {
    this.name = name;
    AheadStream expanded = new AheadStream(new GzipStream(name, gzip), "inflate");
    this.stream = new TarStream(expanded, new Budget(expandedLimit / 100));
    this.reader = new TarReader(name, stream);
  }

  /**
   * {@return the next entry, whose content {@link #read} gives next; null behind the last}
   *
   * @throws dev.archcheck.inspect.MalformedBinaryException if the archive is damaged
   */
  public @Nullable PackedEntry next() throws IOException {
    TarEntry entry = reader.next();
    if (entry == null) {
      if (!reader.endMark()) {
        throw Damage.invalid(name, "tar archive", "", stream.position(), "has no end mark");
      }
      stream.drain(); // the check sum of gzip is behind the last byte, and nothing behind that
      return null;
    }
    end = entry.dataOffset() + entry.storedSize();
    return new PackedEntry(
        entry.name(),
        type(entry),
        entry.mode() < 0 ? -1 : entry.mode() & PERMISSIONS,
        entry.size(),
        entry.dataOffset() - TarHeader.SIZE);
  }

  /**
   * Reads the content of the current entry on.
   *
   * @return how many bytes were read, fewer than asked for at the end of the content only
   * @throws dev.archcheck.inspect.MalformedBinaryException if the archive ends within the content
   */
  public int read(byte[] into, int start, int length) throws IOException {
    int wanted = (int) Math.min(length, end - stream.position());
    int got = stream.readNBytes(into, start, wanted);
    if (got < wanted) {
      throw cutOff();
    }
    return got;
  }

  /**
   * Takes the next bytes of the content of the current entry, as many as stand in one place.
   *
   * @return some, at least one but at the end of the content; good until they are released
   * @throws dev.archcheck.inspect.MalformedBinaryException if the archive ends within the content
   */
  public Slice take() throws IOException {
    int wanted = (int) Math.min(Integer.MAX_VALUE, end - stream.position());
    Slice slice = stream.take(wanted);
    if (slice.length() == 0 && wanted > 0) {
      throw cutOff();
    }
    return slice;
  }

  private MalformedBinaryException cutOff() {
    return Damage.invalid(
        name, "tar archive", "", stream.position(), "is cut off within the content of a member");
  }

  /** {@return the content of the current entry as a stream, good until the next entry} */
  public InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] into, int start, int length) throws IOException {
        int got = PackedTar.this.read(into, start, length);
        return got == 0 && length > 0 ? -1 : got;
      }
    };
  }

  private static PackedEntry.Type type(TarEntry entry) {
    if (entry.segments() != null) {
      return PackedEntry.Type.OTHER;
    }
    return switch (entry.type()) {
      case '0', '7', 0 ->
          entry.name().endsWith("/") ? PackedEntry.Type.FOLDER : PackedEntry.Type.FILE;
      case '1' -> PackedEntry.Type.HARD_LINK;
      case '2' -> PackedEntry.Type.SYMBOLIC_LINK;
      case '5' -> PackedEntry.Type.FOLDER;
      default -> PackedEntry.Type.OTHER;
    };
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
