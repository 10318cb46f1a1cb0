package dev.archcheck.verify.openpgp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A statement within a signature (RFC 9580, 5.2.3.7). */
final class Subpacket {

  static final int CREATION_TIME = 2;
  static final int SIGNATURE_EXPIRATION = 3;
  static final int EXPORTABLE = 4;
  static final int TRUST = 5;
  static final int REVOCABLE = 7;
  static final int KEY_EXPIRATION = 9;
  static final int PREFERRED_CIPHERS = 11;
  static final int REVOCATION_KEY = 12;
  static final int ISSUER = 16;
  static final int NOTATION = 20;
  static final int PREFERRED_HASHES = 21;
  static final int PREFERRED_COMPRESSION = 22;
  static final int KEY_SERVER_PREFERENCES = 23;
  static final int PREFERRED_KEY_SERVER = 24;
  static final int PRIMARY_USER_ID = 25;
  static final int POLICY_URI = 26;
  static final int KEY_FLAGS = 27;
  static final int SIGNER_USER_ID = 28;
  static final int REVOCATION_REASON = 29;
  static final int FEATURES = 30;
  static final int EMBEDDED_SIGNATURE = 32;
  static final int ISSUER_FINGERPRINT = 33;
  static final int INTENDED_RECIPIENT = 35;
  static final int PREFERRED_AEAD = 39;

  final int type;
  final boolean critical;
  final byte[] data;

  private Subpacket(int type, boolean critical, byte[] data) {
    this.type = type;
    this.critical = critical;
    this.data = data;
  }

  /** The one that names a key by its ID. */
  static Subpacket issuer(byte[] keyId) {
    return new Subpacket(ISSUER, false, keyId);
  }

  static List<Subpacket> all(byte[] area) throws RefusedException {
    Bytes in = new Bytes(area);
    List<Subpacket> all = new ArrayList<>();
    while (in.left() > 0) {
      byte[] one = in.take(length(in));
      if (one.length == 0) {
        throw new RefusedException(Reason.MALFORMED, "an empty subpacket");
      }
      all.add(new Subpacket(one[0] & 0x7F, one[0] < 0, Arrays.copyOfRange(one, 1, one.length)));
    }
    return all;
  }

  private static long length(Bytes in) throws RefusedException {
    int first = in.u8();
    if (first < 192) {
      return first;
    }
    return first < 255 ? ((first - 192) << 8) + in.u8() + 192L : in.u32();
  }

  /** {@return whether its meaning is taken into account here, or has none for who verifies} */
  boolean isKnown() {
    return switch (type) {
      case CREATION_TIME,
          SIGNATURE_EXPIRATION,
          EXPORTABLE,
          REVOCABLE,
          KEY_EXPIRATION,
          PREFERRED_CIPHERS,
          ISSUER,
          PREFERRED_HASHES,
          PREFERRED_COMPRESSION,
          KEY_SERVER_PREFERENCES,
          PREFERRED_KEY_SERVER,
          PRIMARY_USER_ID,
          POLICY_URI,
          KEY_FLAGS,
          SIGNER_USER_ID,
          REVOCATION_REASON,
          FEATURES,
          EMBEDDED_SIGNATURE,
          ISSUER_FINGERPRINT,
          PREFERRED_AEAD ->
          true;
      default -> false;
    };
  }

  /** {@return four bytes as a number} */
  long seconds() throws RefusedException {
    Bytes in = new Bytes(data);
    long value = in.u32();
    in.end("subpacket " + type);
    return value;
  }
}
