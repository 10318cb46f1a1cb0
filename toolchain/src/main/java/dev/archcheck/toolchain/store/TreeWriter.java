package dev.archcheck.toolchain.store;

import dev.archcheck.toolchain.WriteFailure;
import dev.archcheck.verify.digest.Algorithm;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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

  /** Stands for a file system without permission bits. */
  private static final int NO_MODES = -1;

  private final int umask;
  private final Map<String, Path> folders = new HashMap<>();
  private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(WAITING);
  private final List<Thread> threads = new ArrayList<>();
  private final List<Written> written = new ArrayList<>();
  private int added;
  private volatile @Nullable Throwable failure;

  /** The content of a file, had on the thread that writes it. */
  interface Content {

    /** Hands over all bytes, in their order. */
    void writeTo(Sink sink) throws IOException;

    /** Gives back what it holds where it is not wanted, also in the middle. */
    default void discard() throws IOException {}
  }

  /** Takes bytes. */
  interface Sink {

    /** Takes some, which may be used for something else after that. */
    void write(byte[] bytes, int start, int length) throws IOException;
  }

  /** A file to be written, with its place in the order; one without a name ends a thread. */
  private record Job(int index, Path folder, String path, int mode, Content content) {
    static final Job END = new Job(-1, Path.of(""), "", 0, _ -> {});

    boolean isEnd() {
      return path.isEmpty();
    }
  }

  private record Written(int index, SealedFile file) {}

  /** A writer below a folder that exists and is empty. */
  TreeWriter(Path root) throws IOException {
    this.umask = umask(root);
    folders.put("", root);
    for (int i = 0; i < THREADS; i++) {
      Output output = new Output();
      threads.add(Thread.ofPlatform().daemon().name("write-" + i).unstarted(() -> work(output)));
    }
    threads.forEach(Thread::start);
  }

  /**
   * Hands over a file; waits where too many are waiting.
   *
   * @throws IOException if a file before it could not be written
   */
  void add(String path, int mode, Content content) throws IOException {
    Path folder = folder(above(path));
    throwFailure();
    try {
      jobs.put(new Job(added, folder, path, mode, content));
      added++;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** {@return a folder, made with those above it where it is not there} */
  private Path folder(String path) throws IOException {
    Path folder = folders.get(path);
    if (folder == null) {
      folder = below(folder(above(path)), path);
      Files.createDirectory(folder);
      folders.put(path, folder);
    }
    return folder;
  }

  private static String above(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** {@return what has the last part of a path for its name, in a folder that has the others} */
  private static Path below(Path folder, String path) throws IOException {
    try {
      return folder.resolve(path.substring(path.lastIndexOf('/') + 1));
    } catch (InvalidPathException e) {
      throw new IOException("no possible file name here: " + path + ": " + e.getReason(), e);
    }
  }

  /**
   * Waits until everything is on disk.
   *
   * @return what was written, in the order in which it was handed over
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
    SealedFile[] files = new SealedFile[added];
    for (Written one : written) {
      files[one.index] = one.file;
    }
    return Arrays.asList(files);
  }

  /**
   * Ends the work where a file could not be written.
   *
   * @throws IOException why
   */
  void throwFailure() throws IOException {
    Throwable thrown = failure;
    if (thrown instanceof IOException e) {
      throw e; // its own trace shows the thread that met it
    }
    if (thrown != null) {
      throw new IllegalStateException(thrown);
    }
  }

  static InterruptedIOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException io = new InterruptedIOException("interrupted while unpacking");
    io.initCause(e);
    return io;
  }

  private void work(Output output) {
    List<Written> mine = new ArrayList<>();
    try {
      for (Job job = jobs.take(); !job.isEnd(); job = jobs.take()) {
        try {
          if (failure == null) {
            mine.add(new Written(job.index, write(job, output)));
          } else {
            job.content.discard();
          }
        } catch (IOException | RuntimeException | Error e) {
          failure = e;
          job.content.discard();
        }
      }
    } catch (InterruptedException | IOException _) {
      return; // closed before its end
    }
    synchronized (written) {
      written.addAll(mine);
    }
  }

  private SealedFile write(Job job, Output output) throws IOException {
    Path file = below(job.folder, job.path);
    long size;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      size = output.fill(channel, file, job.content);
    }
    int mode = job.mode & ~umask;
    if (umask != NO_MODES && (job.mode & 0111) != 0) {
      Files.setPosixFilePermissions(file, FileMode.permissions(mode));
    }
    return new SealedFile(job.path, umask == NO_MODES ? 0 : mode, size, output.sha256());
  }

  /** Where a thread writes to: one file after the other. */
  private static final class Output implements Sink {

    private final MessageDigest digest = Algorithm.SHA256.start();

    /** The system writes from outside of the heap; this saves it a new place for each write. */
    private final ByteBuffer direct = ByteBuffer.allocateDirect(BUFFER);

    private @Nullable FileChannel channel;
    private @Nullable Path file;
    private long size;

    /** {@return how many bytes the file has got} */
    long fill(FileChannel opened, Path path, Content content) throws IOException {
      channel = opened;
      file = path;
      size = 0;
      digest.reset();
      content.writeTo(this);
      return size;
    }

    String sha256() {
      return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      FileChannel out = Objects.requireNonNull(channel);
      digest.update(bytes, start, length);
      for (int done = 0; done < length; ) {
        int some = Math.min(BUFFER, length - done);
        direct.clear().put(bytes, start + done, some).flip();
        try {
          while (direct.hasRemaining()) {
            out.write(direct);
          }
        } catch (IOException e) {
          throw WriteFailure.of(Objects.requireNonNull(file), e);
        }
        done += some;
      }
      size += length;
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

  /** Ends the threads, also in the middle. */
  @Override
  public void close() {
    for (Thread thread : threads) {
      thread.interrupt();
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) { // whoever closes this may delete what they write
        try {
          thread.join();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
