package dev.archcheck.cli.command;

import dev.archcheck.cli.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/**
 * Keeps the results of a run from what it reads, by whatever spelling or link they lead there. It
 * is asked before anything is written.
 */
final class Overwriting {

  /** More links in a row lead nowhere. */
  private static final int MOST_LINKS = 40;

  /** A report has no such byte; what has one that soon is a program or an archive. */
  private static final int BEGINNING = 4 << 10;

  /** The extensions of what go takes for a build (go help packages, go help c), and of modules. */
  private static final Set<String> SOURCES =
      Set.of(
          "go", "mod", "sum", "work", "s", "S", "sx", "c", "cc", "cpp", "cxx", "h", "hh", "hpp",
          "hxx", "m", "f", "F", "for", "f90", "swig", "swigcxx", "syso");

  private Overwriting() {}

  /**
   * Something that a run reads.
   *
   * @param option what names it; the empty string where it stands without an option
   * @param name a file or a folder; standard input and the empty string are none
   */
  record Read(String option, String name) {

    boolean isFile() {
      boolean isStandardInput =
          name.equals("-") && (option.equals("--input") || option.equals("--replay"));
      return !name.isEmpty() && !isStandardInput;
    }
  }

  /** Refuses a result that would be written over what is read. */
  static void refuse(ParseResult arguments, Surroundings surroundings, List<Read> read)
      throws UsageException {
    List<String> written = new ArrayList<>();
    Result result = new Result(Options.text(arguments, "--output", ""));
    if (result.isFile()) {
      written.add(result.file());
    }
    for (ReportFile one : ReportFile.all(arguments)) {
      written.add(one.file());
    }
    for (String name : written) {
      Path place = place(name);
      for (Read one : read) {
        if (one.isFile() && isOver(place, place(one.name()))) {
          throw new UsageException(
              "'" + name + "' would be written over what is read" + by(one),
              "give the result a file of its own");
        }
      }
      if (isSource(place)) {
        throw new UsageException(
            "'" + name + "' is a source of Go, and would be written over",
            "give the result a file of its own");
      }
      if (isSummary(place, arguments, surroundings)) {
        throw new UsageException(
            "'" + name + "' is the summary of the step, which has the report already",
            "give the result a file of its own");
      }
    }
  }

  private static String by(Read one) {
    return one.option().isEmpty() ? ": " + one.name() : " (" + one.option() + ")";
  }

  /** Go reads them by itself, and so does who asks it: no option names them. */
  private static boolean isSource(Path place) {
    String name = String.valueOf(place.getFileName());
    int dot = name.lastIndexOf('.');
    boolean ofGo = SOURCES.contains(name.substring(dot + 1)) || name.equals("modules.txt");
    return dot >= 0 && ofGo && Files.exists(place);
  }

  private static boolean isSummary(Path place, ParseResult arguments, Surroundings surroundings) {
    String name = StepSummary.name(surroundings.environment());
    return !name.isEmpty()
        && Options.text(arguments, "--format", "").equals("github")
        && place.equals(place(name));
  }

  /** A report may well lie in a folder that is read, but not where a program or archive is. */
  private static boolean isOver(Path written, Path read) {
    return written.equals(read)
        || (written.startsWith(read) && Files.isRegularFile(written) && !isText(written));
  }

  private static boolean isText(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      for (byte one : in.readNBytes(BEGINNING)) {
        if (one == 0) {
          return false;
        }
      }
      return true;
    } catch (IOException _) {
      return true; // what cannot be read is not checked, and that is said
    }
  }

  /** {@return where a file is that would be written under a name: its links followed} */
  static Path place(String name) {
    Path path;
    try {
      path = Path.of(name).toAbsolutePath();
    } catch (InvalidPathException _) {
      // Said when it is opened; until then any name will do that no other one becomes.
      return Path.of("/", name.replaceAll("[^A-Za-z0-9]", "_"));
    }
    try {
      for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(path); i++) {
        path = path.resolveSibling(Files.readSymbolicLink(path));
      }
      return path.toRealPath();
    } catch (IOException _) {
      return inItsFolder(path);
    }
  }

  /** It is not there, so that only its folder can be looked for. */
  private static Path inItsFolder(Path path) {
    Path folder = path.getParent();
    Path last = path.getFileName();
    try {
      return folder == null || last == null
          ? path.normalize()
          : folder.toRealPath().resolve(last).normalize();
    } catch (IOException _) {
      return path.normalize();
    }
  }
}
