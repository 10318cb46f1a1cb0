package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over everything, through one buffer. */
final class Digest {

  private static final int BUFFER = 64 << 10;

  private Digest() {}

  /** {@return a fresh SHA-256} */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static byte[] of(ByteSource source) throws IOException {
    return of(new SourceInputStream(source));
  }

  static byte[] of(InputStream in) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    for (int count; (count = in.read(buffer)) >= 0; ) {
      digest.update(buffer, 0, count);
    }
    return digest.digest();
  }
}
