package dev.archcheck.toolchain.download;

import dev.archcheck.toolchain.WriteFailure;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file that grows. Several connections may write parts of it in any order; readers see its start
 * as far as nothing is missing, and that much is hashed, each byte once, as it is reached.
 */
final class PartialFile implements AutoCloseable {

  private static final int BUFFER = 256 << 10;
  private static final long STATE_INTERVAL = 1L << 20;

  private final Path file;
  private final Path stateFile;
  private final FileChannel channel;
  private ContentDigests digest = sha256();

  /** Parts beyond the start that is whole: where each begins and ends. */
  private final TreeMap<Long, Long> islands = new TreeMap<>();

  private PartialState state;
  private long whole;
  private long received;
  private long stated;
  private int generation;
  private int epoch;
  private boolean done;
  private @Nullable IOException failure;

  private PartialFile(Path file, Path stateFile, FileChannel channel, PartialState state) {
    this.file = file;
    this.stateFile = stateFile;
    this.channel = channel;
    this.state = state;
  }

  /**
   * {@return the file of a name with what an earlier run left of it}
   *
   * @throws IOException if it cannot be opened or read
   */
  static PartialFile open(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".part");
    Path stateFile = folder.resolve(name + ".part.json");
    PartialState state = PartialState.read(stateFile);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    PartialFile partial = new PartialFile(file, stateFile, channel, state);
    try {
      partial.takeUp();
      return partial;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * {@return a file that is there whole, hashed}
   *
   * @throws IOException if it cannot be read
   */
  static PartialFile finished(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    PartialFile finished = new PartialFile(file, file, channel, PartialState.NONE);
    try {
      finished.hashUpTo(channel.size());
      finished.done = true;
      return finished;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private synchronized void takeUp() throws IOException {
    long size = channel.size();
    long have = state.have() < 0 ? size : Math.min(state.have(), size);
    if (!state.isUseful() || have <= 0 || have > state.total()) {
      clear();
      return;
    }
    channel.truncate(have);
    hashUpTo(have);
    received = whole;
  }

  /** Forgets all bytes. */
  synchronized void startAgain() throws IOException {
    generation++;
    epoch++;
    clear();
    notifyAll();
  }

  private void clear() throws IOException {
    state = PartialState.NONE;
    Files.deleteIfExists(stateFile);
    channel.truncate(0);
    digest = sha256();
    islands.clear();
    whole = 0;
    received = 0;
    stated = 0;
  }

  /** {@return what is known of the bytes that are there} */
  synchronized PartialState state() {
    return state;
  }

  /** {@return how many bytes from the start are there} */
  synchronized long whole() {
    return whole;
  }

  /** {@return how many bytes are there, wherever} */
  synchronized long received() {
    return received;
  }

  /** {@return a number that changes whenever all bytes are forgotten} */
  synchronized int generation() {
    return generation;
  }

  /**
   * Notes what the bytes that follow are of. Only what can be gone on with is written down.
   *
   * @throws IOException if it cannot be written
   */
  synchronized void describe(PartialState described) throws IOException {
    state = described;
    if (described.isUseful()) {
      described.write(stateFile);
    }
  }

  /** {@return what a writer has to show: it ends with every failure} */
  synchronized int epoch() {
    return epoch;
  }

  /**
   * Ends the time of all writers, so that a late one does no harm, and drops what is beyond the
   * start that is whole.
   *
   * @throws IOException if that cannot be written
   */
  synchronized void endEpoch() throws IOException {
    epoch++;
    if (!islands.isEmpty()) {
      islands.clear();
      channel.truncate(whole);
      received = whole;
      noteProgress();
    }
  }

  /**
   * Notes how far the start is whole, where the length of the file does not say it.
   *
   * @throws IOException if it cannot be written
   */
  private void noteProgress() throws IOException {
    // With nothing beyond it, the length of the file says it again.
    boolean due = islands.isEmpty() || whole - stated >= STATE_INTERVAL;
    if (due && state.isUseful()) {
      state = state.having(islands.isEmpty() ? -1 : whole);
      state.write(stateFile);
      stated = whole;
    }
  }

  /**
   * Writes a part.
   *
   * @param ofEpoch when the writer began
   * @throws IOException if it cannot be written
   */
  synchronized void write(int ofEpoch, long position, byte[] bytes, int length) throws IOException {
    if (ofEpoch != epoch) {
      throw new StartedAgainException(String.valueOf(file.getFileName()));
    }
    if (position > whole && islands.isEmpty()) {
      // From now on the file is longer than what is right of it: that is noted before.
      stated = whole;
      state = state.having(whole);
      if (state.isUseful()) {
        state.write(stateFile);
      }
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer, position + buffer.position());
      }
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
    received += length;
    if (position == whole) {
      digest.update(bytes, 0, length);
      whole += length;
      if (!islands.isEmpty()) {
        joinIslands();
        noteProgress();
      }
      notifyAll();
    } else {
      addIsland(position, position + length);
    }
  }

  private void addIsland(long start, long end) {
    Map.Entry<Long, Long> before = islands.floorEntry(start);
    if (before != null && before.getValue() == start) {
      islands.put(before.getKey(), end);
    } else {
      islands.put(start, end);
    }
  }

  private void joinIslands() throws IOException {
    while (!islands.isEmpty() && islands.firstKey() <= whole) {
      hashUpTo(islands.pollFirstEntry().getValue());
    }
  }

  private void hashUpTo(long end) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    while (whole < end) {
      buffer.clear().limit((int) Math.min(BUFFER, end - whole));
      int n = channel.read(buffer, whole);
      if (n < 0) {
        throw new IOException(file + ": became shorter while it was written");
      }
      digest.update(buffer.array(), 0, n);
      whole += n;
    }
  }

  /** {@return the digest of the bytes from the start, as far as nothing is missing} */
  synchronized ContentDigests digest() {
    return digest;
  }

  private static ContentDigests sha256() {
    return new ContentDigests(List.of(Algorithm.SHA256));
  }

  /**
   * Gives the finished file its name.
   *
   * @throws IOException if it cannot be renamed
   */
  synchronized void finish(Path target) throws IOException {
    Files.move(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(stateFile);
    done = true;
    notifyAll();
  }

  /** Tells the readers that no more will come. */
  synchronized void fail(IOException e) {
    failure = e;
    notifyAll();
  }

  /**
   * Waits for bytes.
   *
   * @return how many there are from a position on; 0 at the end of a file that is finished
   * @throws StartedAgainException if the bytes are of another generation by now
   * @throws IOException if no more will come
   */
  synchronized long await(long position, int ofGeneration) throws IOException {
    while (true) {
      if (generation != ofGeneration) {
        throw new StartedAgainException(String.valueOf(file.getFileName()));
      }
      if (whole > position) {
        return whole - position;
      }
      if (failure != null) {
        throw failure;
      }
      if (done) {
        return 0;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new java.io.InterruptedIOException("interrupted while waiting for a download");
      }
    }
  }

  /** Reads bytes that {@link #await} said are there. */
  int read(long position, ByteBuffer buffer) throws IOException {
    return channel.read(buffer, position);
  }

  /** A file in which nothing arrived is of no use to a later run. */
  @Override
  public synchronized void close() throws IOException {
    boolean empty = !done && channel.isOpen() && channel.size() == 0;
    channel.close();
    if (empty) {
      Files.deleteIfExists(file);
      Files.deleteIfExists(stateFile);
    }
  }
}
