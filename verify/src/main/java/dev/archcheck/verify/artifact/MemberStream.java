package dev.archcheck.verify.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The data of one member, out of the stream of its archive. It can digest what passes, because a
 * compressed archive has to be read to its end anyway.
 */
final class MemberStream extends InputStream {

  private final InputStream archive;
  private final String name;
  private final long size;
  private final boolean ownsArchive;
  private long position;
  private boolean broken;
  private @Nullable MessageDigest digest;

  MemberStream(InputStream archive, String name, long size, boolean ownsArchive) {
    this.archive = archive;
    this.name = name;
    this.size = size;
    this.ownsArchive = ownsArchive;
  }

  long position() {
    return position;
  }

  /** {@return whether reading has failed, so that whoever read knows it already} */
  boolean broken() {
    return broken;
  }

  /** Digests from here on; what has passed is given. */
  void digest(MessageDigest begun) {
    digest = begun;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == size) {
      return -1;
    }
    broken = true;
    int got = archive.read(into, start, (int) Math.min(length, size - position));
    if (got < 0) {
      throw Damage.tooShort(name, position, size);
    }
    broken = false;
    position += got;
    if (digest != null) {
      digest.update(into, start, got);
    }
    return got;
  }

  /** The archive's stream is closed only if it was opened for this member alone. */
  @Override
  public void close() throws IOException {
    if (ownsArchive) {
      archive.close();
    }
  }
}
