package dev.archcheck.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes that can be read at any offset. Parsers see only this: no path, no channel, no archive.
 *
 * <p>A source may keep a window of what it read last, so one source belongs to one thread at a
 * time.
 */
public interface ByteSource {

  /** {@return the name that errors give to this source, for example a path} */
  String name();

  /** {@return the number of bytes} */
  long size();

  /**
   * {@return the offset of this source's first byte in the file or archive member that it is a part
   * of} It is 0 but for slices; everything that is reported to a user is {@code origin() + offset}.
   */
  default long origin() {
    return 0;
  }

  /**
   * Reads exactly {@code length} bytes.
   *
   * @return a read-only little-endian buffer whose position is 0 and whose limit is {@code length}
   * @throws MalformedBinaryException if the range is not wholly inside this source
   * @throws IOException if the bytes cannot be had
   */
  ByteBuffer read(long offset, int length) throws IOException;

  /**
   * Copies bytes into an array of the caller's: what streams and digests use to read everything
   * without leaving garbage.
   *
   * @throws MalformedBinaryException if the range is not wholly inside this source
   * @throws IOException if the bytes cannot be had
   */
  default void read(long offset, byte[] into, int start, int length) throws IOException {
    read(offset, length).get(into, start, length);
  }

  /**
   * {@return a view of a part of this source}
   *
   * @throws MalformedBinaryException if the range is not wholly inside this source
   */
  default ByteSource slice(long offset, long length) throws MalformedBinaryException {
    Bounds.check(this, "slice", offset, length);
    return new SliceSource(this, offset, length);
  }
}
