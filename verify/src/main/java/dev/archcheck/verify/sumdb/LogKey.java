package dev.archcheck.verify.sumdb;

import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.sumdb.LogException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public key of a log: name, hash of name and key, Ed25519 key (golang.org/x/mod/sumdb/note,
 * NewVerifier).
 */
public final class LogKey {

  /** The key of the public checksum database of Go. */
  public static final String GO_CHECKSUM_DATABASE =
      "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

  /** The algorithm of a key: Ed25519. No other is defined for logs. */
  private static final byte ED25519 = 1;

  private static final int KEY_SIZE = 32;
  private static final int HASH_DIGITS = 8;

  /** What an Ed25519 key has in front as a SubjectPublicKeyInfo (RFC 8410). */
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String text;
  private final String name;
  private final int hash;
  private final byte[] key;

  private LogKey(String text, String name, int hash, byte[] key) {
    this.text = text;
    this.name = name;
    this.hash = hash;
    this.key = key;
  }

  /** {@return the key of the public checksum database of Go} */
  public static LogKey goChecksumDatabase() {
    try {
      return parse(GO_CHECKSUM_DATABASE);
    } catch (LogException e) {
      throw new IllegalStateException(e); // a constant
    }
  }

  /**
   * {@return the key of a text {@code name+hash+base64}} The base64 may have plus signs of its own.
   *
   * @throws LogException if the form is another, the algorithm is not Ed25519, or the hash is not
   *     that of the name and the key
   */
  public static LogKey parse(String text) throws LogException {
    int first = text.indexOf('+');
    int second = text.indexOf('+', first + 1);
    if (first < 0 || second < 0) {
      throw malformed(text, "it is not name+hash+key");
    }
    String name = text.substring(0, first);
    String digits = text.substring(first + 1, second);
    byte[] bytes = Base64Text.decode(text.substring(second + 1));
    if (!isName(name) || bytes == null || !isHash(digits)) {
      throw malformed(text, "it is not name+hash+key");
    }
    if (bytes.length != KEY_SIZE + 1 || bytes[0] != ED25519) {
      throw malformed(text, "the key is not an Ed25519 key");
    }
    int hash = hashOf(name, bytes);
    if (HexFormat.fromHexDigits(digits) != hash) {
      throw malformed(text, "its hash is not that of its name and key");
    }
    return new LogKey(text, name, hash, Arrays.copyOfRange(bytes, 1, bytes.length));
  }

  private static LogException malformed(String text, String why) {
    return new LogException(
        Reason.MALFORMED_KEY, "\"" + text.strip() + "\" is no key of a log: " + why);
  }

  private static boolean isHash(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (!HexFormat.isHexDigit(digits.charAt(i))) {
        return false;
      }
    }
    return digits.length() == HASH_DIGITS;
  }

  /** {@return the hash that notes name a key by: SHA-256 of name, line end, algorithm, key} */
  private static int hashOf(String name, byte[] algorithmAndKey) {
    MessageDigest digest = Algorithm.SHA256.start();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    return ByteBuffer.wrap(digest.digest(algorithmAndKey)).getInt();
  }

  /** {@return whether a name may stand in a key and in a signature line} */
  static boolean isName(String name) {
    return !name.isEmpty() && name.codePoints().noneMatch(LogKey::isForbidden);
  }

  private static boolean isForbidden(int c) {
    return c == '+' || c == '\u0085' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** {@return the name of the log: {@code sum.golang.org}} */
  public String name() {
    return name;
  }

  /** {@return the number that signatures name this key by} */
  public int hash() {
    return hash;
  }

  /** {@return whether a signature is by Ed25519 and by this key} */
  boolean verifies(String message, byte[] signature) throws LogException {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(publicKey());
      ed25519.update(message.getBytes(StandardCharsets.UTF_8));
      return ed25519.verify(signature);
    } catch (SignatureException _) {
      return false; // not 64 bytes, or no point of the curve
    } catch (GeneralSecurityException _) {
      throw malformed(text, "is no key of Ed25519");
    }
  }

  private PublicKey publicKey() throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + KEY_SIZE);
    System.arraycopy(key, 0, encoded, SPKI.length, KEY_SIZE);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** {@return the key as it is written in settings} */
  @Override
  public String toString() {
    return text;
  }
}
