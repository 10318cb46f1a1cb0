package dev.archcheck.toolchain;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Another process that wants a lock: whoever holds it makes a file that must not be there yet. */
final class LockingProcess {

  static final int NOT_TAKEN = 7;

  private LockingProcess() {}

  /** Arguments: the lock, the file, and how often it is taken; none is a single try. */
  public static void main(String[] args) throws IOException {
    Path lock = Path.of(args[0]);
    int times = Integer.parseInt(args[2]);
    if (times == 0) {
      try (ProcessLock taken = ProcessLock.tryTake(lock)) {
        System.exit(taken == null ? NOT_TAKEN : 0);
      }
    }
    take(lock, Path.of(args[1]), times);
  }

  static void take(Path lock, Path file, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      try (ProcessLock _ = ProcessLock.take(lock, () -> LockSupport.parkNanos(100_000))) {
        Files.createFile(file);
        Thread.onSpinWait();
        Files.delete(file);
      }
    }
  }

  private static Path place(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  static Process start(Path lock, Path file, int times) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            place(ProcessLock.class) + File.pathSeparator + place(LockingProcess.class),
            LockingProcess.class.getName(),
            lock.toString(),
            file.toString(),
            Integer.toString(times))
        .redirectErrorStream(true)
        .redirectOutput(file.resolveSibling("out-" + System.nanoTime()).toFile())
        .start();
  }
}
