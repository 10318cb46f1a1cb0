package dev.archcheck.verify.checksum;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** A bare Ed25519 key (RFC 8032). */
final class Ed25519 {

  static final int KEY_LENGTH = 32;
  static final int SIGNATURE_LENGTH = 64;

  /** SubjectPublicKeyInfo up to the key (RFC 8410). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /** {@return whether the key made the signature over the parts, one behind the other} */
  static boolean fits(byte[] key, byte[] signature, byte[]... message) {
    byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + KEY_LENGTH);
    System.arraycopy(key, 0, encoded, PREFIX.length, KEY_LENGTH);
    try {
      PublicKey publicKey =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(publicKey);
      for (byte[] part : message) {
        check.update(part);
      }
      return check.verify(signature);
    } catch (GeneralSecurityException _) {
      return false; // no point of the curve, or no number in range
    }
  }
}
