package dev.archcheck.verify.sumdb;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Base64 that has only one spelling. The decoder of the JDK lets padding be left out and does not
 * look at the unused bits of the last letter, so that one byte string had several texts.
 */
final class Base64Text {

  private Base64Text() {}

  /** {@return the bytes, or null if the text is not exactly what an encoder writes} */
  static byte @Nullable [] decode(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
    return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
  }
}
