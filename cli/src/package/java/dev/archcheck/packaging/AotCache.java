package dev.archcheck.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/**
 * The AOT cache of one jar and one JVM. A JDK before 25.0.4 runs the classes in the cache even when
 * the jar was replaced since, so the name carries both, and the launcher compares the jar with its
 * record before it uses the cache.
 */
final class AotCache {
  private static final int ID_LENGTH = 8;
  private static final int MINUTES = 3;

  private AotCache() {}

  /** {@return the cache, or empty where this JVM could not make one: the program runs without} */
  static Optional<Path> train(Path sources, Path jar, Path dist)
      throws IOException, InterruptedException {
    Path file = dist.resolve(name(jar));
    Path work = Files.createDirectories(dist.resolveSibling("aot-training"));
    Path driver = driver(sources, jar, work);
    Samples.write(Files.createDirectories(work.resolve("samples")));
    Path made = work.resolve("new.aot");
    Files.deleteIfExists(made);
    int exit = run(command(jar, driver, made, work), work);
    if (!Files.exists(made)) {
      System.err.println(
          "no AOT cache: training ended with " + exit + ", see " + work.resolve("log"));
      return Optional.empty();
    }
    if (exit != 0) {
      // The JVM can, but the program does not like its own samples: nobody would miss the cache.
      throw new IOException(
          "the training's last command ended with " + exit + ", see " + work.resolve("log"));
    }
    Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return Optional.of(file);
  }

  private static String name(Path jar) throws IOException {
    String base = jar.getFileName().toString().replace(".jar", "");
    return base + "-" + Sha256.hex(Jdk.home().resolve("release")).substring(0, ID_LENGTH) + ".aot";
  }

  /** The driver stands behind the jar on the class path, where a cache may have more than a run. */
  private static Path driver(Path sources, Path jar, Path work) throws IOException {
    Path classes = work.resolve("classes");
    Path driver = work.resolve("driver.jar");
    Path source = sources.resolve("dev/archcheck/cli");
    tool(
        "javac",
        "-d",
        classes.toString(),
        "-cp",
        jar.toString(),
        source.resolve("Training.java").toString(),
        source.resolve("TrainingSite.java").toString(),
        source.resolve("TrainingStream.java").toString());
    tool("jar", "--create", "--file", driver.toString(), "-C", classes.toString(), ".");
    return driver;
  }

  private static void tool(String name, String... args) throws IOException {
    ToolProvider tool = ToolProvider.findFirst(name).orElseThrow();
    if (tool.run(System.out, System.err, args) != 0) {
      throw new IOException(name + " failed");
    }
  }

  private static List<String> command(Path jar, Path driver, Path made, Path work) {
    return List.of(
        Jdk.home().resolve("bin/java").toString(),
        "-XX:AOTCacheOutput=" + made,
        "-XX:+UseSerialGC",
        // Profiles from the training make every run compile early what a short run never needs.
        "-XX:+IgnoreUnrecognizedVMOptions",
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:-AOTRecordTraining",
        // A cache is only taken where this is the same as when it was made.
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        jar + File.pathSeparator + driver,
        "dev.archcheck.cli.Training",
        work.resolve("samples").toString());
  }

  private static int run(List<String> command, Path work) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(work.resolve("log").toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }
}
