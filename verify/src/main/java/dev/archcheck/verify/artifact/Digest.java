package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.verify.digest.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** SHA-256 over everything, through one buffer. */
final class Digest {

  private static final int BUFFER = 64 << 10;

  private Digest() {}

  static byte[] of(ByteSource source) throws IOException {
    return of(new SourceInputStream(source), source.name(), source.size());
  }

  /** {@return the digest of a stream that must have the stated size} */
  static byte[] of(InputStream in, String name, long size) throws IOException {
    MessageDigest digest = Algorithm.SHA256.start();
    byte[] buffer = new byte[BUFFER];
    long total = 0;
    for (int count; (count = in.read(buffer)) >= 0; ) {
      digest.update(buffer, 0, count);
      total += count;
      if (total > size) {
        throw Damage.pastSize(name, size);
      }
    }
    if (total < size) {
      throw Damage.tooShort(name, total, size);
    }
    return digest.digest();
  }
}
