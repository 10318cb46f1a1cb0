package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The COFF string table (PE/COFF specification 5.6): 4 bytes of size and the strings behind them. A
 * name that is not in it is none; a damaged table hides names only.
 *
 * @param offset where it starts; 0 if there is none
 */
record StringTable(ByteSource source, long offset, long size) {

  static final int SYMBOL_SIZE = 18;
  private static final int MAX_NAME = 1 << 12;
  private static final int STEP = 64;

  /** The table behind the symbols, if there are symbols. */
  static StringTable behind(ByteSource source, long symbols, long offset) throws IOException {
    if (symbols == 0 || offset + 4 > source.size()) {
      return new StringTable(source, 0, 0);
    }
    long size = source.read(offset, 4).getInt(0) & 0xFFFF_FFFFL;
    return new StringTable(source, offset, Math.min(size, source.size() - offset));
  }

  /** {@return the string at a distance from the start of the table, or the empty string} */
  String at(long distance) throws IOException {
    if (distance < 4 || distance >= size) {
      return "";
    }
    int room = (int) Math.min(MAX_NAME, size - distance);
    for (int length = Math.min(STEP, room); ; length = Math.min(length * 4, room)) {
      ByteBuffer bytes = source.read(offset + distance, length);
      int end = 0;
      while (end < length && bytes.get(end) != 0) {
        end++;
      }
      if (end < length || length == room) {
        return StandardCharsets.ISO_8859_1.decode(bytes.slice(0, end)).toString();
      }
    }
  }

  /** {@return what a section name of the form {@code /123} stands for, or nothing} */
  List<Field> longName(String name) throws IOException {
    long distance = distance(name);
    String text = at(distance);
    return text.isEmpty()
        ? List.of()
        : List.of(Field.text("LongName", source.origin() + offset + distance, text.length(), text));
  }

  /** {@return the name itself, or what it stands for} */
  String resolve(String name) throws IOException {
    String text = at(distance(name));
    return text.isEmpty() ? name : text;
  }

  /** A decimal number behind one slash, or a number in base 64 behind two. */
  static long distance(String name) {
    if (name.length() < 2 || name.charAt(0) != '/') {
      return -1;
    }
    boolean wide = name.charAt(1) == '/';
    long value = 0;
    for (int i = wide ? 2 : 1; i < name.length(); i++) {
      int digit = wide ? base64(name.charAt(i)) : Character.digit(name.charAt(i), 10);
      if (digit < 0) {
        return -1;
      }
      value = value * (wide ? 64 : 10) + digit;
    }
    return value;
  }

  private static int base64(char c) {
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".indexOf(c);
  }
}
