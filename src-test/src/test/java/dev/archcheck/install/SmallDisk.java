package dev.archcheck.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A file system of few bytes or few files, which only a shell in a mount namespace of its own sees:
 * what is run by it meets a disk that is really full. It needs {@code unshare} of Linux and the
 * right to use it, which every user has unless an administrator took it away; without it the test
 * fails.
 */
final class SmallDisk implements Closeable {

  private static final int SECONDS = 60;

  private final Path place;
  private final Path out;
  private final Path err;
  private final Process shell;
  private final Writer commands;
  private final BufferedReader answers;

  /**
   * A disk without anything on it.
   *
   * @param place where it is mounted, for the shell; for everybody else this stays an empty folder
   * @param scratch a folder elsewhere
   * @param environment of what is run
   */
  SmallDisk(Path place, Path scratch, Map<String, String> environment) throws IOException {
    this.place = Files.createDirectories(place);
    this.out = scratch.resolve("disk-out");
    this.err = scratch.resolve("disk-err");
    ProcessBuilder builder =
        new ProcessBuilder("unshare", "--map-root-user", "--mount", "sh")
            .redirectError(Files.createTempFile(scratch, "shell", "").toFile());
    builder.environment().keySet().removeAll(java.util.List.of("JAVA_HOME", "JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(environment);
    this.shell = builder.start();
    this.commands = shell.outputWriter(StandardCharsets.UTF_8);
    this.answers = shell.inputReader(StandardCharsets.UTF_8);
    must("mount -t tmpfs -o size=1m small " + quoted(place));
  }

  /** Runs a line of shell in there. */
  World.Outcome run(String line) throws IOException {
    commands.write("{ " + line + "; } > " + quoted(out) + " 2> " + quoted(err) + "\necho $?\n");
    commands.flush();
    String code = answers.readLine();
    assertThat(code).as("the shell in a namespace of its own: unshare --mount").isNotNull();
    return new World.Outcome(Integer.parseInt(code), Files.readString(out), Files.readString(err));
  }

  /** {@return what a line of shell prints, which has to succeed} */
  String must(String line) throws IOException {
    World.Outcome outcome = run(line);
    assertThat(outcome.exit()).as(line + "\n" + outcome).isZero();
    return outcome.out();
  }

  /** Makes it larger or smaller; it keeps what is on it. */
  void resize(String options) throws IOException {
    must("mount -o remount," + options + " " + quoted(place));
  }

  /** {@return the free bytes} */
  long free() throws IOException {
    return Long.parseLong(must("df --output=avail -B1 " + quoted(place) + " | tail -1").strip());
  }

  /** {@return the used bytes} */
  long used() throws IOException {
    return Long.parseLong(must("df --output=used -B1 " + quoted(place) + " | tail -1").strip());
  }

  /** {@return the used files} */
  long files() throws IOException {
    return Long.parseLong(must("df --output=iused " + quoted(place) + " | tail -1").strip());
  }

  /**
   * {@return what is below a folder: a line for each folder, and one with the digest of each file}
   */
  String content(String folder) throws IOException {
    return must(
        "cd "
            + quoted(place)
            + " && if [ -e "
            + folder
            + " ]; then find "
            + folder
            + " -type d | sort; find "
            + folder
            + " -type f -exec sha256sum {} + | sort -k 2; fi");
  }

  static String quoted(Path path) {
    return "'" + path + "'";
  }

  @Override
  public void close() throws IOException {
    commands.close();
    try {
      if (!shell.waitFor(SECONDS, TimeUnit.SECONDS)) {
        shell.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
