package dev.archcheck.toolchain.download;

import dev.archcheck.toolchain.download.FetchException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several connections for one file, where that makes it faster. One connection alone is watched for
 * a moment; if it would take long, another one joins, and is kept if all together are faster then.
 * They take blocks from the front, so that the start of the file stays nearly as far as all of it.
 */
final class Ranges {

  private static final int MAX_CONNECTIONS = 4;
  private static final long BLOCK = 2L << 20;

  /** How much faster one more connection must make it. */
  private static final double WORTH = 1.15;

  /** A part of the file that somebody has to get. */
  private record Block(long start, long end) {}

  private final Transfer transfer;
  private final PartialFile file;
  private final long total;
  private final String validator;
  private final int epoch;
  private final Deque<Block> left = new ArrayDeque<>();
  private final List<Thread> helpers = new ArrayList<>();

  private long next;
  private int busy;
  private int dismissed;
  private boolean stopped;
  private boolean proven;

  private long since;
  private long sinceBytes;
  private double rate;
  private boolean growing = true;

  /** Watches a transfer from a position on. */
  Ranges(Transfer transfer, long position) {
    this.transfer = transfer;
    this.file = transfer.file();
    this.total = file.state().total();
    this.validator = file.state().validator();
    this.epoch = file.epoch();
    this.since = System.nanoTime();
    this.sinceBytes = position;
  }

  /** {@return whether one connection has been watched long enough, and is too slow} */
  boolean isTime(long position) {
    long elapsed = System.nanoTime() - since;
    if (elapsed < transfer.patience().alone().toNanos() || total - position <= 2 * BLOCK) {
      return false;
    }
    rate = (position - sinceBytes) / (double) elapsed;
    return (total - position) / rate > transfer.patience().worth().toNanos();
  }

  /**
   * Gets the rest of the file.
   *
   * @param answer the connection that is open, at a position
   * @throws FetchException if that connection fails; the others are ended then
   */
  void run(Response answer, long position) throws IOException {
    next = Math.min(position + BLOCK, total);
    busy = 1;
    add();
    try {
      rest(answer, position);
    } finally {
      stop();
    }
  }

  private synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  private void add() {
    since = System.nanoTime();
    sinceBytes = file.received();
    Thread helper = new Thread(this::help, "download range");
    helper.setDaemon(true);
    helpers.add(helper);
    synchronized (this) {
      busy++;
    }
    helper.start();
  }

  /** The first connection reads on as long as its next block is the one that follows. */
  private void rest(Response first, long position) throws IOException {
    Block block = new Block(position, next);
    Response answer = first;
    try {
      while (block != null) {
        read(answer.body(), block, this::watch);
        Block following = take();
        if (following != null && (answer != first || following.start() != block.end())) {
          answer.close();
          answer = ask(following);
        }
        block = following;
      }
    } finally {
      answer.close();
      release(null);
    }
    join();
  }

  /**
   * {@return the next block, or null if there is none left and nobody will give one back} The first
   * connection is not left for another one before a server has shown that it gives ranges at all.
   */
  private synchronized @Nullable Block take() {
    try {
      while (busy > 1 && !stopped && (!proven || (left.isEmpty() && next >= total))) {
        wait();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return takeNow();
  }

  private synchronized @Nullable Block takeNow() {
    if (stopped) {
      return null;
    }
    if (!left.isEmpty()) {
      return left.poll();
    }
    if (next >= total) {
      return null;
    }
    Block block = new Block(next, Math.min(next + BLOCK, total));
    next = block.end();
    return block;
  }

  private synchronized void release(@Nullable Block unfinished) {
    busy--;
    if (unfinished != null && unfinished.start() < unfinished.end()) {
      left.addFirst(unfinished);
    }
    notifyAll();
  }

  private void join() throws IOException {
    for (Thread helper : helpers) {
      try {
        helper.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new FetchException(transfer.url(), Kind.CUT, "interrupted");
      }
    }
  }

  /** One more connection; what it cannot get it gives back to the others. */
  private void help() {
    Block block = null;
    long[] at = new long[1];
    try {
      for (block = takeNow(); block != null; block = isDismissed() ? null : takeNow()) {
        at[0] = block.start();
        try (Response answer = ask(block)) {
          prove();
          read(answer.body(), block, position -> at[0] = position);
        }
      }
    } catch (IOException _) {
      // the first connection says what is wrong, if something is wrong with it too
    } finally {
      release(block == null ? null : new Block(at[0], block.end()));
    }
  }

  private synchronized void prove() {
    proven = true;
    notifyAll();
  }

  private synchronized boolean isDismissed() {
    if (dismissed == 0) {
      return false;
    }
    dismissed--;
    return true;
  }

  private Response ask(Block block) throws FetchException {
    Http.Request request =
        Http.Request.of(transfer.url())
            .with("Range", "bytes=" + block.start() + "-" + (block.end() - 1))
            .with("If-Range", validator);
    Response answer = transfer.http().get(request);
    ContentRange range = ContentRange.parse(answer.header("Content-Range"));
    boolean fits =
        answer.status() == 206
            && range != null
            && range.start() == block.start()
            && range.end() == block.end()
            && range.total() == total
            && !Transfer.contradicts(answer, validator);
    if (!fits) {
      answer.close();
      throw new FetchException(
          transfer.url(), Kind.CUT, "the server gives no ranges to further connections");
    }
    return answer;
  }

  private interface Position {
    void reached(long position);
  }

  private void read(InputStream body, Block block, Position watcher) throws IOException {
    byte[] buffer = new byte[Transfer.BUFFER];
    long position = block.start();
    while (position < block.end()) {
      int n = body.read(buffer, 0, (int) Math.min(buffer.length, block.end() - position));
      if (n < 0 || isStopped() || transfer.isCancelled()) {
        throw new FetchException(
            transfer.url(), Kind.CUT, "the connection ended after " + position + " bytes");
      }
      file.write(epoch, position, buffer, n);
      position += n;
      watcher.reached(position);
      transfer.tell();
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  /** Decides from time to time whether one more connection helps. Only the first one decides. */
  private void watch(long position) {
    long elapsed = System.nanoTime() - since;
    if (!growing || elapsed < transfer.patience().alone().toNanos()) {
      return;
    }
    long received = file.received();
    double now = (received - sinceBytes) / (double) elapsed;
    boolean faster = now > rate * WORTH;
    boolean slower = now < rate;
    rate = now;
    if (faster
        && helpers.size() + 1 < MAX_CONNECTIONS
        && (total - received) / now > transfer.patience().worth().toNanos()) {
      add();
      return;
    }
    growing = false;
    if (slower) {
      synchronized (this) {
        dismissed++;
      }
    }
  }
}
