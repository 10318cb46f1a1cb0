package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.doctor.SettingFacts.Origin;
import dev.archcheck.toolchain.doctor.SettingFacts.Source;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the lines of start files that set a variable for every shell of this user. They are not
 * run: a line that a condition passes over is found, too, and one that makes the name of the
 * variable from others is not.
 */
final class StartFiles {

  /** A start file that is longer is none. */
  private static final int MAX_SIZE = 1 << 20;

  /** Characters of a line in which the flags of a command and the name behind them stand. */
  private static final int FLAGS = 1000;

  private static final List<String> OF_HOME =
      List.of(
          ".bashrc",
          ".bash_profile",
          ".bash_login",
          ".profile",
          ".zshenv",
          ".zprofile",
          ".zshrc",
          ".zlogin",
          ".cshrc",
          ".tcshrc",
          ".login",
          ".kshrc",
          ".xprofile",
          ".xsessionrc",
          ".pam_environment");

  private static final List<String> OF_CONFIGURATION =
      List.of(
          "fish/config.fish",
          "fish/fish_variables",
          "fish/conf.d",
          "nushell/env.nu",
          "nushell/config.nu",
          "powershell/profile.ps1",
          "powershell/Microsoft.PowerShell_profile.ps1",
          "environment.d");

  private static final List<String> OF_THE_SYSTEM =
      List.of(
          "etc/environment",
          "etc/profile",
          "etc/profile.d",
          "etc/bash.bashrc",
          "etc/bashrc",
          "etc/zshenv",
          "etc/zprofile",
          "etc/zshrc",
          "etc/zsh/zshenv",
          "etc/zsh/zprofile",
          "etc/zsh/zshrc",
          "etc/fish/config.fish",
          "etc/fish/conf.d",
          "etc/csh.cshrc",
          "etc/security/pam_env.conf");

  /** {@code export A=1 B=2} and the like. */
  private static final Pattern EXPORT =
      Pattern.compile(
          "(?:^|[;&{(]|\\bthen|\\bdo)\\s*(?:export|declare\\s+-\\w*x|typeset\\s+-\\w*x)\\s+(.*)");

  private static final Pattern ASSIGNED =
      Pattern.compile("(?:^|\\s)([A-Za-z_][A-Za-z0-9_]*)=(?:\"[^\"]*\"|'[^']*'|[^\\s;&\"']*)");

  /** What {@code A=1} begins with. */
  private static final Pattern ASSIGNMENT = Pattern.compile("^\\s*([A-Za-z_][A-Za-z0-9_]*)=");

  /** {@code set -gx A 1} of fish, {@code setenv A 1} of csh, {@code SETUVAR --export A:1}. */
  private static final Pattern WORDS =
      Pattern.compile(
          "^\\s*(?:set\\s+(?:-\\S+\\s+)*(?:-[a-zA-Z]*x[a-zA-Z]*|--export)\\s+(?:-\\S+\\s+)*|setenv\\s+"
              + "|SETUVAR\\s+(?:--\\S+\\s+)*--export\\s+)([A-Za-z_][A-Za-z0-9_]*)");

  /** {@code $env:A = }, {@code $env.A = } and the like. */
  private static final Pattern DOLLAR =
      Pattern.compile("(?i:\\$env)[:.]([A-Za-z_][A-Za-z0-9_]*)\\s*=");

  private final Machine machine;
  private final Map<String, List<Origin>> found = new HashMap<>();

  private StartFiles(Machine machine) {
    this.machine = machine;
  }

  /** {@return the lines that set variables, by the variable} */
  static Map<String, List<Origin>> search(Machine machine) {
    StartFiles files = new StartFiles(machine);
    files.places().forEach(files::look);
    return files.found;
  }

  private Set<Path> places() {
    Set<Path> places = new LinkedHashSet<>();
    if (machine.os().equals(Os.WINDOWS)) {
      return places; // the registry is what sets variables there
    }
    String home = machine.variable("HOME");
    String zsh = machine.variable("ZDOTDIR");
    String configuration = machine.variable("XDG_CONFIG_HOME");
    try {
      if (!zsh.isEmpty()) {
        OF_HOME.stream()
            .filter(name -> name.startsWith(".z"))
            .forEach(name -> places.add(Path.of(zsh, name)));
      }
      if (!home.isEmpty()) {
        OF_HOME.forEach(name -> places.add(Path.of(home, name)));
      }
      if (!configuration.isEmpty() || !home.isEmpty()) {
        Path folder = configuration.isEmpty() ? Path.of(home, ".config") : Path.of(configuration);
        OF_CONFIGURATION.forEach(name -> places.add(folder.resolve(name)));
      }
    } catch (InvalidPathException _) {
      // then no shell finds anything there either
    }
    OF_THE_SYSTEM.forEach(name -> places.add(machine.root().resolve(name)));
    return places;
  }

  private void look(Path place) {
    if (Files.isDirectory(place)) {
      for (Path file : children(place)) {
        lines(file);
      }
    } else {
      lines(place);
    }
  }

  private static List<Path> children(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(files::add);
    } catch (IOException | DirectoryIteratorException _) {
      return List.of(); // no shell of this user reads it either
    }
    files.sort(null);
    return files;
  }

  private void lines(Path file) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      text = new String(in.readNBytes(MAX_SIZE), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return;
    }
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.strip().startsWith("#")) {
        for (String name : names(line)) {
          found
              .computeIfAbsent(name, _ -> new ArrayList<>())
              .add(new Origin(Source.START_FILE, file.toString(), number, ""));
        }
      }
    }
  }

  /** {@return the variables that a line sets} */
  static Set<String> names(String line) {
    Set<String> names = new LinkedHashSet<>();
    Matcher export = EXPORT.matcher(line);
    if (export.find()) {
      addAll(names, ASSIGNED, export.group(1));
    }
    Matcher alone = ASSIGNMENT.matcher(line);
    if (alone.find() && isAlone(line, alone.end())) {
      names.add(alone.group(1));
    }
    addAll(names, WORDS, line.substring(0, Math.min(line.length(), FLAGS)));
    addAll(names, DOLLAR, line);
    return names;
  }

  /** {@return whether no command stands behind a value} Before one it is for that command alone. */
  private static boolean isAlone(String line, int start) {
    int at = start;
    while (at < line.length() && !Character.isWhitespace(line.charAt(at)) && !isEnd(line, at)) {
      char c = line.charAt(at);
      int end = c == '"' || c == '\'' ? line.indexOf(c, at + 1) : at;
      if (end < 0) {
        return false; // it goes on in the next line
      }
      at = end + 1;
    }
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return at == line.length() || line.charAt(at) == '#' || isEnd(line, at);
  }

  private static boolean isEnd(String line, int at) {
    return line.charAt(at) == ';' || line.charAt(at) == '&';
  }

  private static void addAll(Set<String> names, Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
  }
}
