package dev.archcheck.verify.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream ahead in a thread of its own, so that expanding it and using what comes out of it
 * overlap. What the stream fails with is thrown behind the bytes before it.
 */
final class AheadStream extends InputStream {

  private static final int BLOCK = 128 << 10;
  private static final int BLOCKS = 8;

  private final InputStream in;
  private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS);
  private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
  private volatile boolean closed;
  private @Nullable Block current;

  private static final class Block {
    final byte[] bytes = new byte[BLOCK];
    int start;
    int end;
    @Nullable Throwable failure;

    /** Nothing comes behind it. */
    boolean isLast() {
      return end < BLOCK;
    }
  }

  /** Starts to read. */
  AheadStream(InputStream in, String name) {
    this.in = in;
    for (int i = 0; i < BLOCKS; i++) {
      empty.add(new Block());
    }
    Thread.ofPlatform().daemon().name(name).start(this::work);
  }

  private void work() {
    try (in) {
      Block block;
      do {
        block = empty.take();
        fill(block);
        full.put(block);
      } while (!block.isLast() && !closed);
    } catch (InterruptedException | IOException _) {
      // everything that counts was handed over before
    }
  }

  private void fill(Block block) {
    block.start = 0;
    block.end = 0;
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
    Block block = current;
    if (block == null) {
      block = take();
      current = block;
    }
    while (block.start == block.end) {
      if (block.isLast()) {
        throwFailure(block);
        return length == 0 ? 0 : -1;
      }
      empty.add(block);
      block = take();
      current = block;
    }
    int count = Math.min(length, block.end - block.start);
    System.arraycopy(block.bytes, block.start, into, start, count);
    block.start += count;
    return count;
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

  private Block take() throws IOException {
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
    empty.offer(new Block());
  }
}
