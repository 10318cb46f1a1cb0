package dev.archcheck.doctor;

import dev.archcheck.testkit.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Makes installations of Go from the commands and tools of real ones. */
final class Roots {

  /** What the commands of the corpus were built as. */
  static final String VERSION = "go1.27.0";

  private Roots() {}

  /**
   * Makes one that lacks nothing.
   *
   * @param root where
   * @param platform {@code linux-arm64}
   * @return the folder with its command
   */
  static Path make(Path root, String platform) throws IOException {
    Path from = Corpus.part("toolchains").resolve(platform);
    copy(from, root);
    Files.delete(root.resolve("VERSION.txt"));
    Files.writeString(root.resolve("VERSION"), VERSION + "\ntime 2026-08-01T00:00:00Z\n");
    Files.createDirectories(root.resolve("src"));
    return root.resolve("bin");
  }

  /** Adds the tools of another platform, as an installer over the first one does. */
  static void overlay(Path root, String platform) throws IOException {
    String name = platform.replace('-', '_');
    copy(
        Corpus.part("toolchains").resolve(platform).resolve("pkg/tool").resolve(name),
        root.resolve("pkg/tool").resolve(name));
  }

  /** The corpus keeps them so that nobody can start one by mistake. */
  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.toList();
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
    for (Path one : all) {
      Path there = to.resolve(from.relativize(one).toString());
      if (Files.isDirectory(one)) {
        Files.createDirectories(there);
        continue;
      }
      Files.copy(one, there);
      if (!there.toFile().setExecutable(true)) {
        throw new IOException(there + " cannot be made executable");
      }
    }
  }

  /** {@return the folder with the go of this machine, which is native} */
  static Path ofThisMachine() throws IOException {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      Path go = Path.of(folder, "go");
      if (Files.isExecutable(go)) {
        return Objects.requireNonNull(go.toRealPath().getParent());
      }
    }
    throw new IOException("there is no go on PATH");
  }
}
