package dev.archcheck.toolchain.store;

import dev.archcheck.verify.artifact.PackedTar;
import dev.archcheck.verify.artifact.Slice;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Carries what one thread unpacks to those that write, where it was expanded to: nothing is copied
 * on the way. Most files are one piece; a larger one is written while it is unpacked.
 */
final class Pieces {

  private final TreeWriter writer;

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
    Slice slice = tar.take();
    if (slice.length() == size) {
      writer.add(path, mode, new Whole(slice));
      return;
    }
    Stream stream = new Stream(size);
    writer.add(path, mode, stream);
    stream.slices.add(slice);
    for (long left = size - slice.length(); left > 0; left -= slice.length()) {
      slice = tar.take();
      stream.slices.add(slice);
      writer.throwFailure();
    }
  }

  /** A file in one piece. */
  private record Whole(Slice slice) implements TreeWriter.Content {

    @Override
    public void writeTo(TreeWriter.Sink sink) throws IOException {
      sink.write(slice.bytes(), slice.start(), slice.length());
      discard();
    }

    @Override
    public void discard() {
      slice.release();
    }
  }

  /** A file in several pieces, which is written while it is unpacked. */
  private static final class Stream implements TreeWriter.Content {

    private final BlockingQueue<Slice> slices = new LinkedBlockingQueue<>();
    private long left;

    Stream(long size) {
      this.left = size;
    }

    @Override
    public void writeTo(TreeWriter.Sink sink) throws IOException {
      while (left > 0) {
        Slice slice = next();
        try {
          sink.write(slice.bytes(), slice.start(), slice.length());
        } finally {
          slice.release();
        }
      }
    }

    /** What is still to come is let go as it comes: whoever unpacks may wait for its place. */
    @Override
    public void discard() throws IOException {
      while (left > 0) {
        next().release();
      }
    }

    private Slice next() throws IOException {
      try {
        Slice slice = slices.take();
        left -= slice.length();
        return slice;
      } catch (InterruptedException e) {
        throw TreeWriter.interrupted(e);
      }
    }
  }
}
