package dev.archcheck.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The real binaries that {@code scripts/corpus} fetches and builds. A missing corpus is a failure.
 */
public final class Corpus {

  private static final Path ROOT =
      Path.of(System.getProperty("archcheck.corpus", "../.corpus")).toAbsolutePath().normalize();

  private Corpus() {}

  /** {@return the folder of one part: fixtures, go, toolchains or packages} */
  public static Path part(String name) {
    Path part = ROOT.resolve(name);
    if (!Files.isDirectory(part)) {
      throw new IllegalStateException("no corpus part " + part + ": run scripts/corpus first");
    }
    return part;
  }

  /** {@return one fixture} */
  public static Path fixture(String name) {
    Path fixture = part("fixtures").resolve(name);
    if (!Files.isRegularFile(fixture)) {
      throw new IllegalStateException("no fixture " + fixture + ": run scripts/corpus first");
    }
    return fixture;
  }

  /** {@return every regular file of a part in a stable order} */
  public static List<Path> files(String part) {
    try (Stream<Path> walk = Files.walk(part(part))) {
      return walk.filter(file -> Files.isRegularFile(file) && !Files.isSymbolicLink(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the path below the corpus with slashes, as golden files name it} */
  public static String name(Path file) {
    return ROOT.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }
}
