package dev.archcheck.toolchain;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is found out in a thread of its own while something else is done. */
public final class Later<T> implements AutoCloseable {

  /** Nobody waits for a server that says nothing once its answer is of no use. */
  private static final Duration PARTING = Duration.ofSeconds(2);

  private final FutureTask<T> task;
  private final Thread thread;

  /** Starts it. */
  public Later(String name, Callable<T> work) {
    this.task = new FutureTask<>(work);
    this.thread = Thread.ofPlatform().daemon().name(name).start(task);
  }

  private Later(T value) {
    this.task = new FutureTask<>(() -> value);
    this.thread = Thread.currentThread();
    task.run();
  }

  /** {@return something that is known already} */
  public static <T> Later<T> known(T value) {
    return new Later<>(value);
  }

  /**
   * {@return it, after waiting for it}
   *
   * @throws ExecutionException with what it failed with
   * @throws IOException if this thread is interrupted
   */
  public T get() throws IOException, ExecutionException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  /** Lets it end, for it may be writing what it found. */
  @Override
  public void close() {
    if (task.isDone()) {
      return;
    }
    try {
      thread.join(PARTING);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
