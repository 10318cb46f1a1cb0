package dev.archcheck.toolchain.activate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a go.mod or go.work says of versions, found as the go command finds it before it has chosen
 * itself: the first line of each kind counts, wherever it stands (Go, cmd/go/internal/gover,
 * GoModLookup).
 *
 * @param go the line {@code go}
 * @param toolchain the line {@code toolchain}
 */
public record GoModule(Line go, Line toolchain) {

  /** How much of a line is looked at; what follows can only be a comment. */
  private static final int LOOKED_AT = 255;

  /**
   * A line.
   *
   * @param number counted from 1, 0 where there is no such line
   * @param value what stands behind its key, without comment and blanks
   */
  public record Line(int number, String value) {

    private static final Line NONE = new Line(0, "");

    boolean isThere() {
      return number > 0;
    }
  }

  /**
   * {@return the file that the go command takes for a folder} A workspace goes before a nearer
   * go.mod.
   *
   * @param goWork what the setting GOWORK says
   */
  public static Optional<Path> around(Path folder, String goWork) {
    if (!goWork.isEmpty() && !goWork.equals("auto") && !goWork.equals("off")) {
      return said(goWork);
    }
    Optional<Path> work = goWork.equals("off") ? Optional.empty() : upwards(folder, "go.work");
    return work.isPresent() ? work : upwards(folder, "go.mod");
  }

  /** {@return the nearest file of a name in a folder or above it} */
  static Optional<Path> upwards(Path folder, String name) {
    for (Path up = folder; up != null; up = up.getParent()) {
      Path file = up.resolve(name);
      if (Files.exists(file) && !Files.isDirectory(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** {@return the workspace that GOWORK names; Go refuses a relative one, and passes over none} */
  static Optional<Path> said(String goWork) {
    try {
      Path said = Path.of(goWork);
      return said.isAbsolute() && Files.isRegularFile(said) ? Optional.of(said) : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /**
   * {@return the lines of a file}
   *
   * @throws IOException if it cannot be read
   */
  public static GoModule read(Path file) throws IOException {
    return of(lines(file));
  }

  /**
   * {@return what a file holds, one char for each byte}
   *
   * @throws IOException if it cannot be read
   */
  public static List<String> lines(Path file) throws IOException {
    return TextFile.lines(file);
  }

  /** {@return the lines that count among all} */
  public static GoModule of(List<String> lines) {
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
