package dev.archcheck.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What the AOT cache is trained with: the common commands, one after the other in one JVM. Never
 * shipped; it stands behind the program's jar on the class path of the training run.
 */
public final class Training {
  private Training() {}

  /** Argument: the folder with the samples. */
  public static void main(String[] args) throws IOException {
    Path samples = Path.of(args[0]);
    loadAll();
    command("--version");
    command("--help");
    command("help", "inspect");
    TreeSet<Path> files = new TreeSet<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(samples)) {
      found.forEach(files::add);
    }
    for (Path file : files) {
      command("inspect", file.toString());
      command("inspect", "--format", "json", file.toString());
      command("verify", file.toString());
    }
    command("verify", samples.toString());
    command("verify", "--format", "json", samples.toString());
    command("verify", samples.resolve("missing").toString());
    command("verify");
    command("doctor");
    command("checksum", samples.resolve("hello_linux_amd64").toString());
    command("checksum", "--format", "json", samples.resolve("hello_linux_amd64").toString());
    toolchains(samples);
    gate();
    command("unknown-command");
    // Ends the process as every run ends: leaving the JVM loads classes of its own.
    Main.main(new String[] {"inspect", samples.resolve("hello_linux_amd64").toString()});
  }

  /** No sample needs every class; one that is not in the cache costs most of a millisecond. */
  private static void loadAll() throws IOException {
    Path jar = Path.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)[0]);
    List<String> names;
    try (JarFile file = new JarFile(jar.toFile())) {
      names = file.stream().map(JarEntry::getName).toList();
    }
    for (String name : names) {
      if (name.startsWith("dev/archcheck/") && name.endsWith(".class")) {
        String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
        try {
          Class.forName(type, false, Training.class.getClassLoader());
        } catch (ClassNotFoundException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /**
   * The CGO gate reads long streams: with enough of one its loops are known to be worth compiling.
   */
  private static void gate() throws IOException {
    Path folder = Files.createTempDirectory("gate");
    Path stream = folder.resolve("stream.json");
    Files.writeString(stream, TrainingStream.text());
    Path policy = folder.resolve("policy.yaml");
    Files.writeString(
        policy,
        """
        version: 1
        cgo:
          allow:
            - rule: cgo-package
              module: example.org/m7
              reason: training
        """);
    for (String format :
        List.of("text", "json", "sarif", "junit", "github", "gitlab", "markdown")) {
      command("cgo", "--input", stream.toString(), "--format", format);
    }
    command("cgo", "--input", stream.toString(), "--policy", policy.toString(), "--quiet");
    command("cgo", "--input", stream.toString(), "--why", "example.org/m9/p99");
    Files.delete(stream);
    Files.delete(policy);
    Files.delete(folder);
  }

  private static void toolchains(Path samples) throws IOException {
    // A new one: a log that was remembered with another key would be taken for a lie.
    Path store = Files.createTempDirectory(samples.getParent(), "store");
    try (TrainingSite site = new TrainingSite(samples.resolve("go1.99.0.linux-amd64.tar.gz"))) {
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.putAll(site.environment(store));
      String[] target = {"--target", "linux/amd64"};
      command(environment, "toolchain", "available");
      command(environment, "toolchain", "install", target[0], target[1], "1.99.0");
      command(environment, "toolchain", "list");
      command(environment, "toolchain", "which");
      command(environment, "toolchain", "current");
      command(environment, "toolchain", "env", "--shell", "bash");
      command(environment, "toolchain", "verify");
      command(environment, "toolchain", "verify", "--format", "json");
      command(environment, "checksum", samples.resolve("go1.99.0.linux-amd64.tar.gz").toString());
      command(environment, "toolchain", "uninstall", target[0], target[1], "1.99.0");
    }
    try (Stream<Path> left = Files.walk(store)) {
      for (Path one : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  /** The answer and the exit code do not matter here; only that the classes were used. */
  private static void command(String... args) {
    command(System.getenv(), args);
  }

  private static void command(Map<String, String> environment, String... args) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    int exit = Main.run(args, nowhere, System.out, environment);
    System.out.println(exit + " " + String.join(" ", args));
  }
}
