package dev.archcheck.cli.command;

import dev.archcheck.cli.EdgeStream;
import dev.archcheck.cli.render.Account;
import dev.archcheck.cli.render.Failures;
import dev.archcheck.cli.render.ReportMarkdown;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The summary of a step of GitHub Actions. What cannot be written to it changes nothing: the
 * summary only repeats the report.
 */
final class StepSummary {

  private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

  /** In bytes; of a larger file GitHub shows nothing at all. */
  static final long LIMIT = 1024L << 10;

  private StepSummary() {}

  /** Appends a report to the file that the environment names, if it names one. */
  static void append(Account account, Map<String, String> environment, EdgeStream err) {
    String name = name(environment);
    if (name.isEmpty()) {
      return;
    }
    try {
      append(account, Path.of(name));
    } catch (IOException e) {
      failed(err, name, Failures.message(e));
    } catch (InvalidPathException e) {
      failed(err, name, e.getReason());
    }
  }

  /** {@return the file that the environment names, or the empty string} */
  static String name(Map<String, String> environment) {
    return environment.getOrDefault(VARIABLE, "");
  }

  private static void append(Account account, Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("it is no regular file");
    }
    long there = Files.exists(file) ? Files.size(file) : 0;
    // Markdown of another step that does not end its line would run into the heading.
    String gap = there == 0 ? "" : endsLine(file, there) ? "\n" : "\n\n";
    String text = ReportMarkdown.text(account, LIMIT - there - gap.length());
    if (text.isEmpty()) {
      throw new IOException("it is full: GitHub shows nothing of more than 1,024 KiB");
    }
    Files.writeString(
        file,
        gap + text,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.APPEND);
  }

  private static boolean endsLine(Path file, long size) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(size - 1);
      return in.read() == '\n';
    }
  }

  private static void failed(EdgeStream err, String name, String why) {
    Messages.error(err, name + ": the step summary is not written: " + why);
  }
}
