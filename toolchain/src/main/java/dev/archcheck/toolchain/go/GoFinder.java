package dev.archcheck.toolchain.go;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the {@code go} that a shell would start, without starting it. */
public final class GoFinder {

  private static final String DEFAULT_PATHEXT = ".COM;.EXE;.BAT;.CMD";

  private final Machine machine;

  /** A finder for the given machine. */
  public GoFinder(Machine machine) {
    this.machine = machine;
  }

  /** {@return what {@code go} means here} */
  public GoOnPath find() {
    Path path = firstOnPath();
    return path == null ? new GoOnPath.Absent() : look(path);
  }

  /** {@return every {@code go} on PATH in its order, each file once; the first is started} */
  public List<GoOnPath> findAll() {
    Set<Path> seen = new LinkedHashSet<>();
    for (String folder : pathFolders()) {
      Path found = inFolder(unquoted(folder));
      if (found != null) {
        seen.add(found);
      }
    }
    List<GoOnPath> all = new ArrayList<>();
    for (Path path : seen) {
      all.add(look(path));
    }
    return List.copyOf(all);
  }

  private GoOnPath look(Path path) {
    try {
      Path executable = path.toRealPath();
      String shim = Shims.recognise(path, executable);
      return shim.isEmpty() ? installation(path, executable) : new GoOnPath.Shim(path, shim);
    } catch (IOException _) {
      return new GoOnPath.Shim(path, "a file that cannot be read");
    }
  }

  private boolean onWindows() {
    return machine.os().equals(Os.WINDOWS);
  }

  private @Nullable Path firstOnPath() {
    for (String folder : pathFolders()) {
      Path found = inFolder(unquoted(folder));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private String[] pathFolders() {
    return machine.variable("PATH").split(onWindows() ? ";" : ":", -1);
  }

  /** Windows lets a folder stand in quotes. */
  private String unquoted(String folder) {
    return onWindows() ? folder.replace("\"", "") : folder;
  }

  private @Nullable Path inFolder(String folder) {
    if (folder.isEmpty() && onWindows()) {
      return null; // an empty element means nothing there, elsewhere the current folder
    }
    for (String suffix : suffixes()) {
      try {
        Path candidate = Path.of(folder, "go" + suffix).toAbsolutePath();
        if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
          return candidate;
        }
      } catch (InvalidPathException _) {
        return null; // shells skip such an element as well
      }
    }
    return null;
  }

  private List<String> suffixes() {
    if (!onWindows()) {
      return List.of("");
    }
    String list = machine.variable("PATHEXT");
    List<String> suffixes = new ArrayList<>();
    for (String suffix : (list.isEmpty() ? DEFAULT_PATHEXT : list).split(";", -1)) {
      if (!suffix.isEmpty()) {
        suffixes.add(suffix.toLowerCase(Locale.ROOT));
      }
    }
    return suffixes;
  }

  private GoOnPath.Installation installation(Path path, Path executable) throws IOException {
    Path root = root(executable);
    if (root == null) {
      return new GoOnPath.Installation(path, executable, executable, "", List.of(), "");
    }
    return new GoOnPath.Installation(
        path, executable, root, VersionFile.read(root), toolFolders(root), contradiction(root));
  }

  /** A release has {@code bin/go} below its root; so have, behind links, the distributions. */
  private static @Nullable Path root(Path executable) {
    Path bin = executable.getParent();
    Path root = bin == null ? null : bin.getParent();
    if (root == null) {
      return null;
    }
    boolean looksSo =
        Files.isDirectory(root.resolve("pkg").resolve("tool"))
            || Files.isRegularFile(root.resolve("VERSION"));
    return looksSo ? root : null;
  }

  private static List<Path> toolFolders(Path root) throws IOException {
    Path tools = root.resolve("pkg").resolve("tool");
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(tools)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(tools)) {
        for (Path entry : entries) {
          if (Files.isDirectory(entry)) {
            folders.add(entry);
          }
        }
      }
    }
    folders.sort(null);
    return List.copyOf(folders);
  }

  private String contradiction(Path root) {
    String said = machine.variable("GOROOT");
    if (said.isEmpty()) {
      return "";
    }
    try {
      return Path.of(said).toRealPath().equals(root) ? "" : said;
    } catch (IOException | InvalidPathException _) {
      return said; // it names nothing that exists
    }
  }
}
