package dev.archcheck.toolchain.download;

import dev.archcheck.toolchain.ProcessLock;
import dev.archcheck.toolchain.download.FetchException.Kind;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A download that is under way. Its bytes can be used while they arrive:
 *
 * <pre>
 *   try (Download download = downloader.start(wanted, watcher)) {
 *     while (true) {
 *       try (InputStream in = download.open()) {
 *         unpack(in); // reads to the end
 *         break;
 *       } catch (StartedAgainException e) {
 *         dropWhatWasUnpacked();
 *       }
 *     }
 *     Downloaded file = download.await();
 *   }
 * </pre>
 *
 * <p>A stream ends only when the whole file is there and has the digest that was asked for. While
 * this is open, no other process touches the file.
 */
public final class Download implements Arrival {

  private static final Duration PARTING = Duration.ofSeconds(2);
  private static final long POLL_MILLIS = 100;

  private final Http http;
  private final Path folder;
  private final Patience patience;
  private final Wanted wanted;
  private final Watcher watcher;
  private final Thread thread;
  private final List<FetchException> failures = new ArrayList<>();

  private @Nullable ProcessLock lock;
  private @Nullable PartialFile file;
  private @Nullable Transfer transfer;
  private @Nullable Downloaded result;
  private @Nullable Throwable failure;
  private boolean cancelled;

  Download(Http http, Path folder, Patience patience, Wanted wanted, Watcher watcher) {
    this.http = http;
    this.folder = folder;
    this.patience = patience;
    this.wanted = wanted;
    this.watcher = watcher;
    this.thread = new Thread(this::run, "download " + wanted.name());
    thread.setDaemon(true);
  }

  Download start() {
    thread.start();
    return this;
  }

  private void run() {
    try {
      Files.createDirectories(folder);
      ProcessLock taken =
          ProcessLock.take(folder.resolve(wanted.name() + ProcessLock.ENDING), waiting());
      synchronized (this) {
        lock = taken;
      }
      end(get(), null);
    } catch (IOException | RuntimeException | Error e) {
      end(null, e);
    }
  }

  /** {@return what waits for another process that has the same file, for some time} */
  private ProcessLock.Pause waiting() {
    long end = System.nanoTime() + patience.lock().toNanos();
    URI url = wanted.sources().getFirst().url();
    return () -> {
      if (isCancelled()) {
        throw new FetchException(url, Kind.CUT, "the download was cancelled");
      }
      if (System.nanoTime() - end > 0) {
        throw new FetchException(
            url,
            Kind.BUSY,
            "another process has been downloading it for " + patience.lock().toSeconds() + " s");
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new FetchException(url, Kind.BUSY, "interrupted while another process downloads it");
      }
    };
  }

  private synchronized void end(@Nullable Downloaded downloaded, @Nullable Throwable e) {
    result = downloaded;
    failure = e;
    if (e != null && file != null) {
      file.fail(e instanceof IOException io ? io : new IOException(e));
    }
    notifyAll();
  }

  private Downloaded get() throws IOException {
    Path target = folder.resolve(wanted.name());
    if (wanted.hasDigest() && Files.isRegularFile(target)) {
      Downloaded there = alreadyThere(target);
      if (there != null) {
        return there;
      }
    }
    PartialFile partial = PartialFile.open(folder, wanted.name());
    synchronized (this) {
      file = partial;
      notifyAll();
    }
    return fromSources(partial, target);
  }

  /** {@return the file of an earlier run, if it is what is wanted: its name alone says nothing} */
  private @Nullable Downloaded alreadyThere(Path target) throws IOException {
    PartialFile finished = PartialFile.finished(target);
    if (!isWanted(finished.digest())) {
      finished.close();
      return null;
    }
    long size = finished.whole();
    synchronized (this) {
      file = finished;
      notifyAll();
    }
    watcher.at(size, size);
    return new Downloaded(
        target, finished.digest(), wanted.sources().getFirst().url(), size, List.of());
  }

  private Downloaded fromSources(PartialFile partial, Path target) throws IOException {
    long kept = partial.whole();
    int generation = partial.generation();
    for (Source source : wanted.sources()) {
      try {
        ContentDigests content = from(source, partial);
        partial.finish(target);
        long resumed = partial.generation() == generation ? kept : 0;
        return new Downloaded(target, content, source.url(), resumed, failures);
      } catch (FetchException e) {
        failures.add(e);
        if (isCancelled() || !source.passesOn(e)) {
          break;
        }
      }
    }
    throw AllFailedException.of(failures);
  }

  private ContentDigests from(Source source, PartialFile partial) throws IOException {
    boolean resumed = partial.whole() > 0;
    transfer(source, partial);
    if (resumed && !isWanted(partial.digest())) {
      // What was kept may be what is wrong; the source has one more chance.
      partial.startAgain();
      transfer(source, partial);
    }
    ContentDigests content = partial.digest();
    if (!isWanted(content)) {
      partial.startAgain();
      throw new FetchException(
          source.url(),
          Kind.DIGEST,
          "its SHA-256 is "
              + content.value(Algorithm.SHA256).hex()
              + ", and it should be "
              + wanted.sha256());
    }
    return content;
  }

  private boolean isWanted(ContentDigests content) {
    return !wanted.hasDigest() || content.value(Algorithm.SHA256).hex().equals(wanted.sha256());
  }

  private void transfer(Source source, PartialFile partial) throws IOException {
    Transfer next = new Transfer(http, patience, wanted, source.url(), partial, watcher);
    synchronized (this) {
      if (cancelled) {
        throw new FetchException(source.url(), Kind.CUT, "the download was cancelled");
      }
      transfer = next;
    }
    next.run();
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  /**
   * {@return the bytes from the first one on, as they arrive} Its reads wait for them.
   *
   * @throws IOException if the download failed before there was any
   */
  @Override
  public InputStream open() throws IOException {
    return new GrowingStream(opened());
  }

  private synchronized PartialFile opened() throws IOException {
    try {
      while (file == null && failure == null && !cancelled) {
        wait();
      }
    } catch (InterruptedException _) {
      throw interrupted();
    }
    throwFailure();
    if (file == null) {
      throw new IOException("the download is closed");
    }
    return file;
  }

  /**
   * {@return the whole file, when it is there}
   *
   * @throws FetchException if no source gives it
   * @throws IOException if it cannot be written
   */
  @Override
  public synchronized Downloaded await() throws IOException {
    try {
      while (result == null && failure == null) {
        wait();
      }
    } catch (InterruptedException _) {
      throw interrupted();
    }
    throwFailure();
    if (result == null) {
      throw new IllegalStateException();
    }
    return result;
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while waiting for a download");
  }

  private void throwFailure() throws IOException {
    switch (failure) {
      case null -> {
        // none
      }
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  /** Ends the download if it still runs; what has arrived is kept for the next one. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      cancelled = true;
      if (transfer != null) {
        transfer.cancel();
      }
    }
    try {
      // A server that says nothing is not waited for: a file that is closed takes no more bytes.
      thread.join(PARTING);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      if (file != null) {
        file.close();
      }
      if (lock != null) {
        lock.close();
        lock = null;
      }
    }
  }
}
