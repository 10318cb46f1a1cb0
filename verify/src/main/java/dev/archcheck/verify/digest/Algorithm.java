package dev.archcheck.verify.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A way to make a digest of bytes. */
public enum Algorithm {
  /** A check against noise on a line; anybody can make it fit. */
  CRC32("crc32", 4, Worth.WEAK, ""),
  /** Two files with one MD5 are made in seconds. */
  MD5("md5", 16, Worth.WEAK, "MD5"),
  /** Two files with one SHA-1 have been published (2017). */
  SHA1("sha1", 20, Worth.WEAK, "SHA-1"),
  /** FIPS 180-4. */
  SHA256("sha256", 32, Worth.STRONG, "SHA-256"),
  /** FIPS 180-4. */
  SHA384("sha384", 48, Worth.STRONG, "SHA-384"),
  /** FIPS 180-4. */
  SHA512("sha512", 64, Worth.STRONG, "SHA-512"),
  /** FIPS 202. */
  SHA3_256("sha3-256", 32, Worth.STRONG, "SHA3-256"),
  /** FIPS 202. */
  SHA3_512("sha3-512", 64, Worth.STRONG, "SHA3-512"),
  /** RFC 7693, without a key, 64 bytes: what b2sum and minisign take. */
  BLAKE2B_512("blake2b-512", 64, Worth.STRONG, ""),
  /** BLAKE3 without a key, 32 bytes: what b3sum takes. */
  BLAKE3("blake3", 32, Worth.STRONG, "");

  private static final List<Algorithm> ALL = List.of(values());

  private enum Worth {
    WEAK,
    STRONG
  }

  private final String word;
  private final int bytes;
  private final Worth worth;
  private final String jdkName;

  Algorithm(String word, int bytes, Worth worth, String jdkName) {
    this.word = word;
    this.bytes = bytes;
    this.worth = worth;
    this.jdkName = jdkName;
  }

  /** {@return the word for options, documents and people} */
  public String word() {
    return word;
  }

  /** {@return how many hexadecimal digits its digests have} */
  public int hexLength() {
    return 2 * bytes;
  }

  /** {@return whether a file can be made to fit a digest, so that it proves nothing} */
  public boolean isWeak() {
    return worth == Worth.WEAK;
  }

  /** {@return all of them} */
  public static List<Algorithm> all() {
    return ALL;
  }

  /**
   * {@return the algorithm that a word or the tag of a BSD line names, or null} Case, hyphens and
   * underscores do not count; {@code SHA2-256} is SHA-256.
   */
  public static @Nullable Algorithm named(String name) {
    return switch (name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "")) {
      case "crc32" -> CRC32;
      case "md5" -> MD5;
      case "sha1" -> SHA1;
      case "sha256", "sha2256" -> SHA256;
      case "sha384", "sha2384" -> SHA384;
      case "sha512", "sha2512" -> SHA512;
      case "sha3256" -> SHA3_256;
      case "sha3512" -> SHA3_512;
      case "blake2b", "blake2b512", "b2" -> BLAKE2B_512;
      case "blake3", "b3" -> BLAKE3;
      default -> null;
    };
  }

  /** {@return what a digest of so many hexadecimal digits is when nothing else is said, or null} */
  public static @Nullable Algorithm usual(int hexLength) {
    return switch (hexLength) {
      case 8 -> CRC32;
      case 32 -> MD5;
      case 40 -> SHA1;
      case 64 -> SHA256;
      case 96 -> SHA384;
      case 128 -> SHA512;
      default -> null;
    };
  }

  /** {@return a digest of nothing yet, which can be cloned} */
  public MessageDigest start() {
    return switch (this) {
      case CRC32 -> new Crc32Digest();
      case BLAKE2B_512 -> LightDigest.blake2b512(word);
      case BLAKE3 -> LightDigest.blake3(word);
      default -> ofJdk();
    };
  }

  private MessageDigest ofJdk() {
    try {
      return MessageDigest.getInstance(jdkName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // the JDK that this runs on has them all
    }
  }
}
