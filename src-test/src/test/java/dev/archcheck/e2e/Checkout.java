package dev.archcheck.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of what the launcher needs of this checkout, with its build, and a {@code mvn} of our own
 * in front on PATH: a test sees whether a build was asked for, and nothing is ever built.
 */
final class Checkout {
  private static final Path ORIGIN = Path.of(System.getProperty("archcheck.root")).normalize();
  private static final List<String> COPIED =
      List.of(
          "scripts/archcheck",
          "scripts/lib",
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
          "cli/src/package",
          "cli/target/dist");
  private static final int SECONDS = 60;

  private final Path root;
  private final Path tools;

  private Checkout(Path root, Path tools) {
    this.root = root;
    this.tools = tools;
  }

  /** What one start of the program gave. */
  record Outcome(int exit, String out, String err) {}

  static Checkout in(Path folder) throws IOException {
    Checkout checkout = new Checkout(folder.resolve("a checkout"), folder.resolve("tools"));
    for (String place : COPIED) {
      copyTree(ORIGIN.resolve(place), checkout.root.resolve(place));
    }
    Files.deleteIfExists(checkout.dist().resolve("launch"));
    checkout.maven("exit 1");
    return checkout;
  }

  Path root() {
    return root;
  }

  Path launcher() {
    return root.resolve("scripts/archcheck");
  }

  Path jar() throws IOException {
    return dist().resolve(Files.readAllLines(dist().resolve("build")).getFirst());
  }

  Path cache() throws IOException {
    return dist().resolve(Files.readAllLines(dist().resolve("build")).get(2));
  }

  /** {@return whether the launcher will hand the cache to the JVM} */
  boolean usesCache() throws IOException {
    return !Files.readAllLines(dist().resolve("launch")).get(2).isEmpty();
  }

  /**
   * Replaces the mvn that stands first on PATH; every call leaves one line in the file of calls.
   */
  void maven(String body) throws IOException {
    script(tools.resolve("mvn"), "echo called >> '" + tools.resolve("calls") + "'\n" + body);
  }

  int builds() throws IOException {
    Path calls = tools.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  Outcome run(String... arguments) throws IOException, InterruptedException {
    return start(root, Map.of(), launcher().toString(), arguments).await();
  }

  Outcome runWith(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return start(root, environment, launcher().toString(), arguments).await();
  }

  Running start(Path cwd, Map<String, String> environment, String program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(tools, "out", "");
    Path err = Files.createTempFile(tools, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(cwd.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "ARCHCHECK_JAVA_HOME"));
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().keySet().removeAll(List.of("M2_HOME", "MAVEN_HOME"));
    builder.environment().merge("PATH", tools + ":", (path, first) -> first + path);
    builder.environment().putAll(environment);
    return new Running(builder.start(), out, err);
  }

  /** A program that was started. */
  record Running(Process process, Path out, Path err) {
    Outcome await() throws IOException, InterruptedException {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the launcher did not end");
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, ("#!/bin/sh\n" + body + "\n").getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path dist() {
    return root.resolve("cli/target/dist");
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path source : walk.toList()) {
        Path target = to.resolve(from.relativize(source).toString());
        Files.createDirectories(target.getParent());
        if (!Files.isDirectory(source)) {
          Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
