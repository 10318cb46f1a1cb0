package dev.archcheck.verify.checksum;

import dev.archcheck.verify.checksum.MalformedSumsException.Reason;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Names in lists of digests. The list is somebody else's, so a name may only lead below the list's
 * own folder, on whatever system it is read.
 */
final class SafeName {

  private static final int LONGEST = 4096;

  private SafeName() {}

  /** {@return the name without leading {@code ./}} */
  static String of(String name, int line) throws MalformedSumsException {
    String plain = name;
    while (plain.startsWith("./")) {
      plain = plain.substring(2);
    }
    String problem = problem(plain);
    if (!problem.isEmpty()) {
      throw new MalformedSumsException(Reason.UNSAFE_NAME, line, problem + ": " + name);
    }
    return plain;
  }

  private static String problem(String name) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return "empty or too long";
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == '\u2028' || c == '\u2029') {
        return "a control character";
      }
    }
    if (name.equals("-")) {
      return "standard input";
    }
    if (name.startsWith("/") || name.startsWith("\\")) {
      return "an absolute path";
    }
    if (name.length() > 1 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0))) {
      return "a drive";
    }
    return parts(name);
  }

  private static String parts(String name) {
    for (String part : name.replace('\\', '/').split("/", -1)) {
      if (part.equals("..") || part.equals(".") || part.isEmpty()) {
        return "a path with " + (part.isEmpty() ? "an empty part" : part);
      }
    }
    return "";
  }

  /** {@return what names have in common that some file system takes for one} */
  static String folded(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < folded.length(); i++) {
      if (folded.charAt(i) > 0x7F) {
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
      }
    }
    return folded;
  }
}
