package dev.archcheck.toolchain.go;

import dev.archcheck.toolchain.ReadFailure;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the {@code go} that a shell would start, without starting it. */
public final class GoFinder {

  private static final String GO = "go";

  private final Machine machine;

  /** A finder for the given machine. */
  public GoFinder(Machine machine) {
    this.machine = machine;
  }

  /** {@return what {@code go} means here} */
  public GoOnPath find() {
    return new PathSearch(machine).first(GO).map(this::look).orElseGet(GoOnPath.Absent::new);
  }

  /** {@return every {@code go} on PATH in its order, each file once; the first is started} */
  public List<GoOnPath> findAll() {
    List<GoOnPath> all = new ArrayList<>();
    for (Path path : new PathSearch(machine).all(GO)) {
      all.add(look(path));
    }
    return List.copyOf(all);
  }

  private GoOnPath look(Path path) {
    try {
      Path executable = path.toRealPath();
      String shim = Shims.recognise(path, executable);
      return shim.isEmpty() ? installation(path, executable) : new GoOnPath.Shim(path, shim);
    } catch (IOException e) {
      return new GoOnPath.Unreadable(path, ReadFailure.why(e));
    }
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
