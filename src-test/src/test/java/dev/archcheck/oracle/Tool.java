package dev.archcheck.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs another tool over many files and gives back what it printed, with a deadline. */
final class Tool {

  private static final int BATCH = 400;
  private static final int DEADLINE_SECONDS = 300;

  private Tool() {}

  /** {@return the lines that the command prints when the files are appended, batch after batch} */
  static List<String> lines(List<String> command, List<Path> files) {
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < files.size(); start += BATCH) {
      List<String> whole = new ArrayList<>(command);
      files.subList(start, Math.min(files.size(), start + BATCH)).stream()
          .map(Path::toString)
          .forEach(whole::add);
      lines.addAll(run(whole));
    }
    return lines;
  }

  private static List<String> run(List<String> command) {
    try {
      Path output = Files.createTempFile("oracle", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(command.getFirst() + " did not end");
        }
        return new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1).lines().toList();
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(command.getFirst() + " is missing: run scripts/corpus", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
