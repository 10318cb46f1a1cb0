package dev.archcheck.sumdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.toolchain.log.FileLogMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes remember one log. */
class SharedMemoryTest {

  private static final int PROCESSES = 4;
  private static final int STEPS = 50;

  @TempDir Path folder;

  /** A process that counts on in the memory, as often as it is faster than the others. */
  static final class Counter {

    private Counter() {}

    /** Counts; the argument is the folder. */
    public static void main(String[] args) throws Exception {
      FileLogMemory memory = new FileLogMemory(Path.of(args[0]), List.of());
      for (int done = 0; done < STEPS; ) {
        String now = memory.head();
        String next = String.valueOf(now.isEmpty() ? 1 : Integer.parseInt(now) + 1);
        done += memory.replaceHead(now, next) ? 1 : 0;
      }
    }
  }

  @Test
  void noProcessOverwritesWhatAnotherRemembered() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Counter.class.getName(),
                  folder.resolve("log").toString())
              .inheritIO()
              .start());
    }
    try {
      for (Process process : processes) {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    assertThat(new FileLogMemory(folder.resolve("log"), List.of()).head())
        .isEqualTo(String.valueOf(PROCESSES * STEPS));
  }
}
