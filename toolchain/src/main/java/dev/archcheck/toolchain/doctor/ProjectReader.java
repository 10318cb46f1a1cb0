package dev.archcheck.toolchain.doctor;

import dev.archcheck.toolchain.ReadFailure;
import dev.archcheck.toolchain.activate.GoModule;
import dev.archcheck.toolchain.activate.VersionWord;
import dev.archcheck.toolchain.doctor.ProjectFacts.Directive;
import dev.archcheck.toolchain.doctor.ProjectFacts.UsedModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the go.mod or go.work that go would take, as far as it decides whether go works here
 * (golang.org/x/mod/modfile: rule.go and work.go).
 */
final class ProjectReader {

  /** GoVersionRE of modfile. */
  private static final Pattern GO_VERSION =
      Pattern.compile("[1-9][0-9]*\\.(?:0|[1-9][0-9]*)(?:\\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?");

  /** ToolchainRE of modfile. */
  private static final Pattern TOOLCHAIN = Pattern.compile("default|go1(?:$|\\.).*");

  private static final Pattern PATH_ELEMENT = Pattern.compile("(?!\\.+$)[A-Za-z0-9._~+-]+");

  private static final Set<String> ONCE = Set.of("go", "toolchain", "module");
  private static final int SHOWN = 5;

  private final Path folder;
  private final String goWork;

  /**
   * A reader.
   *
   * @param goWork what the setting GOWORK says
   */
  ProjectReader(Path folder, String goWork) {
    this.folder = folder;
    this.goWork = goWork;
  }

  ProjectFacts read() {
    if (!goWork.isEmpty() && !goWork.equals("auto") && !goWork.equals("off")) {
      String wrong = wrongWorkspace();
      if (!wrong.isEmpty()) {
        return ProjectFacts.refused(Secrets.hidden("GOWORK", goWork), wrong);
      }
    }
    Optional<Path> found = GoModule.around(folder, goWork);
    if (found.isEmpty()) {
      return ProjectFacts.NONE;
    }
    Path file = found.get();
    try {
      return read(file);
    } catch (IOException e) {
      return ProjectFacts.unread(file.toString(), ReadFailure.why(e));
    }
  }

  private String wrongWorkspace() {
    try {
      Path said = Path.of(goWork);
      if (!said.isAbsolute()) {
        return "GOWORK is not an absolute path";
      }
      return Files.isRegularFile(said) ? "" : "GOWORK names a file that is not there";
    } catch (InvalidPathException _) {
      return "GOWORK names no file";
    }
  }

  private static boolean isWorkspace(Path file) {
    return String.valueOf(file.getFileName()).endsWith(".work");
  }

  private static ProjectFacts read(Path file) throws IOException {
    List<String> lines = GoModule.lines(file);
    GoModule module = GoModule.of(lines);
    List<String> faults = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    Map<String, Integer> directives = directives(lines, faults, folders);
    version(module, faults);
    boolean isWorkspace = isWorkspace(file);
    if (!isWorkspace && !directives.containsKey("module")) {
      faults.add("it has no line module");
    }
    List<UsedModule> used = new ArrayList<>();
    if (isWorkspace) {
      Set<Path> seen = new HashSet<>();
      for (String one : folders) {
        try {
          if (!seen.add(file.resolveSibling(one).normalize())) {
            faults.add("path " + one + " appears multiple times in workspace");
          }
        } catch (InvalidPathException _) {
          // it is no folder either, which is said next
        }
        used.add(used(file, one, faults));
      }
      if (folders.isEmpty()) {
        faults.add("it uses no module");
      }
    }
    return new ProjectFacts(
        file.toString(),
        module.go().value(),
        module.go().number(),
        module.toolchain().value(),
        module.toolchain().number(),
        "",
        faults.size() > SHOWN ? faults.subList(0, SHOWN) : faults,
        directives.entrySet().stream()
            .map(one -> new Directive(one.getKey(), one.getValue()))
            .toList(),
        used);
  }

  private static void version(GoModule module, List<String> faults) {
    GoModule.Line go = module.go();
    if (go.number() > 0
        && (!GO_VERSION.matcher(go.value()).matches() || VersionWord.parse(go.value()).isEmpty())) {
      faults.add("line " + go.number() + ": invalid go version '" + go.value() + "'");
    }
    GoModule.Line toolchain = module.toolchain();
    if (toolchain.number() > 0 && !TOOLCHAIN.matcher(toolchain.value()).matches()) {
      faults.add(
          "line " + toolchain.number() + ": invalid toolchain version '" + toolchain.value() + "'");
    }
  }

  private static UsedModule used(Path file, String folder, List<String> faults) {
    try {
      Path module = file.resolveSibling(folder).normalize().resolve("go.mod");
      if (!Files.isRegularFile(module)) {
        faults.add("it uses " + folder + ", where no go.mod is");
        return new UsedModule(folder, "");
      }
      return new UsedModule(folder, GoModule.of(GoModule.lines(module)).go().value());
    } catch (IOException | InvalidPathException e) {
      faults.add("it uses " + folder + ", whose go.mod cannot be read: " + e.getMessage());
      return new UsedModule(folder, "");
    }
  }

  /** {@return the words that lines and blocks begin with, and the line of the first of each} */
  private static Map<String, Integer> directives(
      List<String> lines, List<String> faults, List<String> folders) {
    Map<String, Integer> found = new LinkedHashMap<>();
    String block = "";
    int number = 0;
    for (String line : lines) {
      number++;
      List<String> words = words(line);
      if (words.isEmpty()) {
        continue;
      }
      if (!block.isEmpty()) {
        if (words.getFirst().equals(")")) {
          block = "";
        } else if (block.equals("use")) {
          use(words, number, faults, folders);
        }
        continue;
      }
      String word = words.getFirst();
      if (ONCE.contains(word) && found.containsKey(word)) {
        faults.add("line " + number + ": repeated " + word + " statement");
      }
      if (word.equals("module") && !words.getLast().equals("(")) {
        module(words, number, faults);
      }
      found.putIfAbsent(word, number);
      if (words.size() == 2 && words.getLast().equals("(")) {
        block = word;
      } else if (word.equals("use")) {
        use(words.subList(1, words.size()), number, faults, folders);
      }
    }
    if (!block.isEmpty()) {
      faults.add("the block " + block + " does not end");
    }
    return found;
  }

  private static void use(
      List<String> words, int number, List<String> faults, List<String> folders) {
    if (words.size() == 1) {
      folders.add(plain(words.getFirst(), number, faults));
    } else {
      faults.add("line " + number + ": usage: use local/dir");
    }
  }

  private static void module(List<String> words, int number, List<String> faults) {
    if (words.size() != 2) {
      faults.add("line " + number + ": usage: module module/path");
      return;
    }
    String path = plain(words.getLast(), number, faults);
    if (path.equals("go") || path.equals("toolchain")) {
      faults.add("line " + number + ": invalid module path: \"" + path + "\"");
    } else if (!isModulePath(path)) {
      faults.add("line " + number + ": malformed module path \"" + path + "\"");
    }
  }

  /** golang.org/x/mod/module, CheckImportPath, without what only Windows cannot name. */
  private static boolean isModulePath(String path) {
    return !path.startsWith("-")
        && Arrays.stream(path.split("/", -1)).allMatch(PATH_ELEMENT.asMatchPredicate());
  }

  /** {@return a word without its quotes; of these go takes the double ones alone} */
  private static String plain(String word, int number, List<String> faults) {
    boolean quoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
    String plain = quoted ? word.substring(1, word.length() - 1) : word;
    if (plain.chars().anyMatch(c -> "\"'`".indexOf(c) >= 0)) {
      faults.add("line " + number + ": invalid quoted string " + word);
    }
    return plain;
  }

  /** {@return the words of a line, as they stand there, without its comment} */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (line.startsWith("//", at)) {
        return words;
      } else if (c == '"' || c == '`') {
        int end = line.indexOf(c, at + 1);
        end = end < 0 ? line.length() : end + 1;
        words.add(line.substring(at, end));
        at = end;
      } else if (c == '(' || c == ')' || c == ',') {
        words.add(line.substring(at, ++at));
      } else {
        int start = at;
        while (at < line.length()
            && " \t\r(),".indexOf(line.charAt(at)) < 0
            && !line.startsWith("//", at)) {
          at++;
        }
        words.add(line.substring(start, at));
      }
    }
    return words;
  }
}
