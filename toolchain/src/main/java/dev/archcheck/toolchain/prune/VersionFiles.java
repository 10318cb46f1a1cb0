package dev.archcheck.toolchain.prune;

import dev.archcheck.toolchain.ReadFailure;
import dev.archcheck.toolchain.lock.ToolchainLock;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files below and above some folders that say a version of Go. Links are not followed. */
final class VersionFiles {

  private static final String[] NAMES = {
    ".go-version", ".tool-versions", "go.work", "go.mod", ToolchainLock.FILE
  };

  /** What is in them is of version control, or fetched again by whoever needs it. */
  private static final Set<String> SKIPPED =
      Set.of(".git", ".hg", ".svn", ".jj", ".cache", "node_modules");

  private final Set<Path> apart;
  private final Set<Path> files = new LinkedHashSet<>();
  private final List<Doubt> doubts = new ArrayList<>();
  private long folders;

  /**
   * A search.
   *
   * @param apart folders in which no project is, with links resolved
   */
  VersionFiles(Set<Path> apart) {
    this.apart = apart;
  }

  Set<Path> files() {
    return files;
  }

  List<Doubt> doubts() {
    return doubts;
  }

  long folders() {
    return folders;
  }

  /** Searches below a folder, and above it, since what is said there is for it, too. */
  void search(Path root) throws IOException {
    Path folder;
    try {
      folder = root.toRealPath();
    } catch (IOException e) {
      doubts.add(new Doubt(Doubt.Kind.UNREAD, root.toString(), ReadFailure.why(e)));
      return;
    }
    if (!Files.isDirectory(folder)) {
      doubts.add(new Doubt(Doubt.Kind.UNREAD, root.toString(), "is no folder"));
      return;
    }
    above(folder);
    Path said = root.toAbsolutePath().normalize();
    if (!said.equals(folder)) {
      above(said);
    }
    Files.walkFileTree(folder, new Visitor(folder));
  }

  private void above(Path folder) {
    for (Path up = folder.getParent(); up != null; up = up.getParent()) {
      for (String name : NAMES) {
        add(up.resolve(name));
      }
    }
  }

  /** Takes a file that is called so; what is there and is no file cannot be read. */
  private void add(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isRegularFile()) {
        files.add(file);
      } else if (!attributes.isDirectory()) {
        doubts.add(new Doubt(Doubt.Kind.UNREAD, file.toString(), "is no file"));
      }
    } catch (NoSuchFileException _) {
      return; // also a link that leads nowhere: Go looks further up then, too
    } catch (IOException e) {
      doubts.add(new Doubt(Doubt.Kind.UNREAD, file.toString(), ReadFailure.why(e)));
    }
  }

  private static boolean isVersionFile(Path file) {
    String found = String.valueOf(file.getFileName());
    for (String name : NAMES) {
      if (name.equals(found)) {
        return true;
      }
    }
    return false;
  }

  /** The modules of Go itself need the Go that they are part of, which is not the store's. */
  private static boolean isGo(Path folder) {
    return Files.isRegularFile(folder.resolve("VERSION"))
        && Files.isDirectory(folder.resolve("src").resolve("runtime"));
  }

  /** Walks through the folders. */
  private final class Visitor extends SimpleFileVisitor<Path> {

    private final Path start;

    Visitor(Path start) {
      this.start = start;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skipped =
          SKIPPED.contains(String.valueOf(folder.getFileName()))
              || apart.contains(folder)
              || isGo(folder);
      if (skipped && !folder.equals(start)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      folders++;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isVersionFile(file)) {
        add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      if (!(e instanceof NoSuchFileException)) { // somebody deleted it meanwhile
        doubts.add(new Doubt(Doubt.Kind.UNREAD, file.toString(), ReadFailure.why(e)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      if (e != null) {
        doubts.add(new Doubt(Doubt.Kind.UNREAD, folder.toString(), ReadFailure.why(e)));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
