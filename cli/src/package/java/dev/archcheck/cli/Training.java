package dev.archcheck.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * What the AOT cache is trained with: the common commands, one after the other in one JVM. Never
 * shipped; it stands behind the program's jar on the class path of the training run.
 */
public final class Training {
  private Training() {}

  /** Argument: the folder with the samples. */
  public static void main(String[] args) throws IOException {
    Path samples = Path.of(args[0]);
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
    command("checksum", samples.resolve("hello_linux_amd64").toString());
    command("checksum", "--format", "json", samples.resolve("hello_linux_amd64").toString());
    command("unknown-command");
    // Ends the process as every run ends: leaving the JVM loads classes of its own.
    Main.main(new String[] {"inspect", samples.resolve("hello_linux_amd64").toString()});
  }

  /** The answer and the exit code do not matter here; only that the classes were used. */
  private static void command(String... args) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    int exit = Main.run(args, nowhere, nowhere, System.getenv());
    System.out.println(exit + " " + String.join(" ", args));
  }
}
