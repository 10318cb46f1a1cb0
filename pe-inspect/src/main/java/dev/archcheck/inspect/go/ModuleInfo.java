package dev.archcheck.inspect.go;

import dev.archcheck.inspect.go.GoBuildInfo.Module;
import dev.archcheck.inspect.go.GoBuildInfo.Setting;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text that describes a program's modules and settings: lines of a word, a tab and values
 * between tabs. Lines of another word are of a later version and passed over.
 */
final class ModuleInfo {

  private static final int MAX_LINES = 100_000;

  String path = "";
  @Nullable Module main;
  final List<Module> dependencies = new ArrayList<>();
  final List<Setting> settings = new ArrayList<>();
  private boolean lastIsMain;

  /**
   * Reads the text.
   *
   * @param offset the absolute offset of its first byte in the file
   */
  static ModuleInfo parse(byte[] text, long offset) {
    ModuleInfo info = new ModuleInfo();
    // One char for each byte, so that an index in the text is an offset in the file.
    String bytes = new String(text, StandardCharsets.ISO_8859_1);
    int start = 0;
    for (int lines = 0; start < text.length && lines < MAX_LINES; lines++) {
      int feed = bytes.indexOf('\n', start);
      int end = feed < 0 ? text.length : feed;
      info.line(text, bytes, start, end, offset + start);
      start = end + 1;
    }
    return info;
  }

  private void line(byte[] text, String bytes, int start, int end, long offset) {
    int tab = bytes.indexOf('\t', start);
    if (tab >= 0 && tab < end) {
      line(
          bytes.substring(start, tab),
          new String(text, tab + 1, end - tab - 1, StandardCharsets.UTF_8),
          offset + (tab + 1 - start));
    }
  }

  private void line(String word, String rest, long offset) {
    switch (word) {
      case "path" -> path = rest;
      case "mod" -> {
        main = module(rest);
        lastIsMain = true;
      }
      case "dep" -> {
        dependencies.add(module(rest));
        lastIsMain = false;
      }
      case "=>" -> replace(module(rest));
      case "build" -> settings.add(setting(rest, offset));
      default -> {}
    }
  }

  private static Module module(String text) {
    int first = text.indexOf('\t');
    if (first < 0) {
      return new Module(text, "", "", null);
    }
    int second = text.indexOf('\t', first + 1);
    return second < 0
        ? new Module(text.substring(0, first), text.substring(first + 1), "", null)
        : new Module(
            text.substring(0, first),
            text.substring(first + 1, second),
            text.substring(second + 1),
            null);
  }

  private void replace(Module replacement) {
    if (lastIsMain && main != null) {
      main = new Module(main.path(), main.version(), main.sum(), replacement);
    } else if (!lastIsMain && !dependencies.isEmpty()) {
      Module last = dependencies.removeLast();
      dependencies.add(new Module(last.path(), last.version(), last.sum(), replacement));
    }
  }

  private static Setting setting(String text, long offset) {
    if (text.startsWith("\"")) {
      int end = closingQuote(text, 0);
      String key = unquote(text.substring(0, end + 1));
      return end + 1 < text.length() && text.charAt(end + 1) == '='
          ? new Setting(key, unquote(text.substring(end + 2)), offset)
          : new Setting(key, "", offset);
    }
    int equals = text.indexOf('=');
    return equals < 0
        ? new Setting(text, "", offset)
        : new Setting(text.substring(0, equals), unquote(text.substring(equals + 1)), offset);
  }

  /** {@return the index of the quote that ends a quoted text, or of its last character} */
  private static int closingQuote(String text, int open) {
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return i;
      }
    }
    return text.length() - 1;
  }

  private static String unquote(String text) {
    if (text.length() < 2) {
      return text;
    }
    char quote = text.charAt(0);
    if (quote == '`' && text.endsWith("`")) {
      return text.substring(1, text.length() - 1);
    }
    return quote == '"' && text.endsWith("\"")
        ? unescape(text.substring(1, text.length() - 1))
        : text;
  }

  /**
   * The escapes of a Go string literal (Go specification, rune literals); others stay as they are.
   */
  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    int at = 0;
    while (at < text.length()) {
      int escape = text.indexOf('\\', at);
      int end = escape < 0 ? text.length() : escape;
      out.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
      at = escape < 0 ? end : escape(text, escape, out);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Writes what stands behind a backslash; {@return where it ends} */
  private static int escape(String text, int at, ByteArrayOutputStream out) {
    char kind = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    int digits =
        switch (kind) {
          case 'x' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          default -> 0;
        };
    int simple = "abfnrtv\\\"'".indexOf(kind);
    if (kind != 0 && simple >= 0) {
      out.write("\u0007\b\f\n\r\t\u000b\\\"'".charAt(simple));
      return at + 2;
    }
    if (kind >= '0' && kind <= '3' && isNumber(text, at + 1, 3, 8)) {
      out.write(Integer.parseInt(text.substring(at + 1, at + 4), 8));
      return at + 4;
    }
    if (digits == 0 || !isNumber(text, at + 2, digits, 16)) {
      out.write('\\');
      return at + 1;
    }
    int value = Integer.parseUnsignedInt(text.substring(at + 2, at + 2 + digits), 16);
    if (digits == 2) {
      out.write(value);
    } else {
      String point = Character.isValidCodePoint(value) ? Character.toString(value) : "\uFFFD";
      out.writeBytes(point.getBytes(StandardCharsets.UTF_8));
    }
    return at + 2 + digits;
  }

  private static boolean isNumber(String text, int at, int length, int radix) {
    if (at + length > text.length()) {
      return false;
    }
    for (int i = at; i < at + length; i++) {
      if (text.charAt(i) > 0x7F || Character.digit(text.charAt(i), radix) < 0) {
        return false;
      }
    }
    return true;
  }
}
