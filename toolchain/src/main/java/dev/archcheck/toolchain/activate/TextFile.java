package dev.archcheck.toolchain.activate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a file that says a version, one char for each byte: only ASCII means anything here.
 */
final class TextFile {

  /** Far above every real one; a hostile file costs no more memory than this. */
  private static final int LIMIT = 16 << 20;

  private static final int LONGEST = 1000;

  private TextFile() {}

  /** {@return whether a line is longer than a shell can take apart between two prompts} */
  static boolean isTooLong(String line) {
    return line.length() > LONGEST;
  }

  /** {@return the lines} Zero bytes are passed over, as shells do. */
  static List<String> lines(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("no regular file"); // a pipe would be waited for
    }
    // What the kernel makes when it is read has no size, and may be waited for.
    if (Files.size(file) == 0) {
      return List.of("");
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(LIMIT + 1);
    }
    if (content.length > LIMIT) {
      throw new IOException("larger than 16 MiB");
    }
    String text = new String(content, StandardCharsets.ISO_8859_1).replace("\0", "");
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(text.substring(start, end));
      start = end + 1;
    }
    lines.add(text.substring(start));
    return lines;
  }

  /** {@return a text without blanks around it} */
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** {@return what stands before a mark, or all, without blanks around it} */
  static String before(String mark, String text) {
    int at = text.indexOf(mark);
    return trim(at < 0 ? text : text.substring(0, at));
  }

  /** {@return the first word of a trimmed text} */
  static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && !isBlank(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }
}
