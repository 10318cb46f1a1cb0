package dev.archcheck.cli.render;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Makes text safe for a terminal and for one line: what does not print, moves the cursor, or turns
 * the direction of writing becomes a visible escape. {@link Page} sends everything through here.
 */
public final class Printable {

  private Printable() {}

  /** {@return text of Unicode characters, such as a path, made printable} It is idempotent. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return escape(text, i);
      }
    }
    return text;
  }

  /** {@return text that a binary holds, one char for each byte, made printable} */
  public static String ofBytes(String text) {
    String decoded = decode(text);
    return decoded == null ? escapeBytes(text) : of(decoded);
  }

  /**
   * {@return what the bytes say as UTF-8, or null if they are no UTF-8} Text with a char above 0xFF
   * was decoded before and is returned as it is.
   */
  static @org.jspecify.annotations.Nullable String decode(String text) {
    char all = 0;
    for (int i = 0; i < text.length(); i++) {
      all |= text.charAt(i);
    }
    if (all < 0x80 || all > 0xFF) {
      return text;
    }
    try {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  private static String escapeBytes(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~') {
        out.append(c);
      } else {
        appendEscape(out, c);
      }
    }
    return out.toString();
  }

  private static String escape(String text, int from) {
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, from);
    int i = from;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (prints(c)) {
        out.appendCodePoint(c);
      } else {
        appendEscape(out, c);
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  /** Format characters are the ones that hide, join and turn text; a blank may only be a space. */
  private static boolean prints(int c) {
    if (c < 0x7F) {
      return c >= ' ';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> !looksBlank(c);
    };
  }

  /** Letters and symbols by their class, but nothing is seen of them. */
  private static boolean looksBlank(int c) {
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800 || c == 0x034F;
  }

  private static void appendEscape(StringBuilder out, int c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c <= 0xFF) {
          out.append("\\x").append(hex(c >> 4)).append(hex(c));
        } else {
          out.append("\\u{").append(Integer.toHexString(c)).append('}');
        }
      }
    }
  }

  private static char hex(int digit) {
    return Character.forDigit(digit & 0xF, 16);
  }
}
