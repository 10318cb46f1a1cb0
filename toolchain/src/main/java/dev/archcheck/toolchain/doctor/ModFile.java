package dev.archcheck.toolchain.doctor;

import dev.archcheck.toolchain.activate.VersionWord;
import dev.archcheck.toolchain.doctor.ProjectFacts.Directive;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A go.mod or go.work as far as a go command refuses it before it asks anybody for anything
 * (golang.org/x/mod/modfile: read.go, rule.go and work.go). Versions are not looked at: a word that
 * is none may be a branch.
 */
final class ModFile {

  /** GoVersionRE of modfile. */
  private static final Pattern GO_VERSION =
      Pattern.compile("[1-9][0-9]*\\.(?:0|[1-9][0-9]*)(?:\\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?");

  /** ToolchainRE of modfile. */
  private static final Pattern TOOLCHAIN = Pattern.compile("default|go1(?:$|\\.).*");

  private static final Pattern PATH_ELEMENT = Pattern.compile("(?!\\.+$)[A-Za-z0-9._~+-]+");
  private static final Pattern VERSION = Pattern.compile("^v([0-9]{1,9})\\.[0-9]+\\.[0-9]+");
  private static final Pattern SUFFIX = Pattern.compile("/v([2-9]|[1-9][0-9]{1,8})$");
  private static final Set<String> ONCE = Set.of("go", "toolchain", "module");

  /** What may stand in a block, by the kind of file. */
  private static final Set<String> BLOCKS_OF_MODULE =
      Set.of("module", "godebug", "require", "exclude", "replace", "retract", "tool", "ignore");

  private static final Set<String> BLOCKS_OF_WORKSPACE = Set.of("godebug", "use", "replace");

  private static final String ARROW = "=>";

  private final boolean isWorkspace;
  private final Map<String, Integer> directives = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final List<String> uses = new ArrayList<>();
  private String path = "";

  private ModFile(boolean isWorkspace) {
    this.isWorkspace = isWorkspace;
  }

  /**
   * Reads a file.
   *
   * @param lines one char for each byte
   */
  static ModFile of(List<String> lines, boolean isWorkspace) {
    ModFile file = new ModFile(isWorkspace);
    file.read(lines);
    return file;
  }

  /** {@return what go refuses, in its words and with the line} */
  List<String> faults() {
    return faults;
  }

  /** {@return the words that lines and blocks begin with, each where it is first} */
  List<Directive> directives() {
    return directives.entrySet().stream()
        .map(one -> new Directive(one.getKey(), one.getValue()))
        .toList();
  }

  /** {@return the folders that a workspace uses, as it names them} */
  List<String> uses() {
    return uses;
  }

  /** {@return the path of the module, or the empty string} */
  String path() {
    return path;
  }

  private void read(List<String> lines) {
    String block = "";
    int opened = 0;
    int number = 0;
    for (String bytes : lines) {
      number++;
      String line = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      List<String> words = words(line, number);
      if (words.isEmpty()) {
        continue;
      }
      if (!block.isEmpty()) {
        if (words.getFirst().equals(")")) {
          block = "";
          if (words.size() > 1) {
            fault(number, "syntax error (expected newline after closing paren)");
          }
        } else {
          statement(block, words, number);
        }
        continue;
      }
      String word = words.getFirst();
      if (ONCE.contains(word) && directives.containsKey(word)) {
        fault(number, "repeated " + word + " statement");
      }
      directives.putIfAbsent(word, number);
      boolean isBlock = words.size() > 1 && words.getLast().equals("(");
      boolean isEmpty = words.size() > 2 && words.getLast().equals(")") && opens(words);
      if (!isBlock && !isEmpty) {
        statement(word, words.subList(1, words.size()), number);
        continue;
      }
      int head = words.size() - (isBlock ? 1 : 2);
      boolean isKnown = (isWorkspace ? BLOCKS_OF_WORKSPACE : BLOCKS_OF_MODULE).contains(word);
      if (head > 1 || (!isKnown && ONCE.contains(word))) {
        fault(number, "unknown block type: " + String.join(" ", words.subList(0, head)));
      }
      block = isBlock ? word : "";
      opened = number;
    }
    if (!block.isEmpty()) {
      fault(opened, "the block " + block + " does not end");
    }
  }

  private static boolean opens(List<String> words) {
    return words.get(words.size() - 2).equals("(");
  }

  private void fault(int line, String what) {
    faults.add("line " + line + ": " + what);
  }

  /** What is no word of go stands among the directives, and which go knows it is judged there. */
  private void statement(String word, List<String> words, int line) {
    switch (word) {
      case "go" -> version(words, line, "go", GO_VERSION);
      case "toolchain" -> version(words, line, "toolchain", TOOLCHAIN);
      case "module" -> module(words, line);
      case "use" -> {
        if (words.size() == 1) {
          uses.add(plain(words.getFirst(), line));
        } else {
          fault(line, "usage: use local/dir");
        }
      }
      case "require", "exclude" -> {
        if (words.size() == 2) {
          major(plain(words.getFirst(), line), words.getLast(), line);
        } else {
          fault(line, "usage: " + word + " module/path v1.2.3");
        }
      }
      case "replace" -> replace(words, line);
      case "godebug" -> {
        boolean isPair = words.size() == 1 && words.getFirst().matches("[^\"`',=]*=[^\"`',]*");
        if (!isPair) {
          fault(line, "usage: godebug key=value");
        }
      }
      case "tool", "ignore" -> {
        if (words.size() == 1) {
          plain(words.getFirst(), line);
        } else {
          fault(line, word + " directive expects exactly one argument");
        }
      }
      default -> {}
    }
  }

  private void version(List<String> words, int line, String what, Pattern form) {
    if (words.size() != 1) {
      fault(line, what + " directive expects exactly one argument");
    } else if (!form.matcher(words.getFirst()).matches()) {
      fault(line, "invalid " + what + " version '" + words.getFirst() + "'");
    } else if (what.equals("go")
        && VersionWord.parse(words.getFirst()).filter(one -> one.minor() >= 0).isEmpty()) {
      fault(line, "no go has the version " + words.getFirst());
    }
  }

  private void module(List<String> words, int line) {
    if (words.size() != 1) {
      fault(line, "usage: module module/path");
      return;
    }
    if (!path.isEmpty()) {
      fault(line, "repeated module statement"); // in a block
    }
    path = plain(words.getFirst(), line);
    if (path.equals("go") || path.equals("toolchain")) {
      fault(line, "invalid module path: \"" + path + "\"");
    } else if (!isModulePath(path)) {
      fault(line, "malformed module path \"" + path + "\"");
    }
  }

  /** golang.org/x/mod/module, CheckImportPath, without what only Windows cannot name. */
  private static boolean isModulePath(String path) {
    return !path.startsWith("-")
        && Arrays.stream(path.split("/", -1)).allMatch(PATH_ELEMENT.asMatchPredicate());
  }

  /** golang.org/x/mod/module, CheckPathMajor; gopkg.in has rules of its own. */
  private void major(String module, String version, int line) {
    Matcher number = VERSION.matcher(version);
    if (!number.find() || module.startsWith("gopkg.in/") || version.endsWith("+incompatible")) {
      return;
    }
    Matcher suffix = SUFFIX.matcher(module);
    String said = number.group(1);
    boolean isUsual = said.equals("0") || said.equals("1");
    if (suffix.find() ? !suffix.group(1).equals(said) : !isUsual) {
      String wanted = suffix.hasMatch() ? "v" + suffix.group(1) : "v0 or v1";
      fault(line, "version \"" + version + "\" invalid: should be " + wanted + ", not v" + said);
    }
  }

  private void replace(List<String> words, int line) {
    int arrow = words.size() > 1 && words.get(1).equals(ARROW) ? 1 : 2;
    int behind = words.size() - arrow - 1;
    if (behind < 1 || behind > 2 || !words.get(arrow).equals(ARROW)) {
      fault(
          line,
          "usage: replace module/path [v1.2.3] => other/module v1.4 or"
              + " replace module/path [v1.2.3] => ../local/directory");
      return;
    }
    plain(words.getFirst(), line);
    String other = plain(words.get(arrow + 1), line);
    boolean isFolder =
        other.equals(".")
            || other.equals("..")
            || other.matches("\\.{1,2}[/\\\\].*|[/\\\\].*|[A-Za-z]:.*");
    if (behind == 1 && !isFolder) {
      fault(
          line,
          "replacement module without version must be directory path (rooted or starting with . or"
              + " ..)");
    } else if (behind == 1 && File.separatorChar == '/' && other.indexOf('\\') >= 0) {
      fault(line, "replacement directory appears to be Windows path (on a non-windows system)");
    } else if (behind == 2 && isFolder) {
      fault(line, "replacement module directory path \"" + other + "\" cannot have version");
    }
  }

  /** {@return a word without its quotes} */
  private String plain(String word, int line) {
    if (word.startsWith("\"")) {
      String unquoted = unquoted(word);
      if (unquoted.isEmpty()) {
        fault(line, "invalid quoted string: " + word);
      }
      return unquoted;
    }
    if (word.chars().anyMatch(c -> "\"'`".indexOf(c) >= 0)) {
      fault(line, "invalid quoted string: unquoted string cannot contain quote");
    }
    return word;
  }

  /** {@return strconv.Unquote of a word, or the empty string where that fails} */
  private static String unquoted(String word) {
    StringBuilder text = new StringBuilder();
    int end = word.length() - 1;
    if (end < 1 || word.charAt(end) != '"') {
      return "";
    }
    for (int i = 1; i < end; i++) {
      char c = word.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      if (++i >= end) {
        return "";
      }
      char kind = word.charAt(i);
      int simple = "abfnrtv\\\"".indexOf(kind);
      int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
      if (simple >= 0) {
        text.append("\u0007\b\f\n\r\t\u000B\\\"".charAt(simple));
      } else if (digits > 0 && i + digits < end) {
        try {
          text.appendCodePoint(Integer.parseInt(word.substring(i + 1, i + 1 + digits), 16));
        } catch (IllegalArgumentException _) {
          return "";
        }
        i += digits;
      } else {
        return "";
      }
    }
    return text.toString();
  }

  /** {@return the words of a line, as they stand there, without its comment} */
  private List<String> words(String line, int number) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      int start = at;
      if (c == ' ' || c == '\t' || c == '\r') {
        at++;
        continue;
      }
      if (line.startsWith("//", at)) {
        return words;
      }
      if (c == '"' || c == '`') {
        at++;
        while (at < line.length() && line.charAt(at) != c) {
          at += c == '"' && line.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= line.length()) {
          fault(number, "unexpected newline in string");
          at = line.length();
        } else {
          at++;
        }
      } else if (isPunctuation(c)) {
        at++;
      } else {
        while (at < line.length()
            && !Character.isWhitespace(line.charAt(at))
            && !isPunctuation(line.charAt(at))
            && !line.startsWith("//", at)) {
          if (line.startsWith("/*", at)) {
            fault(number, "mod files must use // comments (not /* */ comments)");
            return words;
          }
          at++;
        }
        if (at == start) {
          at++; // another kind of blank
        }
      }
      words.add(line.substring(start, at));
    }
    return words;
  }

  private static boolean isPunctuation(char c) {
    return "()[]{},".indexOf(c) >= 0;
  }
}
