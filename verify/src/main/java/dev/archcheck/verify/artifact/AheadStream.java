package dev.archcheck.verify.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream ahead in a thread of its own, so that expanding it and using what comes out of it
 * overlap. What the stream fails with is thrown behind the bytes before it. The blocks that it
 * reads into are bounded in number and used again and again, each after everybody has released it.
 */
final class AheadStream extends InputStream {

  private static final int BLOCK = 128 << 10;
  private static final int BLOCKS = 96;

  private final InputStream in;
  private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS);
  private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
  private int made;
  private volatile boolean closed;
  private @Nullable Block current;

  /** Says why nothing more comes where there is no memory for a block that would. */
  private final Block last = new Block(0);

  private final class Block {
    final byte[] bytes;

    /** Whoever reads on from it, and the slices of it. */
    final AtomicInteger users = new AtomicInteger();

    int start;
    int end;
    @Nullable Throwable failure;

    Block(int size) {
      bytes = new byte[size];
    }

    Slice slice(int length) {
      users.incrementAndGet();
      Slice slice = new Slice(bytes, start, length, this::release);
      start += length;
      return slice;
    }

    void release() {
      if (users.decrementAndGet() == 0) {
        empty.offer(this); // refused only behind the end, where nobody needs it
      }
    }

    /** Nothing comes behind it. */
    boolean isLast() {
      return end < BLOCK;
    }
  }

  /** Starts to read. */
  AheadStream(InputStream in, String name) {
    this.in = in;
    Thread.ofPlatform().daemon().name(name).start(this::work);
  }

  private void work() {
    try (in) {
      Block block;
      do {
        block = filled();
        full.put(block);
      } while (!block.isLast() && !closed);
    } catch (InterruptedException | IOException _) {
      // everything that counts was handed over before
    }
  }

  private Block filled() throws InterruptedException {
    try {
      Block block = nextEmpty();
      fill(block);
      return block;
    } catch (OutOfMemoryError e) {
      last.failure = e;
      return last;
    }
  }

  private Block nextEmpty() throws InterruptedException {
    Block block = empty.poll();
    if (block == null && made < BLOCKS) {
      made++;
      return new Block(BLOCK);
    }
    return block == null ? empty.take() : block;
  }

  private void fill(Block block) {
    block.start = 0;
    block.end = 0;
    block.users.set(1);
    try {
      while (block.end < BLOCK && !closed) {
        int got = in.read(block.bytes, block.end, BLOCK - block.end);
        if (got < 0) {
          return;
        }
        block.end += got;
      }
    } catch (IOException | RuntimeException | Error e) {
      block.failure = e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    Block block = unread();
    if (block == null) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(length, block.end - block.start);
    System.arraycopy(block.bytes, block.start, into, start, count);
    block.start += count;
    return count;
  }

  /** {@return some of the next bytes, at least one; null at the end} */
  @Nullable Slice take(int most) throws IOException {
    Block block = unread();
    return block == null ? null : block.slice(Math.min(most, block.end - block.start));
  }

  /** {@return the block with the next byte, or null at the end} */
  private @Nullable Block unread() throws IOException {
    Block block = current;
    while (block == null || block.start == block.end) {
      if (block != null && block.isLast()) {
        throwFailure(block);
        return null;
      }
      if (block != null) {
        current = null;
        block.release();
      }
      block = next();
      current = block;
    }
    return block;
  }

  private static void throwFailure(Block block) throws IOException {
    switch (block.failure) {
      case null -> {
        // it just ended
      }
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private Block next() throws IOException {
    try {
      return full.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException io = new InterruptedIOException("interrupted");
      io.initCause(e);
      throw io;
    }
  }

  /**
   * Lets the thread end as soon as it may, and close the stream. It is not interrupted: that would
   * close the file that the stream reads, which others may have in use.
   */
  @Override
  public void close() {
    closed = true;
    full.clear();
    empty.offer(new Block(0));
  }
}
