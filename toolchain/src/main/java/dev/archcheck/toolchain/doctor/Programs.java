package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.ReadFailure;
import dev.archcheck.toolchain.doctor.ProgramFacts.Role;
import dev.archcheck.toolchain.go.GoFolders;
import dev.archcheck.toolchain.go.PathSearch;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the programs around go, and reads what they are for. */
final class Programs {

  private static final int MOST_PARENTS = 8;

  /** Kernels read no longer first lines (BINPRM_BUF_SIZE of Linux). */
  private static final int HEAD = 256;

  /** Those whose syntax commands can be written in. */
  private static final Set<String> SHELLS =
      Set.of("bash", "zsh", "fish", "sh", "dash", "ksh", "tcsh", "csh", "nu", "pwsh", "powershell");

  private static final List<String> EDITORS =
      List.of("code", "codium", "goland", "idea", "zed", "nvim", "vim", "emacs", "subl");

  private final Machine machine;
  private final PathSearch path;
  private final List<String> unread;

  /**
   * A finder.
   *
   * @param unread is told of what is there and cannot be read
   */
  Programs(Machine machine, List<String> unread) {
    this.machine = machine;
    this.path = new PathSearch(machine);
    this.unread = unread;
  }

  /** {@return what a header says, as {@code GOOS/GOARCH}; nothing for scripts and what is none} */
  List<String> platforms(Path program) {
    if (!Files.isRegularFile(program)) {
      return List.of();
    }
    try (FileByteSource source = FileByteSource.open(program)) {
      return texts(BinaryReader.read(source).platforms());
    } catch (AccessDeniedException e) {
      unread.add(program + ": " + ReadFailure.why(e));
      return List.of();
    } catch (IOException _) {
      return List.of(); // it is no program
    }
  }

  /** {@return why a script does nothing when it is started, or the empty string} */
  String problem(Path script) {
    try (InputStream in = Files.newInputStream(script)) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
      if (head.isEmpty()) {
        return "the file is empty";
      }
      String first = head.startsWith("#!") ? head.substring(2).split("\n", 2)[0] : "";
      // A kernel takes a carriage return for a part of the name.
      String interpreter = first.replaceAll("^[ \t]+", "").split("[ \t]", 2)[0];
      boolean isThere =
          !interpreter.startsWith("/")
              || machine.os().equals(Os.WINDOWS)
              || Files.isRegularFile(machine.root().resolve(interpreter.substring(1)));
      String named =
          interpreter.endsWith("\r")
              ? interpreter.stripTrailing() + " with a carriage return"
              : interpreter;
      return isThere ? "" : "its first line names " + named + ", which is not there";
    } catch (IOException | InvalidPathException _) {
      return ""; // whoever reads the program itself says so
    }
  }

  static List<String> texts(List<Platform> platforms) {
    return platforms.stream().map(Platform::toString).toList();
  }

  /**
   * {@return what cgo calls} As cmd/go chooses it: CC, else what was compiled in, by system. Where
   * only {@code go env -w} says CC, whether there is cgo still hangs on the usual one.
   */
  List<ProgramFacts> cCompilers() {
    boolean clang = Set.of("darwin", "ios", "freebsd", "openbsd").contains(machine.os().name());
    String usual = clang ? "clang" : "gcc";
    String said = first(GoFolders.setting(machine, "CC"));
    List<ProgramFacts> found = new ArrayList<>();
    if (!said.isEmpty()) {
      found.add(named(Role.C_COMPILER, said));
    }
    if (machine.variable("CC").isEmpty() && !said.equals(usual)) {
      found.add(named(Role.C_COMPILER, usual));
    }
    return found;
  }

  /** {@return the first word of a command line, which may be quoted} */
  private static String first(String command) {
    String text = command.strip();
    if (text.isEmpty()) {
      return "";
    }
    char quote = text.charAt(0);
    int end = quote == '"' || quote == '\'' ? text.indexOf(quote, 1) : -1;
    return end > 0 ? text.substring(1, end) : text.split("\\s+", -1)[0];
  }

  /** {@return linker, debugger, language server, shell and editors, as far as they are here} */
  List<ProgramFacts> around() {
    List<ProgramFacts> found = new ArrayList<>();
    add(found, Role.LINKER, "ld");
    for (String name : List.of("dlv", "gopls")) {
      Role role = name.equals("dlv") ? Role.DEBUGGER : Role.LANGUAGE_SERVER;
      add(found, role, name);
      installed(name).ifPresent(file -> addOnce(found, program(role, file)));
    }
    String shell = machine.variable("SHELL");
    if (!shell.isEmpty()) {
      add(found, Role.SHELL, shell);
    }
    for (String variable : List.of("VISUAL", "EDITOR")) {
      String editor = first(machine.variable(variable));
      if (!editor.isEmpty()) {
        add(found, Role.EDITOR, editor);
      }
    }
    EDITORS.forEach(name -> add(found, Role.EDITOR, name));
    return found;
  }

  private void add(List<ProgramFacts> found, Role role, String name) {
    path.first(name).ifPresent(file -> addOnce(found, program(role, file)));
  }

  private static void addOnce(List<ProgramFacts> found, ProgramFacts program) {
    boolean known =
        found.stream()
            .anyMatch(one -> one.role() == program.role() && one.path().equals(program.path()));
    if (!known) {
      found.add(program);
    }
  }

  /** Editors look where {@code go install} puts them, also off PATH. */
  private Optional<Path> installed(String name) {
    String said = GoFolders.setting(machine, "GOBIN");
    try {
      Path gopath = GoFolders.gopath(machine);
      Path bin = !said.isEmpty() ? Path.of(said) : gopath == null ? null : gopath.resolve("bin");
      String suffix = machine.os().equals(Os.WINDOWS) ? ".exe" : "";
      return Optional.ofNullable(bin)
          .map(folder -> folder.resolve(name + suffix))
          .filter(Files::isRegularFile);
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private ProgramFacts named(Role role, String name) {
    return path.first(name)
        .map(file -> new ProgramFacts(role, name, file.toString(), platforms(file)))
        .orElseGet(() -> new ProgramFacts(role, name, "", List.of()));
  }

  private ProgramFacts program(Role role, Path file) {
    return new ProgramFacts(
        role, String.valueOf(file.getFileName()), file.toString(), platforms(file));
  }

  /** {@return the processes that this one comes from; not every system shows another user's} */
  List<ProgramFacts> parents() {
    List<ProgramFacts> found = new ArrayList<>();
    for (ProcessHandle process : ancestors()) {
      process.info().command().ifPresent(command -> found.add(parent(command)));
    }
    return found;
  }

  private List<ProcessHandle> ancestors() {
    List<ProcessHandle> found = new ArrayList<>();
    Optional<ProcessHandle> process =
        machine.isThisOne() ? ProcessHandle.current().parent() : Optional.empty();
    while (process.isPresent() && found.size() < MOST_PARENTS) {
      if (!isLauncher(process.get())) {
        found.add(process.get());
      }
      process = process.get().parent();
    }
    return found;
  }

  /** The script that starts this program is of no interest. */
  private static boolean isLauncher(ProcessHandle process) {
    for (String argument : process.info().arguments().orElse(new String[0])) {
      if (base(argument).equals("archcheck")) {
        return true;
      }
    }
    return false;
  }

  private ProgramFacts parent(String command) {
    try {
      Path file = Path.of(command);
      return new ProgramFacts(
          Role.PARENT, String.valueOf(file.getFileName()), command, platforms(file));
    } catch (InvalidPathException _) {
      return new ProgramFacts(Role.PARENT, command, "", List.of());
    }
  }

  /** {@return the shell that this program was started from, or else the user's} */
  String shell() {
    if (machine.os().equals(Os.WINDOWS)) {
      return "powershell";
    }
    for (ProcessHandle process : ancestors()) {
      String name = base(process.info().command().orElse(""));
      if (SHELLS.contains(name)) {
        return name;
      }
    }
    String said = base(machine.variable("SHELL"));
    return SHELLS.contains(said) ? said : "";
  }

  /** {@return where a shell takes lasting settings from, as people write it; or empty} */
  String startFile(String shell) {
    boolean mac = machine.os().equals(Os.DARWIN);
    String zsh = machine.variable("ZDOTDIR").isEmpty() ? "~" : machine.variable("ZDOTDIR");
    String said = machine.variable("XDG_CONFIG_HOME");
    String configuration = said.isEmpty() ? "~/.config" : said;
    return switch (shell) {
      case "bash" -> mac ? "~/.bash_profile" : "~/.bashrc";
      case "zsh" -> zsh + (mac ? "/.zprofile" : "/.zshrc");
      case "fish" -> configuration + "/fish/config.fish";
      case "nu" -> configuration + "/nushell/env.nu";
      case "tcsh", "csh" -> "~/.cshrc";
      case "sh", "dash", "ksh" -> "~/.profile";
      case "pwsh", "powershell" -> "$PROFILE";
      default -> "";
    };
  }

  private static String base(String path) {
    int end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
    String name = path.substring(end).toLowerCase(Locale.ROOT);
    String bare = name.startsWith("-") ? name.substring(1) : name; // of a login
    return bare.endsWith(".exe") ? bare.substring(0, bare.length() - ".exe".length()) : bare;
  }
}
