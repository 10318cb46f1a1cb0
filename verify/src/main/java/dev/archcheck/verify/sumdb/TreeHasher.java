package dev.archcheck.verify.sumdb;

import dev.archcheck.verify.digest.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;

/** The hashes of a Merkle tree (RFC 6962, 2.1). Not for several threads at once. */
final class TreeHasher {

  private static final byte RECORD = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest = Algorithm.SHA256.start();

  /** {@return the root of a tree without records} */
  static LogHash emptyRoot() {
    return new LogHash(Algorithm.SHA256.start().digest());
  }

  /** {@return the hash of a record} */
  LogHash record(String text) {
    digest.update(RECORD);
    return new LogHash(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** {@return the hash of the node above two others} */
  LogHash node(LogHash left, LogHash right) {
    byte[] both = new byte[2 * LogHash.SIZE];
    left.copyTo(both, 0);
    right.copyTo(both, LogHash.SIZE);
    byte[] above = new byte[LogHash.SIZE];
    node(both, 0, above, 0);
    return new LogHash(above);
  }

  /** Hashes two neighbours in one array into a place of another. */
  void node(byte[] pair, int offset, byte[] target, int at) {
    digest.update(NODE);
    digest.update(pair, offset, 2 * LogHash.SIZE);
    try {
      digest.digest(target, at, LogHash.SIZE);
    } catch (DigestException e) {
      throw new IllegalStateException(e); // the target has room for 32 bytes
    }
  }
}
