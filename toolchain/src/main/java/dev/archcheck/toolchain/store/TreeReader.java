package dev.archcheck.toolchain.store;

import dev.archcheck.toolchain.ReadFailure;
import dev.archcheck.verify.digest.Algorithm;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Hashes every file of an installed tree, with all processors, while it is walked. */
final class TreeReader {

  private static final int BUFFER = 128 << 10;

  /** More than any Go tree has; a folder full of caches ends there. */
  private static final int LIMIT = 300_000;

  /** Files are handed over in batches of this many, or of this many bytes. */
  private static final int BATCH = 32;

  private static final long BATCH_BYTES = 1 << 20;

  private final Path root;

  /** How many characters the paths of all entries start with. */
  private final int top;

  private final LinkOption[] options;
  private final Class<? extends BasicFileAttributes> attributes;
  private final BlockingQueue<List<Found>> batches = new LinkedBlockingQueue<>();
  private final List<SealedFile> files = new ArrayList<>();
  private final List<Odd> odd = new ArrayList<>();
  private final List<String> empty = new ArrayList<>();

  /** The folders that the walk is in; only a link leads into one of them again. */
  private final Deque<Object> above = new ArrayDeque<>();

  private List<Found> batch = new ArrayList<>();
  private long batchBytes;
  private int met;

  /** Nearly all files have the same. */
  private Set<PosixFilePermission> lastPermissions = Set.of();

  private int lastMode;

  /** What to do about symbolic links. */
  enum Links {
    /** None belongs there. */
    REPORT,
    /** Distributions spread a tree over several places. */
    FOLLOW
  }

  /** Something that is no plain file, or that could not be read. */
  record Odd(String path, String what) {}

  /**
   * What a tree holds, in no order.
   *
   * @param empty the folders with nothing in them, with a slash at the end
   */
  record Tree(List<SealedFile> files, List<Odd> odd, List<String> empty) {}

  /** A file that waits to be hashed. */
  private record Found(Path file, String path, int mode) {}

  TreeReader(Path root, Links links) {
    this.root = root;
    this.top = root.resolve("x").toString().length() - 1;
    this.options =
        links == Links.FOLLOW ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
    this.attributes =
        root.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? PosixFileAttributes.class
            : BasicFileAttributes.class;
  }

  /** {@return every file} */
  Tree read() throws IOException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i < Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(Thread.ofPlatform().daemon().name("hash-" + i).start(this::hash));
    }
    try {
      BasicFileAttributes own = attributes(root);
      if (own.isDirectory()) {
        walk(root, own);
      } else {
        odd(".", "no folder of its own");
      }
    } finally {
      handOver();
      for (int i = 0; i <= threads.size(); i++) {
        batches.add(List.of());
      }
    }
    hash();
    for (Thread thread : threads) {
      join(thread);
    }
    return new Tree(files, odd, empty);
  }

  private static void join(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, attributes, options);
  }

  /** Takes down what there is below a folder. */
  private void walk(Path folder, BasicFileAttributes own) throws IOException {
    Object identity = identity(folder, own);
    if (above.contains(identity)) {
      throw new FileSystemLoopException(folder.toString());
    }
    above.push(identity);
    int before = met;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        met(entry);
      }
      if (met == before && !folder.equals(root)) {
        empty.add(path(folder) + "/");
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } finally {
      above.pop();
    }
  }

  /** Where the system does not number its files, links are followed to tell. */
  private static Object identity(Path folder, BasicFileAttributes own) throws IOException {
    Object key = own.fileKey();
    return key == null ? folder.toRealPath() : key;
  }

  /** Cheaper than the parts of a path, which are found by searching it again for each. */
  private String path(Path entry) {
    String path = entry.toString().substring(top);
    // Elsewhere a backslash is a character of a name like any other.
    return File.separatorChar == '/' ? path : path.replace(File.separatorChar, '/');
  }

  private void met(Path entry) throws IOException {
    String path = path(entry);
    if (++met > LIMIT) {
      throw new IOException(root + ": has more than " + LIMIT + " files");
    }
    try {
      BasicFileAttributes one = attributes(entry);
      if (one.isDirectory()) {
        walk(entry, one);
      } else if (one.isRegularFile()) {
        found(new Found(entry, path, mode(one)), one.size());
      } else {
        odd(path, one.isSymbolicLink() ? "a symbolic link" : "no plain file");
      }
    } catch (NoSuchFileException _) {
      odd(path, "a link to nothing");
    } catch (FileSystemLoopException _) {
      odd(path, "a link to a folder above it");
    } catch (IOException e) {
      if (met > LIMIT) {
        throw e;
      }
      odd(path, "cannot be read: " + ReadFailure.why(e));
    }
  }

  private int mode(BasicFileAttributes attributes) {
    if (!(attributes instanceof PosixFileAttributes posix)) {
      return 0;
    }
    Set<PosixFilePermission> permissions = posix.permissions();
    if (!permissions.equals(lastPermissions)) {
      lastPermissions = permissions;
      lastMode = FileMode.of(permissions);
    }
    return lastMode;
  }

  private void found(Found one, long size) {
    batch.add(one);
    batchBytes += size;
    if (batch.size() == BATCH || batchBytes > BATCH_BYTES) {
      handOver();
    }
  }

  private void handOver() {
    if (!batch.isEmpty()) {
      batches.add(batch);
      batch = new ArrayList<>(BATCH);
      batchBytes = 0;
    }
  }

  private void odd(String path, String what) {
    synchronized (odd) {
      odd.add(new Odd(path, what));
    }
  }

  private void hash() {
    MessageDigest digest = Algorithm.SHA256.start();
    byte[] bytes = new byte[BUFFER];
    List<SealedFile> mine = new ArrayList<>();
    for (List<Found> some = take(); some != null; some = take()) {
      for (Found one : some) {
        try {
          mine.add(hash(one, digest, bytes));
        } catch (IOException e) {
          digest.reset();
          odd(one.path, "cannot be read: " + ReadFailure.why(e));
        }
      }
    }
    synchronized (files) {
      files.addAll(mine);
    }
  }

  private @Nullable List<Found> take() {
    try {
      List<Found> some = batches.take();
      return some.isEmpty() ? null : some;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** A path that is no text, as Unix allows it, would be another one as a {@link File}. */
  private static InputStream open(Path file) throws IOException {
    return file.toString().indexOf('\uFFFD') < 0
        ? new FileInputStream(file.toFile())
        : Files.newInputStream(file);
  }

  private static SealedFile hash(Found one, MessageDigest digest, byte[] bytes) throws IOException {
    long size = 0;
    // A channel would take longer to open than most of these files take to read.
    try (InputStream in = open(one.file)) {
      for (int got = in.read(bytes); got >= 0; got = in.read(bytes)) {
        digest.update(bytes, 0, got);
        size += got;
      }
    }
    return new SealedFile(one.path, one.mode, size, HexFormat.of().formatHex(digest.digest()));
  }
}
