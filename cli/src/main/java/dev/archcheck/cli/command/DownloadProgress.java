package dev.archcheck.cli.command;

import dev.archcheck.cli.EdgeStream;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.toolchain.download.Watcher;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongSupplier;

/** One line on a terminal that says how far a download is, how fast, and how long it will take. */
final class DownloadProgress implements Watcher, AutoCloseable {

  private static final String CLEAR = "\r\u001b[K";
  private static final long INTERVAL = 100_000_000; // nanoseconds
  private static final double MEGA = 1e6;

  private final EdgeStream err;
  private final boolean shown;
  private final LongSupplier clock;
  private long start = -1;
  private long first;
  private long next;
  private boolean dirty;

  DownloadProgress(EdgeStream err, boolean shown, LongSupplier clock) {
    this.err = err;
    this.shown = shown;
    this.clock = clock;
  }

  /** A line that is shown where standard error is a terminal. */
  static DownloadProgress of(Surroundings surroundings) {
    boolean shown = !Options.isDumb(surroundings) && surroundings.errIsTerminal().getAsBoolean();
    return new DownloadProgress(surroundings.err(), shown, System::nanoTime);
  }

  @Override
  public synchronized void at(long bytes, long total) {
    if (!shown) {
      return;
    }
    long now = clock.getAsLong();
    if (start < 0) {
      start = now;
      first = bytes; // what an earlier run had says nothing of the speed
      next = now + INTERVAL;
    }
    if (now - next < 0) {
      return;
    }
    next = now + INTERVAL;
    dirty = true;
    write(CLEAR + line(bytes, total, (now - start) / 1e9));
  }

  private String line(long bytes, long total, double seconds) {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%.1f", bytes / MEGA));
    if (total > 0) {
      line.append(String.format(Locale.ROOT, " of %.1f", total / MEGA));
    }
    line.append(" MB");
    double rate = (bytes - first) / Math.max(seconds, 1e-3);
    if (rate > 0) {
      line.append(String.format(Locale.ROOT, ", %.1f MB/s", rate / MEGA));
      if (total > bytes) {
        line.append(", ").append(Math.round((total - bytes) / rate)).append(" s left");
      }
    }
    return line.toString();
  }

  @Override
  public synchronized void close() {
    if (dirty) {
      write(CLEAR);
    }
  }

  private void write(String text) {
    err.write(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    err.flush();
  }
}
