package dev.archcheck.toolchain.install;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is found out in a thread of its own while something else is done. */
final class Later<T> {

  private final FutureTask<T> task;

  Later(String name, Callable<T> work) {
    this.task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name(name).start(task);
  }

  private Later(FutureTask<T> task) {
    this.task = task;
  }

  /** {@return something that is known already} */
  static <T> Later<T> known(T value) {
    FutureTask<T> task = new FutureTask<>(() -> value);
    task.run();
    return new Later<>(task);
  }

  /**
   * Waits for it.
   *
   * @throws ExecutionException with what it failed with
   */
  T get() throws IOException, ExecutionException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }
}
