package dev.archcheck.toolchain.activate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a go.mod or go.work says of versions, found as the go command finds it before it has chosen
 * itself: the first line of each kind counts, wherever it stands (Go, cmd/go/internal/gover,
 * GoModLookup).
 *
 * @param go the line {@code go}
 * @param toolchain the line {@code toolchain}
 */
record GoModule(Line go, Line toolchain) {

  /** How much of a line is looked at; what follows can only be a comment. */
  private static final int LOOKED_AT = 255;

  /**
   * A line.
   *
   * @param number counted from 1, 0 where there is no such line
   * @param value what stands behind its key, without comment and blanks
   */
  record Line(int number, String value) {

    private static final Line NONE = new Line(0, "");

    boolean isThere() {
      return number > 0;
    }
  }

  static GoModule read(Path file) throws IOException {
    List<String> lines = TextFile.lines(file);
    return new GoModule(lookup(lines, "go"), lookup(lines, "toolchain"));
  }

  /** {@return whether the default is to be kept, whatever it is} */
  boolean wantsDefault() {
    return toolchain.isThere() && toolchain.value().equals("default");
  }

  private static Line lookup(List<String> lines, String key) {
    int number = 0;
    for (String line : lines) {
      number++;
      String text = TextFile.trim(line);
      String rest = text.startsWith(key) ? text.substring(key.length()) : "";
      if (rest.startsWith(" ") || rest.startsWith("\t")) {
        String head = text.substring(key.length(), Math.min(text.length(), LOOKED_AT));
        return new Line(number, TextFile.before("//", head));
      }
    }
    return Line.NONE;
  }
}
