package dev.archcheck.verify.digest;

import dev.archcheck.inspect.InputChangedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the digests of a file in one pass. A second thread reads ahead, so that reading and hashing
 * overlap; a file of a few blocks is read by the caller alone.
 */
public final class OnePass {

  private static final int BLOCK = 256 << 10;
  private static final int BLOCKS = 4;

  /** So much is copied from a block at a time: what is hashed right after is still in the cache. */
  private static final int PIECE = 32 << 10;

  /** Below this a second thread costs more than it saves. */
  private static final long ALONE = 4 << 20;

  private final OpenFile file;
  private final LongConsumer progress;

  /** A pass over a file that tells how many bytes went by, after each block. */
  public OnePass(OpenFile file, LongConsumer progress) {
    this.file = file;
    this.progress = progress;
  }

  /**
   * {@return the digests of the whole file}
   *
   * @throws InputChangedException if the file changed meanwhile
   */
  public ContentDigests digests(Collection<Algorithm> algorithms) throws IOException {
    ContentDigests digests = new ContentDigests(algorithms);
    if (file.size() <= ALONE || Runtime.getRuntime().availableProcessors() == 1) {
      alone(digests);
    } else {
      overlapped(digests);
    }
    file.checkUnchanged();
    return digests;
  }

  private void alone(ContentDigests digests) throws IOException {
    int length = (int) Math.min(BLOCK, Math.max(1, file.size()));
    ByteBuffer block = ByteBuffer.allocateDirect(length);
    byte[] piece = new byte[Math.min(length, PIECE)];
    while (digests.length() < file.size()) {
      fill(block, digests.length());
      hash(block, piece, digests);
    }
  }

  private void overlapped(ContentDigests digests) throws IOException {
    byte[] piece = new byte[PIECE];
    try (ReadAhead ahead = new ReadAhead()) {
      while (digests.length() < file.size()) {
        Block block = ahead.next();
        hash(block.bytes, piece, digests);
        ahead.done(block);
      }
    }
  }

  private void hash(ByteBuffer block, byte[] piece, ContentDigests digests) {
    while (block.hasRemaining()) {
      int count = Math.min(piece.length, block.remaining());
      block.get(piece, 0, count);
      digests.update(piece, 0, count);
    }
    progress.accept(digests.length());
  }

  /** Fills a block as far as the file goes. */
  private void fill(ByteBuffer block, long offset) throws IOException {
    block.clear().limit((int) Math.min(block.capacity(), file.size() - offset));
    while (block.hasRemaining()) {
      if (file.read(offset + block.position(), block) < 0) {
        throw new InputChangedException(
            file.path().toString(), file.size(), offset + block.position());
      }
    }
    block.flip();
  }

  private static final class Block {
    final ByteBuffer bytes = ByteBuffer.allocateDirect(BLOCK);
    @Nullable IOException failure;
  }

  /** The reading thread: takes empty blocks, gives full ones. */
  private final class ReadAhead implements AutoCloseable {
    private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread thread = new Thread(this::read, "read-ahead");

    ReadAhead() {
      for (int i = 0; i < BLOCKS; i++) {
        empty.add(new Block());
      }
      thread.setDaemon(true);
      thread.start();
    }

    private void read() {
      try {
        long offset = 0;
        while (offset < file.size()) {
          Block block = empty.take();
          try {
            fill(block.bytes, offset);
          } catch (IOException e) {
            block.failure = e;
            full.put(block);
            return;
          }
          offset += block.bytes.limit();
          full.put(block);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt(); // the caller has given up
      }
    }

    Block next() throws IOException {
      try {
        Block block = full.take();
        if (block.failure != null) {
          throw block.failure;
        }
        return block;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException("interrupted").initCause(e);
      }
    }

    void done(Block block) {
      empty.add(block);
    }

    @Override
    public void close() {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
