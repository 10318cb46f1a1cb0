package dev.archcheck.toolchain.store;

import dev.archcheck.verify.artifact.PackedTar;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Carries what one thread unpacks to those that write, in a bounded number of blocks that are used
 * again and again. Many small files share a block; a large file goes through many.
 */
final class Pieces {

  private static final int BLOCK = 128 << 10;
  private static final int BLOCKS = 96;

  private final TreeWriter writer;
  private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
  private int made;
  private @Nullable Block current;

  /** Pieces for the files of one tree. */
  Pieces(TreeWriter writer) {
    this.writer = writer;
  }

  /**
   * Hands the content of the current entry to the writer.
   *
   * @throws IOException if it cannot be read, or a file before it could not be written
   */
  void add(String path, int mode, PackedTar tar, long size) throws IOException {
    if (size <= BLOCK) {
      Piece whole = next(tar, (int) size, Cut.NO);
      writer.add(path, mode, whole);
      return;
    }
    Stream stream = new Stream(size);
    writer.add(path, mode, stream);
    for (long left = size; left > 0; ) {
      Piece piece = next(tar, (int) Math.min(BLOCK, left), Cut.ALLOWED);
      left -= piece.length;
      stream.pieces.add(piece);
      writer.throwFailure();
    }
  }

  /** Whether a piece may end where its block does. */
  private enum Cut {
    ALLOWED,
    NO
  }

  private Piece next(PackedTar tar, int wanted, Cut cut) throws IOException {
    Block block = current;
    if (block == null || (cut == Cut.NO ? block.room() < wanted : block.room() == 0)) {
      if (block != null) {
        block.release();
      }
      block = take();
      current = block;
    }
    int length = tar.read(block.bytes, block.used, Math.min(wanted, block.room()));
    Piece piece = new Piece(block, block.used, length);
    block.used += length;
    block.users.incrementAndGet();
    return piece;
  }

  /** Waits for a block; the filler is a user of it like any other. */
  private Block take() throws IOException {
    Block block = free.poll();
    if (block == null && made < BLOCKS) {
      made++;
      block = new Block(free);
    }
    try {
      block = block == null ? free.take() : block;
    } catch (InterruptedException e) {
      throw TreeWriter.interrupted(e);
    }
    writer.throwFailure();
    block.used = 0;
    block.users.set(1);
    return block;
  }

  private static final class Block {

    private final byte[] bytes = new byte[BLOCK];
    private final AtomicInteger users = new AtomicInteger();
    private final BlockingQueue<Block> free;
    private int used;

    Block(BlockingQueue<Block> free) {
      this.free = free;
    }

    int room() {
      return BLOCK - used;
    }

    void release() {
      if (users.decrementAndGet() == 0) {
        free.add(this);
      }
    }
  }

  /** A part of a block, which is a user of it until it is written or discarded. */
  private static final class Piece implements TreeWriter.Content {

    private final int start;
    private final int length;
    private @Nullable Block block;

    Piece(Block block, int start, int length) {
      this.block = block;
      this.start = start;
      this.length = length;
    }

    @Override
    public void writeTo(TreeWriter.Sink sink) throws IOException {
      Block holder = block;
      if (holder != null) {
        sink.write(holder.bytes, start, length);
        discard();
      }
    }

    @Override
    public void discard() {
      Block holder = block;
      if (holder != null) {
        block = null;
        holder.release();
      }
    }
  }

  /** A file in several pieces, which is written while it is unpacked. */
  private static final class Stream implements TreeWriter.Content {

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private long left;

    Stream(long size) {
      this.left = size;
    }

    @Override
    public void writeTo(TreeWriter.Sink sink) throws IOException {
      while (left > 0) {
        Piece piece = take();
        try {
          piece.writeTo(sink);
        } finally {
          piece.discard();
        }
      }
    }

    /** What is still to come is let go as it comes: whoever unpacks may wait for its blocks. */
    @Override
    public void discard() throws IOException {
      while (left > 0) {
        take().discard();
      }
    }

    private Piece take() throws IOException {
      try {
        Piece piece = pieces.take();
        left -= piece.length;
        return piece;
      } catch (InterruptedException e) {
        throw TreeWriter.interrupted(e);
      }
    }
  }
}
