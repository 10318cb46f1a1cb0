package dev.archcheck.toolchain.go;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file VERSION in a GOROOT: the version, and since Go 1.21 a second line with a time. */
public final class VersionFile {

  /** Far more than any version needs; a hostile file costs no more than this. */
  private static final int LIMIT = 256;

  private VersionFile() {}

  /** {@return the first line, or the empty string if there is none} */
  public static String read(Path root) {
    Path file = root.resolve("VERSION");
    if (!Files.isRegularFile(file)) {
      return ""; // a pipe would be waited for
    }
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LIMIT), StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      return (end < 0 ? text : text.substring(0, end)).strip();
    } catch (IOException _) {
      return "";
    }
  }
}
