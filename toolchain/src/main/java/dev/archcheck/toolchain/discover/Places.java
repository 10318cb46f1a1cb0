package dev.archcheck.toolchain.discover;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.ReadFailure;
import dev.archcheck.toolchain.go.GoFolders;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.host.Registry;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where each maker of installations puts them. Only folders are listed, one level at a time. */
final class Places {

  private static final String MODULE = "toolchain@v0.0.1-";

  private final Machine machine;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Unread> unread = new ArrayList<>();

  Places(Machine machine) {
    this.machine = machine;
  }

  /** {@return what was found so far} */
  List<Candidate> candidates() {
    return candidates;
  }

  /** {@return what could not be listed so far} */
  List<Unread> unread() {
    return unread;
  }

  /** Looks at every place of this system. */
  void search() {
    if (onWindows()) {
      windows();
    } else {
      unix();
    }
    for (Path go : children(below(home(), "sdk"))) {
      if (name(go).startsWith("go")) {
        add(Maker.SDK, go, name(go));
      }
    }
    mise();
    asdf();
    versions(Maker.GOENV, moved("GOENV_ROOT", below(home(), ".goenv")), "versions");
    versions(Maker.GVM, moved("GVM_ROOT", below(home(), ".gvm")), "gos");
    moduleCache();
    toolCache();
    existing(Maker.OTHER, path(GoFolders.setting(machine, "GOROOT")));
  }

  private boolean onWindows() {
    return machine.os().equals(Os.WINDOWS);
  }

  private void unix() {
    existing(Maker.GO_DEV, absolute("usr/local/go"));
    for (String libraries : new String[] {"usr/lib", "usr/lib64"}) {
      for (Path folder : children(absolute(libraries))) {
        // Folders of other programs begin with "go", too, and gccgo has one called so.
        if (isDistribution(name(folder)) && looksLikeGo(folder)) {
          add(Maker.SYSTEM, folder, "");
        }
      }
    }
    existing(Maker.SYSTEM, absolute("opt/local/lib/go"));
    for (Path revision : children(absolute("snap/go"))) {
      add(Maker.SYSTEM, revision, "");
    }
    homebrew();
  }

  private static boolean isDistribution(String name) {
    return name.equals("go")
        || name.equals("golang")
        || (name.startsWith("go-") && name.length() > 3 && isDigit(name.charAt(3)))
        || (name.startsWith("go") && name.length() > 2 && isDigit(name.charAt(2)));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean looksLikeGo(Path folder) {
    return Files.exists(folder.resolve("bin").resolve("go"), LinkOption.NOFOLLOW_LINKS)
        || Files.isRegularFile(folder.resolve("VERSION"))
        || Files.isDirectory(folder.resolve("pkg").resolve("tool"));
  }

  private void homebrew() {
    List<Path> prefixes = new ArrayList<>();
    Path said = path(machine.variable("HOMEBREW_PREFIX"));
    if (said != null) {
      prefixes.add(said);
    }
    prefixes.add(absolute("opt/homebrew"));
    prefixes.add(absolute("usr/local"));
    prefixes.add(absolute("home/linuxbrew/.linuxbrew"));
    for (Path prefix : prefixes) {
      for (Path formula : children(prefix.resolve("Cellar"))) {
        if (isFormula(formula)) {
          for (Path version : children(formula)) {
            add(Maker.HOMEBREW, version.resolve("libexec"), name(version));
          }
        }
      }
      for (Path formula : children(prefix.resolve("opt"))) {
        if (isFormula(formula)) {
          add(Maker.HOMEBREW, formula.resolve("libexec"), "");
        }
      }
    }
  }

  private static boolean isFormula(Path folder) {
    String name = name(folder);
    return name.equals("go") || name.startsWith("go@");
  }

  private void windows() {
    for (String variable : new String[] {"ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"}) {
      existing(Maker.GO_DEV, below(path(machine.variable(variable)), "Go"));
    }
    existing(Maker.GO_DEV, absolute("Go"));
    for (InstallRecord record : InstallRecords.read(machine, Registry.of(machine))) {
      existing(Maker.GO_DEV, path(record.place()));
    }
    List<Path> scoops = new ArrayList<>();
    addIfThere(scoops, moved("SCOOP", below(home(), "scoop")));
    addIfThere(
        scoops, moved("SCOOP_GLOBAL", below(path(machine.variable("ProgramData")), "scoop")));
    for (Path scoop : scoops) {
      for (Path version : children(scoop.resolve("apps").resolve("go"))) {
        add(Maker.SCOOP, version, name(version));
      }
    }
  }

  private static void addIfThere(List<Path> to, @Nullable Path path) {
    if (path != null) {
      to.add(path);
    }
  }

  private void mise() {
    Path data;
    if (onWindows()) {
      data = path(machine.variable("LOCALAPPDATA"));
    } else {
      data = moved("XDG_DATA_HOME", below(below(home(), ".local"), "share"));
    }
    Path installs = below(moved("MISE_DATA_DIR", below(data, "mise")), "installs");
    versions(Maker.MISE, installs, "go");
  }

  /** Its plugin puts the modules of {@code go install} beside the GOROOT. */
  private void asdf() {
    Path installs = below(moved("ASDF_DATA_DIR", below(home(), ".asdf")), "installs");
    for (Path version : children(below(installs, "golang"))) {
      add(Maker.ASDF, version.resolve("go"), name(version));
    }
  }

  private void versions(Maker maker, @Nullable Path parent, String folder) {
    for (Path version : children(below(parent, folder))) {
      add(maker, version, name(version));
    }
  }

  private void moduleCache() {
    for (Path module : children(below(GoFolders.moduleCache(machine), "golang.org"))) {
      if (name(module).startsWith(MODULE)) {
        add(Maker.MODULE_CACHE, module, name(module).substring(MODULE.length()));
      }
    }
  }

  private void toolCache() {
    Path cache = moved("RUNNER_TOOL_CACHE", absolute("opt/hostedtoolcache"));
    for (Path version : children(below(cache, "go"))) {
      for (Path arch : children(version)) {
        add(Maker.TOOL_CACHE, arch, name(version));
      }
    }
  }

  private Path absolute(String path) {
    return machine.root().resolve(path);
  }

  private @Nullable Path home() {
    return path(machine.variable(onWindows() ? "USERPROFILE" : "HOME"));
  }

  private @Nullable Path moved(String variable, @Nullable Path otherwise) {
    Path said = path(machine.variable(variable));
    return said == null ? otherwise : said;
  }

  private static @Nullable Path path(String text) {
    try {
      return text.isEmpty() ? null : Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException _) {
      return null; // then nothing is there
    }
  }

  private static @Nullable Path below(@Nullable Path folder, String name) {
    return folder == null ? null : folder.resolve(name);
  }

  private void existing(Maker maker, @Nullable Path root) {
    if (root != null && Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      add(maker, root, "");
    }
  }

  private void add(Maker maker, Path root, String named) {
    candidates.add(new Candidate(maker, root, named));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** {@return the folders and links in a folder, but not the hidden ones} */
  List<Path> children(@Nullable Path folder) {
    List<Path> found = new ArrayList<>();
    if (folder == null) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!name(entry).startsWith(".")
            && (Files.isDirectory(entry) || Files.isSymbolicLink(entry))) {
          found.add(entry);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      return found; // it does not make installations here
    } catch (DirectoryIteratorException e) {
      IOException cause = e.getCause();
      unread.add(new Unread(folder, cause == null ? "cannot be listed" : ReadFailure.why(cause)));
    } catch (IOException e) {
      unread.add(new Unread(folder, ReadFailure.why(e)));
    }
    found.sort(null);
    return found;
  }
}
