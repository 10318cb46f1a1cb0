package dev.archcheck.cli.command;

import dev.archcheck.cli.EdgeStream;
import dev.archcheck.toolchain.download.Watcher;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongSupplier;

/** One line on a terminal that says how far a download is, how fast and how much longer. */
final class DownloadProgress implements Watcher, AutoCloseable {

  private static final String CLEAR = "\r\u001b[K";
  private static final long INTERVAL = 100_000_000; // nanoseconds
  private static final double SECOND = 1e9;
  private static final double MEGABYTE = 1e6;

  /** How much the last moment counts against all before it. */
  private static final double WEIGHT = 0.2;

  private final EdgeStream err;
  private final boolean shown;
  private final LongSupplier clock;
  private final String name;
  private long last;
  private long lastBytes = -1;
  private double rate;
  private boolean dirty;

  /** A line that is never shown unless the stream is a terminal. */
  DownloadProgress(EdgeStream err, boolean shown, String name, LongSupplier clock) {
    this.err = err;
    this.shown = shown;
    this.name = name;
    this.clock = clock;
    this.last = clock.getAsLong();
  }

  @Override
  public synchronized void at(long bytes, long total) {
    long elapsed = clock.getAsLong() - last;
    if (lastBytes < 0) {
      lastBytes = bytes; // what was there before says nothing about the rate
    }
    if (!shown || elapsed < INTERVAL) {
      return;
    }
    double now = Math.max(0, bytes - lastBytes) / (elapsed / SECOND);
    rate = rate <= 0 ? now : rate + (now - rate) * WEIGHT;
    last += elapsed;
    lastBytes = bytes;
    dirty = true;
    write(CLEAR + line(bytes, total));
  }

  private String line(long bytes, long total) {
    String text = String.format(Locale.ROOT, "%s  %.1f", name, bytes / MEGABYTE);
    if (total > 0) {
      text += String.format(Locale.ROOT, " of %.1f", total / MEGABYTE);
    }
    text += String.format(Locale.ROOT, " MB  %.1f MB/s", rate / MEGABYTE);
    return total > 0 && rate > 0 ? text + "  " + left((total - bytes) / rate) : text;
  }

  private static String left(double seconds) {
    long left = (long) Math.ceil(seconds);
    return left < 60
        ? left + " s left"
        : String.format(Locale.ROOT, "%d:%02d min left", left / 60, left % 60);
  }

  @Override
  public synchronized void close() {
    if (dirty) {
      write(CLEAR);
      dirty = false;
    }
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    err.write(bytes, 0, bytes.length);
    err.flush();
  }
}
