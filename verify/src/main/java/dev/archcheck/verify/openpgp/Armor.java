package dev.archcheck.verify.openpgp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * ASCII armor (RFC 9580, 6), read strictly: what is not understood is refused, not skipped. A
 * reader that skips shows one thing to people and verifies another.
 */
final class Armor {

  private static final String BEGIN = "-----BEGIN PGP ";
  private static final String END = "-----END PGP ";
  private static final String DASHES = "-----";
  private static final int CRC_START = 0xB704CE;
  private static final int CRC_POLYNOMIAL = 0x1864CFB;

  /** One block. */
  static final class Block {
    final String label;
    final byte[] data;

    Block(String label, byte[] data) {
      this.label = label;
      this.data = data;
    }
  }

  private final List<String> lines;
  private int next;

  private Armor(List<String> lines) {
    this.lines = lines;
  }

  /** {@return whether this is OpenPGP without armor: the first bit of every packet is set} */
  static boolean isBinary(byte[] file) {
    return file.length > 0 && (file[0] & 0x80) != 0;
  }

  /** {@return all blocks of a file, and only those} Other text is allowed around keys alone. */
  static List<Block> blocks(byte[] file, Around around) throws RefusedException {
    Armor armor = new Armor(lines(file));
    List<Block> blocks = new ArrayList<>();
    while (armor.next < armor.lines.size()) {
      String line = armor.lines.get(armor.next++);
      if (line.startsWith(BEGIN)) {
        blocks.add(armor.block(line));
      } else if (!line.isEmpty() && around == Around.REFUSED) {
        throw new RefusedException(
            blocks.isEmpty() && !armor.hasMore() ? Reason.MALFORMED : Reason.SURROUNDED,
            "line " + armor.next + " is no part of it");
      }
    }
    return blocks;
  }

  /** What to do with text between blocks. */
  enum Around {
    SKIPPED,
    REFUSED
  }

  private boolean hasMore() {
    for (int i = next; i < lines.size(); i++) {
      if (lines.get(i).startsWith(BEGIN)) {
        return true;
      }
    }
    return false;
  }

  /** {@return lines without line ends and without blanks at their ends} */
  private static List<String> lines(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      lines.add(trimmed(text, start, end));
      start = end + 1;
    }
    return lines;
  }

  private static String trimmed(String text, int start, int end) {
    int last = end;
    while (last > start && " \t\r".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return text.substring(start, last);
  }

  private Block block(String begin) throws RefusedException {
    String label = label(begin, BEGIN);
    if (label.equals("SIGNED MESSAGE") || label.equals("MESSAGE")) {
      throw new RefusedException(Reason.INLINE, "");
    }
    headers();
    StringBuilder body = new StringBuilder();
    String crc = "";
    while (true) {
      String line = line();
      if (line.startsWith(END)) {
        if (!label(line, END).equals(label)) {
          throw malformed("its end is that of something else");
        }
        return new Block(label, decode(body.toString(), crc));
      }
      if (!crc.isEmpty() || line.isEmpty()) {
        throw malformed("no base64");
      }
      if (line.startsWith("=") && line.length() == 5) {
        crc = line.substring(1);
      } else {
        body.append(line);
      }
    }
  }

  private String line() throws RefusedException {
    if (next == lines.size()) {
      throw new RefusedException(Reason.MALFORMED, "its end is missing");
    }
    return lines.get(next++);
  }

  private RefusedException malformed(String what) {
    return new RefusedException(Reason.MALFORMED, "line " + next + ": " + what);
  }

  private String label(String line, String start) throws RefusedException {
    if (!line.startsWith(start)
        || !line.endsWith(DASHES)
        || line.length() <= start.length() + DASHES.length()) {
      throw malformed("no line of armor");
    }
    return line.substring(start.length(), line.length() - DASHES.length());
  }

  /** Headers up to an empty line: {@code Key: value}, all of it printable. */
  private void headers() throws RefusedException {
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(": ");
      // An empty value lost its blank with the end of the line.
      if (colon <= 0 && !(line.length() > 1 && line.endsWith(":"))) {
        throw malformed("no header of armor, and no empty line before the data");
      }
      for (int i = 0; i < line.length(); i++) {
        if (line.charAt(i) < ' ' || (line.charAt(i) >= 0x7F && line.charAt(i) < 0xA0)) {
          throw malformed("a control character");
        }
      }
    }
  }

  private byte[] decode(String body, String crc) throws RefusedException {
    byte[] data = base64(body);
    if (!crc.isEmpty()) {
      byte[] sum = base64(crc);
      int expected = ((sum[0] & 0xFF) << 16) | ((sum[1] & 0xFF) << 8) | (sum[2] & 0xFF);
      int actual = crc24(data);
      if (expected != actual) {
        throw new RefusedException(
            Reason.BAD_CRC, "%06X stands there, %06X is right".formatted(expected, actual));
      }
    }
    return data;
  }

  private byte[] base64(String text) throws RefusedException {
    try {
      byte[] data = Base64.getDecoder().decode(text);
      // The decoder drops bits that stand for nothing; then two texts would mean the same.
      if (Base64.getEncoder().encodeToString(data).equals(text) && data.length > 0) {
        return data;
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw malformed("no base64");
  }

  private static int crc24(byte[] data) {
    int crc = CRC_START;
    for (byte one : data) {
      crc ^= (one & 0xFF) << 16;
      for (int bit = 0; bit < 8; bit++) {
        crc <<= 1;
        if ((crc & 0x1000000) != 0) {
          crc ^= CRC_POLYNOMIAL;
        }
      }
    }
    return crc & 0xFFFFFF;
  }
}
