package dev.archcheck.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files a build is made from, in the file {@code sources}, one line per file as {@code
 * sha256sum} prints it, in the order of the names' bytes. The launcher compares it with the
 * checkout when times say that something may have changed.
 */
final class SourceList {
  // The same places as ac_sources in scripts/archcheck and $Sources in scripts/archcheck.ps1.
  private static final List<String> PLACES =
      List.of(
          "pom.xml",
          ".mvn",
          "pe-inspect/pom.xml",
          "verify/pom.xml",
          "toolchain/pom.xml",
          "cli/pom.xml",
          "pe-inspect/src/main",
          "verify/src/main",
          "toolchain/src/main",
          "cli/src/main",
          "cli/src/package");

  private SourceList() {}

  /**
   * Writes the list, or none where a file changed after the build began: nobody can tell then which
   * of its states was compiled, and the launcher builds again.
   */
  static void write(Path root, Path dist, Instant started) throws IOException {
    Path list = dist.resolve("sources");
    Files.deleteIfExists(list);
    StringBuilder lines = new StringBuilder();
    for (String name : names(root)) {
      Path file = root.resolve(name);
      Instant modified = Files.getLastModifiedTime(file).toInstant();
      if (modified.isAfter(started) && modified.isBefore(Instant.now())) {
        System.err.println("changed while it was built: " + name);
        return;
      }
      lines.append(Sha256.hex(file)).append("  ").append(name).append('\n');
    }
    Generations.replace(list, lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> names(Path root) throws IOException {
    List<String> names = new ArrayList<>();
    for (String place : PLACES) {
      if (Files.exists(root.resolve(place))) {
        try (Stream<Path> files = Files.walk(root.resolve(place))) {
          files
              .filter(Files::isRegularFile)
              .forEach(file -> names.add(root.relativize(file).toString().replace('\\', '/')));
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
      }
    }
    names.sort(null);
    return names;
  }
}
