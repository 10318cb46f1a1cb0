package dev.archcheck.verify.openpgp;

import dev.archcheck.verify.digest.Digest;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The name of a key that nobody else's key can have: the SHA-1 of a version 4 key (RFC 9580,
 * 5.5.4). The short key ID, its last eight bytes, is no identity.
 *
 * @param hex 40 hexadecimal digits in upper case
 */
public record Fingerprint(String hex) {

  private static final int LENGTH = 40;
  private static final int ID_LENGTH = 16;

  /**
   * A fingerprint; spaces, colons and a leading 0x as people copy them do not count.
   *
   * @throws IllegalArgumentException if these are not 40 hexadecimal digits
   */
  public Fingerprint {
    String plain = hex.replace(" ", "").replace(":", "");
    plain = plain.startsWith("0x") ? plain.substring(2) : plain;
    if (plain.length() != LENGTH || !Digest.isHex(plain)) {
      throw new IllegalArgumentException(
          "a fingerprint has 40 hexadecimal digits (a key ID names no key for sure): " + hex);
    }
    hex = plain.toUpperCase(Locale.ROOT);
  }

  static Fingerprint of(byte[] value) {
    return new Fingerprint(HexFormat.of().formatHex(value));
  }

  /** {@return the key ID} Several keys may have it. */
  String keyId() {
    return hex.substring(LENGTH - ID_LENGTH);
  }

  @Override
  public String toString() {
    return hex;
  }
}
