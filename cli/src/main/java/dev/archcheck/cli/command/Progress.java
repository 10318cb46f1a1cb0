package dev.archcheck.cli.command;

import dev.archcheck.cli.EdgeStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** One line on a terminal that says how far a long walk has come, and is gone at its end. */
final class Progress implements LongConsumer, AutoCloseable {

  private static final String CLEAR = "\r\u001b[K";
  private static final long INTERVAL = 100_000_000; // nanoseconds

  private final EdgeStream err;
  private final boolean shown;
  private final LongSupplier clock;
  private long next;
  private boolean dirty;

  /** A line that is never shown unless the stream is a terminal. */
  Progress(EdgeStream err, boolean shown, LongSupplier clock) {
    this.err = err;
    this.shown = shown;
    this.clock = clock;
    this.next = clock.getAsLong() + INTERVAL;
  }

  @Override
  public void accept(long met) {
    if (!shown || clock.getAsLong() - next < 0) {
      return;
    }
    next = clock.getAsLong() + INTERVAL;
    dirty = true;
    write(CLEAR + met + " files looked at");
  }

  @Override
  public void close() {
    if (dirty) {
      write(CLEAR);
    }
  }

  private void write(String text) {
    err.write(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    err.flush();
  }
}
