package dev.archcheck.verify.artifact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Paths for people. A name that the encoding of this process cannot express, be it in a C locale or
 * because it is no text at all, is shown by its bytes: as UTF-8 if it is that.
 */
final class FileNames {

  private static final char UNDECODABLE = '\uFFFD';

  private FileNames() {}

  /** {@return the path as the user knows it} */
  static String shown(Path path) {
    String text = path.toString();
    return text.indexOf(UNDECODABLE) < 0 ? text : decoded(path);
  }

  private static String decoded(Path path) {
    // Only the URI has the bytes of each name. It is absolute, so names are taken one by one.
    StringBuilder text = new StringBuilder(path.isAbsolute() ? "/" : "");
    for (int i = 0; i < path.getNameCount(); i++) {
      text.append(i == 0 ? "" : "/").append(decodedName(path.getName(i)));
    }
    return text.toString();
  }

  private static String decodedName(Path name) {
    String uri = name.toUri().getRawPath();
    int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
    String last = uri.substring(uri.lastIndexOf('/', end - 1) + 1, end);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(last.length());
    for (int i = 0; i < last.length(); i++) {
      if (last.charAt(i) == '%') {
        bytes.write(Integer.parseInt(last, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(last.charAt(i));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
