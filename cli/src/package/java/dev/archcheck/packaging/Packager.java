package dev.archcheck.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes what {@code scripts/archcheck} starts: one jar, the AOT cache that belongs to exactly this
 * jar and this JVM, and the record of both. Started from the source by Maven's package phase.
 */
public final class Packager {
  private static final int ID_LENGTH = 16;
  private static final String OWN_CODE = "dev/archcheck/";

  private Packager() {}

  /** Arguments: root of the checkout, start of the Maven run, class path. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 3) {
      throw new IllegalArgumentException("usage: Packager ROOT STARTED CLASSPATH");
    }
    Path root = Path.of(args[0]).toRealPath();
    Path dist = Files.createDirectories(root.resolve("cli/target/dist"));
    Path jar = jar(root, dist, classPath(args[2]));
    Optional<Path> cache = AotCache.train(root.resolve("cli/src/package/java"), jar, dist);
    BuildRecord.write(dist, jar, cache);
    SourceList.write(root, dist, Instant.parse(args[1]));
    Generations.keepTwo(dist);
  }

  private static Path jar(Path root, Path dist, List<Path> classPath) throws IOException {
    UberJar uber = UberJar.of(classPath, root.resolve("LICENSE"), "dev.archcheck.cli.Main");
    byte[] bytes = uber.onlyReachedFrom(name -> name.startsWith(OWN_CODE)).toBytes();
    ShippedJarCheck.check(bytes);
    Path jar = dist.resolve("archcheck-" + Sha256.hex(bytes).substring(0, ID_LENGTH) + ".jar");
    if (!Files.exists(jar) || !Sha256.hex(jar).equals(Sha256.hex(bytes))) {
      Generations.replace(jar, bytes);
    }
    return jar;
  }

  private static List<Path> classPath(String joined) {
    List<Path> jars = new ArrayList<>();
    for (String element : joined.split(File.pathSeparator, -1)) {
      jars.add(Path.of(element));
    }
    return jars;
  }
}
