package dev.archcheck.verify.sumdb;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Reads several tiles at once: a log answers slowly, and many questions as fast as one. */
final class ParallelReads {

  private final LogReader reader;

  ParallelReads(LogReader reader) {
    this.reader = reader;
  }

  /** {@return the tiles, in the order of their names} A proof needs a dozen at most. */
  List<byte[]> read(List<TileId> tiles) throws IOException {
    List<FutureTask<byte[]>> tasks = new ArrayList<>();
    for (TileId tile : tiles) {
      tasks.add(new FutureTask<>(() -> read(tile)));
    }
    for (int i = 1; i < tasks.size(); i++) {
      Thread.ofPlatform().daemon().name("log-tile").start(tasks.get(i));
    }
    if (!tasks.isEmpty()) {
      tasks.getFirst().run();
    }
    List<byte[]> read = new ArrayList<>();
    try {
      for (FutureTask<byte[]> task : tasks) {
        read.add(get(task));
      }
    } finally {
      tasks.forEach(task -> task.cancel(true));
    }
    return read;
  }

  private static byte[] get(FutureTask<byte[]> task) throws IOException {
    try {
      return task.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while tiles of a log were read");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException unavailable -> throw unavailable;
        case RuntimeException bug -> throw bug;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /** A log may drop the narrow tiles of the past once it has the full one. */
  private byte[] read(TileId tile) throws IOException {
    try {
      return reader.read(tile.path(), tile.bytes());
    } catch (LogNotFoundException missing) {
      if (tile.isFull()) {
        throw missing;
      }
      return readFull(tile, missing);
    }
  }

  private byte[] readFull(TileId tile, LogNotFoundException missing) throws IOException {
    TileId full = tile.full();
    byte[] hashes;
    try {
      hashes = reader.read(full.path(), full.bytes());
    } catch (LogNotFoundException _) {
      throw missing;
    }
    // Only a tile that is really full is cut; what is neither stays what it is and fails.
    return hashes.length == full.bytes() ? Arrays.copyOf(hashes, tile.bytes()) : hashes;
  }
}
