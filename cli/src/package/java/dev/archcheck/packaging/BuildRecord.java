package dev.archcheck.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was built, in the file {@code build}: name and SHA-256 of the jar, of the cache (two empty
 * lines where there is none), home and version of the JDK; one per line.
 */
final class BuildRecord {
  private BuildRecord() {}

  static void write(Path dist, Path jar, Optional<Path> cache) throws IOException {
    String record =
        String.join(
            "\n",
            jar.getFileName().toString(),
            Sha256.hex(jar),
            cache.isPresent() ? cache.get().getFileName().toString() : "",
            cache.isPresent() ? Sha256.hex(cache.get()) : "",
            Jdk.home().toString(),
            Jdk.version(),
            "");
    Generations.replace(dist.resolve("build"), record.getBytes(StandardCharsets.UTF_8));
  }
}
