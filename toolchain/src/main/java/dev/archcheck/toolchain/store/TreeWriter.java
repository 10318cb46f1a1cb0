package dev.archcheck.toolchain.store;

import dev.archcheck.toolchain.WriteFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of a new tree with several threads, because making a file takes longer than
 * filling it, and hashes each on its way.
 */
final class TreeWriter implements Closeable {

  /** Closing a file can wait for a virus scanner or a server, so two are the least. */
  private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);

  private static final int WAITING = 256;
  private static final int BUFFER = 128 << 10;

  /** So many bytes may wait to be written, in units of {@link #UNIT}. */
  private static final int UNITS = 48 << 10;

  private static final int UNIT = 1 << 10;

  /** Stands for a file system without permission bits. */
  private static final int NO_MODES = -1;

  private final Path root;
  private final int umask;
  private final Set<String> folders = new HashSet<>();
  private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(WAITING);
  private final Semaphore waiting = new Semaphore(UNITS);
  private final List<Thread> threads = new ArrayList<>();
  private final List<SealedFile> written = new ArrayList<>();
  private volatile @Nullable Throwable failure;

  /** Opens the content of a file, on the thread that writes it; nobody closes it. */
  interface Content {
    InputStream open() throws IOException;
  }

  /** What each thread needs. */
  private static final class Tools {
    final MessageDigest digest = sha256();
    final byte[] bytes = new byte[BUFFER];

    /** The system writes from outside of the heap; this saves it a new place for each write. */
    final ByteBuffer direct = ByteBuffer.allocateDirect(BUFFER);
  }

  /** A file to be written; one without a name ends a thread. */
  private record Job(String path, int mode, Content content, int units) {
    static final Job END = new Job("", 0, InputStream::nullInputStream, 0);

    boolean isEnd() {
      return path.isEmpty();
    }
  }

  /** A writer below a folder that exists and is empty. */
  TreeWriter(Path root) throws IOException {
    this.root = root;
    this.umask = umask(root);
    for (int i = 0; i < THREADS; i++) {
      threads.add(Thread.ofPlatform().daemon().name("write-" + i).start(this::work));
    }
  }

  /**
   * Hands over a file; waits where too much is waiting.
   *
   * @param held how many bytes of memory the content holds until it is written
   * @throws IOException if a file before it could not be written
   */
  void add(String path, int mode, int held, Content content) throws IOException {
    folder(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
    int units = Math.min(UNITS, held / UNIT);
    try {
      waiting.acquire(units);
      put(new Job(path, mode, content, units));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void put(Job job) throws IOException, InterruptedException {
    throwFailure();
    jobs.put(job);
  }

  /** Writes a large file at once, on the thread that calls. */
  void write(String path, int mode, InputStream content) throws IOException {
    folder(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
    throwFailure();
    SealedFile file = write(new Job(path, mode, () -> content, 0), new Tools());
    synchronized (written) {
      written.add(file);
    }
  }

  /** Makes a folder and those above it. */
  void folder(String path) throws IOException {
    if (!path.isEmpty() && folders.add(path)) {
      folder(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
      Files.createDirectory(root.resolve(path));
    }
  }

  /**
   * Waits until everything is on disk.
   *
   * @return what was written, in no order
   */
  List<SealedFile> finish() throws IOException {
    try {
      for (int i = 0; i < THREADS; i++) {
        jobs.put(Job.END);
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    throwFailure();
    return written;
  }

  private void throwFailure() throws IOException {
    Throwable thrown = failure;
    if (thrown instanceof IOException e) {
      throw e; // its own trace shows the thread that met it
    }
    if (thrown != null) {
      throw new IllegalStateException(thrown);
    }
  }

  private static InterruptedIOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException io = new InterruptedIOException("interrupted while unpacking");
    io.initCause(e);
    return io;
  }

  private void work() {
    Tools tools = new Tools();
    List<SealedFile> mine = new ArrayList<>();
    try {
      for (Job job = jobs.take(); !job.isEnd(); job = jobs.take()) {
        if (failure == null) {
          try {
            mine.add(write(job, tools));
          } catch (IOException | RuntimeException | Error e) {
            failure = e;
          }
        }
        waiting.release(job.units);
      }
    } catch (InterruptedException _) {
      return; // closed before its end
    }
    synchronized (written) {
      written.addAll(mine);
    }
  }

  private SealedFile write(Job job, Tools tools) throws IOException {
    Path file = root.resolve(job.path);
    InputStream in = job.content.open();
    long size = 0;
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int got = in.read(tools.bytes); got >= 0; got = in.read(tools.bytes)) {
        tools.digest.update(tools.bytes, 0, got);
        tools.direct.clear().put(tools.bytes, 0, got).flip();
        write(tools.direct, out, file);
        size += got;
      }
    }
    int mode = job.mode & ~umask;
    if (umask != NO_MODES && (job.mode & 0111) != 0) {
      Files.setPosixFilePermissions(file, FileMode.permissions(mode));
    }
    return new SealedFile(
        job.path,
        umask == NO_MODES ? 0 : mode,
        size,
        HexFormat.of().formatHex(tools.digest.digest()));
  }

  private static void write(ByteBuffer bytes, FileChannel out, Path file) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  /** What this process takes away from the mode of a new file, seen on one. */
  private static int umask(Path root) throws IOException {
    Path probe = root.resolve(".mode");
    Files.createFile(probe);
    try {
      int mode = FileMode.of(Files.getPosixFilePermissions(probe));
      // Only programs are executable: what is taken away shows in the bits for reading.
      int lost = 0666 & ~mode;
      return lost | (lost & 0444) >> 2;
    } catch (UnsupportedOperationException _) {
      return NO_MODES;
    } finally {
      Files.delete(probe);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** Ends the threads, also in the middle. */
  @Override
  public void close() {
    for (Thread thread : threads) {
      thread.interrupt();
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
