package dev.archcheck.toolchain.go;

import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a {@code go} so that it does nothing but answer: no other toolchain is fetched or switched
 * to, no module of the current folder is read, nothing waits for input, and there is a deadline
 * (golang/go#65568 is what happens otherwise).
 */
public final class GoCommand {

  private static final int SECONDS = 10;
  private static final int MAX_ANSWER = 32 << 10;

  private final Machine machine;
  private final Path command;

  /** A command on a machine. */
  public GoCommand(Machine machine, Path command) {
    this.machine = machine;
    this.command = command;
  }

  /** {@return what it has built in for a setting, or the empty string if it does not say} */
  public String env(String name) {
    try {
      Path empty = Files.createTempDirectory("archcheck-go");
      try {
        return answer(empty, name);
      } finally {
        Files.deleteIfExists(empty);
      }
    } catch (IOException | UncheckedIOException _) {
      return ""; // it cannot be started, or said nothing
    }
  }

  private String answer(Path folder, String name) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.toString(), "env", name);
    builder.directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    environment(builder.environment());
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      // An answer fits into the buffer of a pipe: the process can end before it is read.
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return "";
      }
      byte[] answer = process.getInputStream().readNBytes(MAX_ANSWER);
      return new String(answer, StandardCharsets.UTF_8).strip();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void environment(Map<String, String> variables) {
    variables.clear();
    variables.putAll(machine.environment());
    variables.remove("GOROOT");
    variables.put("GOTOOLCHAIN", "local");
    variables.put("GOENV", "off");
    variables.put("GOFLAGS", "");
    variables.put("GO111MODULE", "on");
    variables.put("GOWORK", "off");
  }
}
