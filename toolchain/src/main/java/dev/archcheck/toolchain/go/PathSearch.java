package dev.archcheck.toolchain.go;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.host.Machine;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the programs that a shell would start by a name, without starting them. */
public final class PathSearch {

  private static final String DEFAULT_PATHEXT = ".COM;.EXE;.BAT;.CMD";

  private final Machine machine;

  /** A search on the PATH of a machine. */
  public PathSearch(Machine machine) {
    this.machine = machine;
  }

  /** {@return the one that is started} A name with a folder is looked for there alone. */
  public Optional<Path> first(String name) {
    return all(name).stream().findFirst();
  }

  /** {@return every one on PATH in its order, each file once} */
  public List<Path> all(String name) {
    boolean hasFolder = name.indexOf('/') >= 0 || (onWindows() && name.indexOf('\\') >= 0);
    String[] folders =
        hasFolder
            ? new String[] {onWindows() ? "." : ""}
            : machine.variable("PATH").split(onWindows() ? ";" : ":", -1);
    Set<Path> found = new LinkedHashSet<>();
    for (String folder : folders) {
      Path file = inFolder(unquoted(folder), name);
      if (file != null) {
        found.add(file);
      }
    }
    return List.copyOf(found);
  }

  /** {@return the folders on PATH, each once} */
  public List<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>();
    for (String folder : machine.variable("PATH").split(onWindows() ? ";" : ":", -1)) {
      try {
        if (!folder.isEmpty()) {
          folders.add(Path.of(unquoted(folder)).toAbsolutePath());
        }
      } catch (InvalidPathException _) {
        // shells skip such an element as well
      }
    }
    return List.copyOf(folders);
  }

  private boolean onWindows() {
    return machine.os().equals(Os.WINDOWS);
  }

  /** Windows lets a folder stand in quotes. */
  private String unquoted(String folder) {
    return onWindows() ? folder.replace("\"", "") : folder;
  }

  private @Nullable Path inFolder(String folder, String name) {
    if (folder.isEmpty() && onWindows()) {
      return null; // an empty element means nothing there, elsewhere the current folder
    }
    for (String suffix : suffixes(name)) {
      try {
        Path candidate = Path.of(folder).resolve(name + suffix).toAbsolutePath();
        if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
          return candidate;
        }
      } catch (InvalidPathException _) {
        return null; // shells skip such an element as well
      }
    }
    return null;
  }

  private List<String> suffixes(String name) {
    if (!onWindows()) {
      return List.of("");
    }
    String list = machine.variable("PATHEXT");
    List<String> suffixes = new ArrayList<>();
    for (String suffix : (list.isEmpty() ? DEFAULT_PATHEXT : list).split(";", -1)) {
      String lower = suffix.toLowerCase(Locale.ROOT);
      if (!suffix.isEmpty()) {
        suffixes.add(name.toLowerCase(Locale.ROOT).endsWith(lower) ? "" : lower);
      }
    }
    return suffixes;
  }
}
