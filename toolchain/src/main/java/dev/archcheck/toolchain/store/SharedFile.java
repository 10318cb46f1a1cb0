package dev.archcheck.toolchain.store;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.InputChangedException;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that several threads read. It has no window, so reads should be large. */
final class SharedFile implements ByteSource, Closeable {

  private static final int BUFFER = 64 << 10;

  private final String name;
  private final FileChannel channel;
  private final long size;

  /** The system reads to outside of the heap; this saves it a new place for each read. */
  private final ThreadLocal<ByteBuffer> direct =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER));

  SharedFile(Path path) throws IOException {
    this.name = path.toString();
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
    this.size = channel.size();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public ByteBuffer read(long offset, int length) throws IOException {
    if (length < 0 || length > size) {
      throw MalformedBinaryException.truncated(this, "file", offset, length);
    }
    byte[] bytes = new byte[length];
    read(offset, bytes, 0, length);
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void read(long offset, byte[] into, int start, int length) throws IOException {
    if (offset < 0 || length < 0 || offset > size - length) {
      throw MalformedBinaryException.truncated(this, "file", offset, length);
    }
    ByteBuffer buffer = direct.get();
    for (int done = 0; done < length; ) {
      buffer.clear().limit(Math.min(BUFFER, length - done));
      int got = channel.read(buffer, offset + done);
      if (got < 0) {
        throw new InputChangedException(name);
      }
      buffer.flip().get(into, start + done, got);
      done += got;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
