package dev.archcheck.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes the AOT cache of an existing build again, after it was lost or damaged. Started from the
 * source by the launcher, with the JDK that built.
 */
public final class Retrain {

  private Retrain() {}

  /** Argument: root of the checkout. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(args[0]).toRealPath();
    Path dist = root.resolve("cli/target/dist");
    Path jar = dist.resolve(Files.readAllLines(dist.resolve("build")).getFirst());
    Optional<Path> cache = AotCache.train(root.resolve("cli/src/package/java"), jar, dist);
    BuildRecord.write(dist, jar, cache);
  }
}
