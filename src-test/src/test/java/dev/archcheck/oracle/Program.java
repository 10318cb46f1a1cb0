package dev.archcheck.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another program, run once in a folder. */
record Program(Path folder, Map<String, String> environment) {

  private static final int DEADLINE_SECONDS = 60;

  /** What it left behind. */
  record Ended(int code, String output) {}

  Ended run(String... command) {
    try {
      Path output = Files.createTempFile(folder, "output", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command[0] + " did not end");
      }
      String text = new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
      Files.delete(output);
      return new Ended(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(command[0] + " is missing: run scripts/corpus", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs what must succeed. */
  void must(String... command) {
    Ended ended = run(command);
    if (ended.code() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ":\n" + ended.output());
    }
  }
}
