package dev.archcheck.verify.platform;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.UnknownBinary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/** What stands in a file that should be a binary and is none. */
final class NotABinary {

  private static final int HEAD = 256;

  private NotABinary() {}

  /** {@return whether a file of such a name can only be a binary, or an archive of some} */
  static boolean mustCarryCode(String fileName) {
    return Extension.of(fileName.toLowerCase(Locale.ROOT)).carriesCode()
        || NameReader.namesProgram(fileName);
  }

  /**
   * {@return why it is none, for people; the empty string for a script of the linker, which
   * libraries may be, for a script that says what runs it, and for a text without an extension}
   */
  static String reason(String fileName, UnknownBinary file) throws IOException {
    ByteSource source = file.source();
    if (source.size() == 0) {
      return "it is empty";
    }
    if (!file.description().isEmpty()) {
      return "it is " + file.description();
    }
    String head = head(source);
    if (isLinkerScript(head) || head.startsWith("#!")) {
      return "";
    }
    String looks = looks(head);
    // Lists and settings are named for a platform, too; without an extension only an answer that
    // a server gave instead of the file is plainly none.
    boolean named = Extension.of(fileName.toLowerCase(Locale.ROOT)).carriesCode();
    return named || !looks.equals(TEXT) || isRefusal(head) ? looks : "";
  }

  private static final String TEXT = "it looks like text";

  private static boolean isRefusal(String head) {
    String text = head.toLowerCase(Locale.ROOT);
    for (String word : REFUSALS) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** What servers say, in text or JSON, where they do not have or do not give a file. */
  private static final List<String> REFUSALS =
      List.of(
          "not found", "404", "403", "denied", "forbidden", "unauthorized", "rate limit", "error");

  private static String head(ByteSource source) throws IOException {
    ByteBuffer bytes = source.read(0, (int) Math.min(HEAD, source.size()));
    StringBuilder text = new StringBuilder();
    while (bytes.hasRemaining()) {
      text.append((char) (bytes.get() & 0xFF));
    }
    return text.toString();
  }

  private static boolean isLinkerScript(String head) {
    String text = head.stripLeading();
    while (text.startsWith("/*") && text.contains("*/")) {
      text = text.substring(text.indexOf("*/") + 2).stripLeading();
    }
    return text.startsWith("/* GNU ld script")
        || text.startsWith("INPUT")
        || text.startsWith("GROUP")
        || text.startsWith("OUTPUT_FORMAT");
  }

  private static String looks(String head) {
    String text = head.stripLeading().toLowerCase(Locale.ROOT);
    if (text.startsWith("version https://git-lfs.")) {
      return "it looks like a Git LFS pointer";
    }
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return "it looks like HTML";
    }
    if (text.startsWith("<?xml")) {
      return "it looks like XML";
    }
    return isText(head) ? TEXT : "its format is not known";
  }

  private static boolean isText(String head) {
    for (int i = 0; i < head.length(); i++) {
      char c = head.charAt(i);
      if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') {
        return false;
      }
    }
    return true;
  }
}
