package dev.archcheck.inspect;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file, read by positional reads into one heap window.
 *
 * <p>The first window is a page, because most files are classified from their header page alone;
 * later windows are larger. Mapping is avoided on purpose: it doubles a cold start and loses on
 * many small files.
 */
public final class FileByteSource implements ByteSource, Closeable {

  private static final int HEADER_PAGE = 4 << 10;
  private static final int WINDOW = 64 << 10;

  private final String name;
  private final FileChannel channel;
  private final long size;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  private FileByteSource(String name, FileChannel channel) throws IOException {
    this.name = name;
    this.channel = channel;
    this.size = channel.size();
  }

  /** Opens a file for reading; the size is taken now and does not change with the file. */
  public static FileByteSource open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new FileByteSource(path.toString(), channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
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
    if (offset < windowStart || offset + length > windowStart + window.limit()) {
      fill(offset, length);
    }
    return window
        .slice((int) (offset - windowStart), length)
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private void fill(long offset, int length) throws IOException {
    int wanted = offset + length <= HEADER_PAGE ? HEADER_PAGE : WINDOW;
    // A window starts at a page, so that a reader that walks backwards a little finds its bytes.
    long start = Math.min(offset, offset & -(long) HEADER_PAGE);
    int count = (int) Math.min(Math.max(wanted, offset - start + length), size - start);
    // Buffers that were handed out stay valid: a window is never overwritten, only replaced.
    ByteBuffer fresh = ByteBuffer.allocate(count);
    while (fresh.hasRemaining()) {
      int got = channel.read(fresh, start + fresh.position());
      if (got < 0) {
        throw new InputChangedException(name, size, start + fresh.position());
      }
    }
    window = fresh.flip();
    windowStart = start;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
