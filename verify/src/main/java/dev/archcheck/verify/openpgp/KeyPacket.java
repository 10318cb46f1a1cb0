package dev.archcheck.verify.openpgp;

import dev.archcheck.verify.digest.Algorithm;
import java.security.MessageDigest;

/** A public key of version 4, primary or subkey (RFC 9580, 5.5.2). */
final class KeyPacket {

  static final int VERSION = 4;

  final byte[] body;
  final Fingerprint fingerprint;

  /** Seconds since 1970. */
  final long created;

  final int algorithm;

  private KeyPacket(byte[] body, Fingerprint fingerprint, long created, int algorithm) {
    this.body = body;
    this.fingerprint = fingerprint;
    this.created = created;
    this.algorithm = algorithm;
  }

  static boolean isSupported(byte[] body) {
    return body.length > 0 && body[0] == VERSION;
  }

  static KeyPacket read(byte[] body) throws RefusedException {
    Bytes in = new Bytes(body);
    in.u8();
    long created = in.u32();
    int algorithm = in.u8();
    if (body.length > 0xFFFF) {
      throw new RefusedException(Reason.MALFORMED, "a key of " + body.length + " bytes");
    }
    MessageDigest sha1 = Algorithm.SHA1.start();
    hashInto(sha1, body);
    return new KeyPacket(body, Fingerprint.of(sha1.digest()), created, algorithm);
  }

  /** Adds the key as every signature over it hashes it (RFC 9580, 5.2.4). */
  void hashInto(MessageDigest digest) {
    hashInto(digest, body);
  }

  private static void hashInto(MessageDigest digest, byte[] body) {
    digest.update((byte) 0x99);
    digest.update((byte) (body.length >> 8));
    digest.update((byte) body.length);
    digest.update(body);
  }

  /** {@return a reader at the numbers of the key} */
  Bytes numbers() throws RefusedException {
    Bytes in = new Bytes(body);
    in.take(6);
    return in;
  }
}
