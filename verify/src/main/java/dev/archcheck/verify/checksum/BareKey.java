package dev.archcheck.verify.checksum;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key of minisign or signify; both have the same form: two bytes {@code Ed}, eight of an
 * ID, 32 of the key, in base64, in a file with a comment above it.
 */
public final class BareKey {

  private static final int ID_LENGTH = 8;
  private static final int LENGTH = 2 + ID_LENGTH + Ed25519.KEY_LENGTH;
  private static final String COMMENT = "untrusted comment: ";

  /** Whose key it is: minisign vouches for a comment besides, and a signature must have it. */
  public enum Tool {
    /** minisign. */
    MINISIGN,
    /** OpenBSD's signify. */
    SIGNIFY
  }

  final Tool tool;
  final byte[] id;
  final byte[] key;

  private BareKey(Tool tool, byte[] id, byte[] key) {
    this.tool = tool;
    this.id = id;
    this.key = key;
  }

  /**
   * Reads a key: the line of base64 alone, or a file with a comment above it.
   *
   * @throws IOException if it is none
   */
  public static BareKey read(String text, Tool tool) throws IOException {
    String[] lines = text.strip().split("\r?\n", -1);
    String line = lines[lines.length - 1];
    if (lines.length > 2 || (lines.length == 2 && !lines[0].startsWith(COMMENT))) {
      throw new IOException("no public key of minisign or signify");
    }
    byte[] bytes = base64(line);
    if (bytes.length != LENGTH || bytes[0] != 'E' || bytes[1] != 'd') {
      throw new IOException("no public key of minisign or signify");
    }
    return new BareKey(
        tool,
        Arrays.copyOfRange(bytes, 2, 2 + ID_LENGTH),
        Arrays.copyOfRange(bytes, 2 + ID_LENGTH, LENGTH));
  }

  /** {@return whether a word can be a key in itself and need not be a file} */
  public static boolean isKey(String word) {
    try {
      read(word, Tool.MINISIGN);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** {@return the ID as minisign prints it} */
  public String name() {
    return nameOf(id);
  }

  /** {@return an ID as minisign prints it: the last byte first} */
  static String nameOf(byte[] id) {
    StringBuilder name = new StringBuilder();
    for (int i = id.length - 1; i >= 0; i--) {
      name.append(HexFormat.of().withUpperCase().toHexDigits(id[i]));
    }
    return name.toString();
  }

  /** {@return the bytes, or none where this is not exactly how base64 is written} */
  static byte[] base64(String line) {
    try {
      byte[] bytes = Base64.getDecoder().decode(line.getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(bytes).equals(line) ? bytes : new byte[0];
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
