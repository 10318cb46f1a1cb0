package dev.archcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.go.FunctionTable;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.inspect.go.GoBuildInfo.Module;
import dev.archcheck.testkit.Corpus;
import dev.archcheck.testkit.GoBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Go's own tools say of the same files, when they were built. */
final class GoOracleTest {

  private static final Pattern TYPE_ARGUMENTS = Pattern.compile("\\[.*]");

  /**
   * {@return where the tools' answers on a program are: beside it, or beside its unstripped twin}
   */
  private static Optional<Path> oracle(GoBuild build) throws IOException {
    Path folder = build.beside(".").normalize();
    if (Files.exists(build.beside("ORACLE"))) {
      folder = Corpus.part("gobuilds").resolve(Files.readString(build.beside("ORACLE")).strip());
    }
    return Files.exists(folder.resolve("nm.txt")) ? Optional.of(folder) : Optional.empty();
  }

  private interface Question {
    void ask(GoBuild build, FunctionTable table, Path oracle) throws IOException;
  }

  private static void ofEach(Question question) throws IOException {
    int stripped = 0;
    int programs = 0;
    for (GoBuild build : GoBuild.all()) {
      Optional<Path> oracle = oracle(build);
      if (oracle.isPresent()) {
        programs++;
        stripped += build.strip().contains("s-w") ? 1 : 0;
        try (FileByteSource source = FileByteSource.open(build.file())) {
          Binary binary = BinaryReader.read(source);
          question.ask(build, FunctionTable.find((LoadedImage) binary).orElseThrow(), oracle.get());
        }
      }
    }
    assertThat(programs).isGreaterThanOrEqualTo(40);
    assertThat(stripped).isGreaterThanOrEqualTo(20);
  }

  /**
   * The function list of a program, also if it is stripped, is that of {@code go tool nm} for the
   * unstripped one. The two spell some names differently, and symbols that are no functions of Go
   * stand in the symbol table alone.
   */
  @Test
  void functionsAreThoseOfGoToolNm() throws IOException {
    List<String> differences = new ArrayList<>();
    ofEach((build, table, oracle) -> {
      Set<String> actual = new TreeSet<>();
      table.forEach(function -> actual.add(line(function.address(), function.name())));
      Set<String> expected = new TreeSet<>();
      boolean apple = build.platform().startsWith("darwin/");
      for (String line : Files.readAllLines(oracle.resolve("nm.txt"))) {
        String[] cells = line.strip().split("\\s+", 3);
        if (!isMark(cells[2])) {
          expected.add(line(Long.parseUnsignedLong(cells[0], 16), spelling(cells[2], apple)));
        }
      }
      if (build.link().equals("internal")) {
        compare(build, expected, actual, differences);
      } else {
        // The C side is not Go's linker's, so it is in the symbol table alone.
        Set<String> extra = new TreeSet<>(actual);
        extra.removeAll(expected);
        extra.forEach(one -> differences.add(build.path() + ": not in nm: " + one));
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(actual);
        missing.removeIf(one -> one.indexOf('.') < 0 || one.endsWith(".cold"));
        missing.forEach(one -> differences.add(build.path() + ": only in nm: " + one));
      }
    });
    assertThat(differences).isEmpty();
  }

  private static void compare(
      GoBuild build, Set<String> expected, Set<String> actual, List<String> differences) {
    if (!expected.equals(actual)) {
      Set<String> missing = new TreeSet<>(expected);
      missing.removeAll(actual);
      Set<String> extra = new TreeSet<>(actual);
      extra.removeAll(expected);
      differences.add(build.path() + ": missing " + missing + ", extra " + extra);
    }
  }

  /** Symbols that mark the start and the end of all code. */
  private static boolean isMark(String symbol) {
    return switch (symbol) {
      case "runtime.text", "runtime.etext", "text", "etext" -> true;
      default -> false;
    };
  }

  /** The table leaves out type arguments and the marks of calling conventions. */
  private static String spelling(String symbol, boolean apple) {
    String name = symbol.endsWith(".abi0") ? symbol.substring(0, symbol.length() - 5) : symbol;
    if (apple && name.startsWith("_") && (name.indexOf('.') < 0 || name.startsWith("_go"))) {
      name = name.substring(1); // Mach-O puts it before every name that has no package
    }
    return name;
  }

  private static String line(long address, String name) {
    // Before Go 1.5 closures have a middle dot, which nm prints as a dot.
    return Long.toHexString(address)
        + " "
        + TYPE_ARGUMENTS.matcher(name.replace('\u00B7', '.')).replaceAll("[...]");
  }

  @Test
  void linesAreThoseOfGoToolAddr2line() throws IOException {
    List<String> differences = new ArrayList<>();
    int[] compared = {0};
    int[] withLine = {0};
    ofEach((build, table, oracle) -> {
      for (String row : Files.readAllLines(oracle.resolve("addr2line.txt"))) {
        String[] cells = row.split("\t", -1);
        String place = cells[2];
        String actual = place(table, Long.decode(cells[0]));
        compared[0]++;
        if (hasLine(cells)) {
          withLine[0]++;
          if (!actual.equals(place)) {
            differences.add(build.path() + " " + row + ": " + actual);
          }
        } else if (!actual.isEmpty()) {
          differences.add(build.path() + " " + row + ": " + actual);
        }
      }
    });
    assertThat(differences).isEmpty();
    assertThat(compared[0]).isGreaterThanOrEqualTo(40_000);
    assertThat(withLine[0]).isGreaterThanOrEqualTo(30_000);
  }

  /** For the build ID before the code, addr2line reads on into the table of some function. */
  private static boolean hasLine(String[] cells) {
    String line = cells[2].substring(cells[2].lastIndexOf(':') + 1);
    return !line.startsWith("-")
        && !line.equals("0")
        && !line.equals("?")
        && !cells[1].equals("go:buildid")
        && !cells[1].equals("go.buildid");
  }

  private static String place(FunctionTable table, long address) throws IOException {
    Optional<FunctionTable.Place> place = table.place(address);
    return place.isEmpty() || place.get().line() == 0
        ? ""
        : place.get().file() + ":" + place.get().line();
  }

  /** Programs of Go before 1.13 have none, and {@code go version -m} says that they are none. */
  @Test
  void buildInformationIsThatOfGoVersion() throws IOException {
    List<String> differences = new ArrayList<>();
    int read = 0;
    for (GoBuild build : GoBuild.all()) {
      String expected = Files.readString(build.beside("version-m.txt"));
      String actual;
      try (FileByteSource source = FileByteSource.open(build.file())) {
        actual = describe(GoBuildInfo.read((LoadedImage) BinaryReader.read(source)));
      }
      if (expected.contains("not a Go executable")) {
        if (!actual.isEmpty()) {
          differences.add(build.path() + ": " + actual);
        }
      } else {
        read++;
        if (!actual.equals(said(expected))) {
          differences.add(build.path() + ": " + actual + " but " + expected);
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(read).isGreaterThanOrEqualTo(100);
  }

  /** Of the module of a folder the version ends with a blank line. */
  private static String said(String output) {
    return output.substring(output.indexOf(": ") + 2).replace("\n\t\n", "\n").stripTrailing();
  }

  private static String describe(Optional<GoBuildInfo> found) {
    if (found.isEmpty()) {
      return "";
    }
    GoBuildInfo info = found.get();
    StringBuilder text = new StringBuilder(info.goVersion());
    if (!info.path().isEmpty()) {
      text.append("\n\tpath\t").append(info.path());
    }
    info.mainModule().ifPresent(main -> module(text, "mod", main));
    info.dependencies().forEach(dependency -> module(text, "dep", dependency));
    info.settings()
        .forEach(setting ->
            text.append("\n\tbuild\t")
                .append(setting.key())
                .append('=')
                .append(quoted(setting.value())));
    return text.toString().stripTrailing();
  }

  private static String quoted(String value) {
    return value.matches(".*[\\s\"`].*") && !value.isEmpty() ? '"' + value + '"' : value;
  }

  private static void module(StringBuilder text, String word, Module module) {
    text.append("\n\t").append(word).append('\t').append(module.path());
    if (module.replacedBy().isPresent()) {
      text.append('\t').append(module.version());
      module(text, "=>", module.replacedBy().get());
    } else {
      text.append('\t').append(module.version()).append('\t').append(module.sum());
    }
  }
}
