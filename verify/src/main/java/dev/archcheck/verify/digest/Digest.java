package dev.archcheck.verify.digest;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A digest.
 *
 * @param hex its bytes in lower-case hexadecimal, as many as the algorithm makes
 */
public record Digest(Algorithm algorithm, String hex) {

  /**
   * A digest; upper case becomes lower case.
   *
   * @throws IllegalArgumentException if these are not so many hexadecimal digits
   */
  public Digest {
    if (hex.length() != algorithm.hexLength()) {
      throw new IllegalArgumentException(
          "a %s has %d hexadecimal digits, not %d"
              .formatted(algorithm.word(), algorithm.hexLength(), hex.length()));
    }
    if (!isHex(hex)) {
      throw new IllegalArgumentException("no hexadecimal digits: " + hex);
    }
    hex = hex.toLowerCase(Locale.ROOT);
  }

  /** A digest from its bytes. */
  public static Digest of(Algorithm algorithm, byte[] value) {
    return new Digest(algorithm, HexFormat.of().formatHex(value));
  }

  /** {@return whether all of it, and there is something, is hexadecimal digits} */
  public static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  @Override
  public String toString() {
    return algorithm.word() + ":" + hex;
  }
}
