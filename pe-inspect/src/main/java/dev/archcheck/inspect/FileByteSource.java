package dev.archcheck.inspect;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file, read into one heap window.
 *
 * <p>The first window is a page, because most files are classified from their header page alone; a
 * jump elsewhere reads a few pages, and reading on from there reads large windows. Mapping is
 * avoided on purpose: it doubles a cold start and loses on many small files.
 */
public final class FileByteSource implements ByteSource, Closeable {

  private static final int HEADER_PAGE = 4 << 10;
  private static final int JUMP_WINDOW = 16 << 10;
  private static final int WINDOW = 64 << 10;
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  /** What decoders put where a file name is not valid in the encoding of this process. */
  private static final char UNDECODABLE = '\uFFFD';

  private final String name;
  private final PositionalFile file;
  private final long size;
  private ByteBuffer window = EMPTY;
  private long windowStart;
  private int reads;

  private FileByteSource(String name, PositionalFile file, long size) {
    this.name = name;
    this.file = file;
    this.size = size;
  }

  /** Opens a file for reading; the size is taken now and does not change with the file. */
  public static FileByteSource open(Path path) throws IOException {
    String name = path.toString();
    PositionalFile file = openFile(path, name);
    try {
      return new FileByteSource(name, file, file.size());
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Opens a file whose size the caller has just been told by the file system, which saves asking
   * again. Reading notices a file that is shorter by now.
   */
  public static FileByteSource open(Path path, long size) throws IOException {
    String name = path.toString();
    return new FileByteSource(name, openFile(path, name), size);
  }

  /** A random access file opens and reads faster, but takes only names that can be decoded. */
  private static PositionalFile openFile(Path path, String name) throws IOException {
    if (name.indexOf(UNDECODABLE) < 0 && path.getFileSystem().equals(FileSystems.getDefault())) {
      try {
        return new ByName(new RandomAccessFile(name, "r"));
      } catch (FileNotFoundException _) {
        // It says "not found" for every failure; the channel's exceptions tell them apart.
      }
    }
    return new ByPath(FileChannel.open(path, StandardOpenOption.READ));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return size;
  }

  /**
   * {@inheritDoc}
   *
   * @throws InputChangedException if the file has become shorter since it was opened
   */
  @Override
  public ByteBuffer read(long offset, int length) throws IOException {
    Bounds.check(this, "file", offset, length);
    if (!windowHas(offset, length)) {
      fill(offset, length);
    }
    return window
        .slice((int) (offset - windowStart), length)
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** {@inheritDoc} Large ranges go past the window, which keeps what it has. */
  @Override
  public void read(long offset, byte[] into, int start, int length) throws IOException {
    if (length < HEADER_PAGE || windowHas(offset, length)) {
      read(offset, length).get(into, start, length);
    } else {
      Bounds.check(this, "file", offset, length);
      readFully(offset, into, start, length);
    }
  }

  private boolean windowHas(long offset, int length) {
    return offset >= windowStart && offset + length <= windowStart + window.limit();
  }

  private void fill(long offset, int length) throws IOException {
    // A window starts at a page, so that a reader that walks backwards a little finds its bytes.
    long start = offset & -(long) HEADER_PAGE;
    int count =
        (int) Math.min(Math.max(wanted(offset, length), offset - start + length), size - start);
    // Buffers that were handed out stay valid: a window is never overwritten, only replaced.
    byte[] fresh = new byte[count];
    readFully(start, fresh, 0, count);
    window = ByteBuffer.wrap(fresh);
    windowStart = start;
  }

  private int wanted(long offset, int length) {
    if (offset + length <= HEADER_PAGE) {
      return HEADER_PAGE;
    }
    long end = windowStart + window.limit();
    boolean readsOn = offset >= windowStart && offset <= end + HEADER_PAGE;
    return readsOn ? WINDOW : JUMP_WINDOW;
  }

  private void readFully(long offset, byte[] into, int start, int length) throws IOException {
    reads++;
    int done = 0;
    while (done < length) {
      int got = file.read(offset + done, into, start + done, length - done);
      if (got < 0) {
        throw new InputChangedException(name, size, offset + done);
      }
      done += got;
    }
  }

  /** {@return whether all that was read was read at once, so that it cannot contradict itself} */
  public boolean readAtOnce() {
    return reads <= 1;
  }

  /**
   * Looks at the size again, without asking for the file by its name.
   *
   * @throws InputChangedException if the file has become shorter or longer
   */
  public void checkSize() throws IOException {
    long now = file.size();
    if (now != size) {
      throw new InputChangedException(name, size, now);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** The two ways in which the library reads a file at an offset. */
  private sealed interface PositionalFile extends Closeable permits ByName, ByPath {

    long size() throws IOException;

    /** {@return how many bytes were read, negative at the end of the file} */
    int read(long offset, byte[] into, int start, int length) throws IOException;
  }

  private static final class ByName implements PositionalFile {
    private final RandomAccessFile file;

    /** Where the next read starts: the first needs no seek. */
    private long position;

    ByName(RandomAccessFile file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.length();
    }

    @Override
    public int read(long offset, byte[] into, int start, int length) throws IOException {
      if (position != offset) {
        file.seek(offset);
        position = offset;
      }
      int got = file.read(into, start, length);
      position += Math.max(got, 0);
      return got;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private record ByPath(FileChannel channel) implements PositionalFile {

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(long offset, byte[] into, int start, int length) throws IOException {
      return channel.read(ByteBuffer.wrap(into, start, length), offset);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
