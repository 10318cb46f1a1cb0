package dev.archcheck.toolchain.log;

import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.sumdb.LogKey;
import dev.archcheck.verify.sumdb.LogMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a log in the store, shared by all processes of the user:
 *
 * <pre>
 *   log/sum.golang.org/latest          the signed head of the largest tree
 *   log/sum.golang.org/lock            held while the head is replaced
 *   log/sum.golang.org/proof/…         proofs of records
 *   log/sum.golang.org/tile/8/…        tiles
 * </pre>
 *
 * Every file appears by a rename, so that no reader meets a half of one.
 */
public final class FileLogMemory implements LogMemory {

  /** Of a larger file only the beginning is read; it does not verify then. */
  private static final int MAX_FILE = 1 << 18;

  /** On Windows a rename fails while another program looks at the file. */
  private static final int RENAME_ATTEMPTS = 20;

  private static final long RENAME_PAUSE_MILLIS = 25;

  /** A file lock holds off other processes only; the threads of this one take these. */
  private static final ConcurrentHashMap<Path, ReentrantLock> THREAD_LOCKS =
      new ConcurrentHashMap<>();

  private final Path folder;
  private final List<Path> otherHeads;

  /**
   * A memory in a folder, which need not exist.
   *
   * @param otherHeads files in which other programs remember heads of the log, such as {@link
   *     GoLogCache#headFile}
   */
  public FileLogMemory(Path folder, List<Path> otherHeads) {
    this.folder = folder.toAbsolutePath().normalize();
    this.otherHeads = List.copyOf(otherHeads);
  }

  /** {@return what a store remembers of a log} */
  public static FileLogMemory in(Store store, LogKey key, List<Path> otherHeads) {
    return new FileLogMemory(store.root().resolve("log").resolve(key.name()), otherHeads);
  }

  private Path headFile() {
    return folder.resolve("latest");
  }

  @Override
  public String head() throws IOException {
    try (InputStream in = Files.newInputStream(headFile())) {
      return text(in.readNBytes(MAX_FILE));
    } catch (NoSuchFileException _) {
      return "";
    }
  }

  /** One letter for each byte that is no UTF-8, so that damage stays damage. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean replaceHead(String expected, String next) throws IOException {
    Files.createDirectories(folder);
    ReentrantLock threads = THREAD_LOCKS.computeIfAbsent(folder, _ -> new ReentrantLock());
    threads.lock();
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      if (!head().equals(expected)) {
        return false;
      }
      // The head must not be lost with the power; the rest may.
      write(headFile(), next.getBytes(StandardCharsets.UTF_8), StandardOpenOption.DSYNC);
      return true;
    } finally {
      threads.unlock();
    }
  }

  @Override
  public List<String> otherHeads() {
    List<String> heads = new ArrayList<>();
    for (Path file : otherHeads) {
      try (InputStream in = Files.newInputStream(file)) {
        heads.add(text(in.readNBytes(MAX_FILE)));
      } catch (IOException _) {
        // Another program's file: if it is not there, there is nothing to compare with.
      }
    }
    return heads;
  }

  @Override
  public byte @Nullable [] load(String path) {
    try (InputStream in = Files.newInputStream(folder.resolve(path))) {
      return in.readNBytes(MAX_FILE);
    } catch (IOException _) {
      return null; // it is only a cache
    }
  }

  @Override
  public void save(String path, byte[] content) {
    Path file = folder.resolve(path);
    try {
      Files.createDirectories(parent(file));
      write(file, content);
      if (path.startsWith("tile/")) {
        removeNarrower(file);
      }
    } catch (IOException _) {
      // A cache that cannot be written costs time, nothing else.
    }
  }

  private static Path parent(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent == null) {
      throw new NoSuchFileException(file.toString());
    }
    return parent;
  }

  private static void write(Path file, byte[] content, OpenOption... durability)
      throws IOException {
    Path fresh = Files.createTempFile(parent(file), ".", ".new");
    Set<OpenOption> options = new HashSet<>(List.of(durability));
    options.add(StandardOpenOption.WRITE);
    try {
      try (FileChannel channel = FileChannel.open(fresh, options)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      rename(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return;
      } catch (AccessDeniedException busy) {
        if (attempt == RENAME_ATTEMPTS) {
          throw busy;
        }
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(RENAME_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a file was renamed", e);
    }
  }

  /**
   * Removes the states of a tile when the tree was smaller: every tree has its own narrow tiles at
   * the right edge, and they would pile up.
   */
  private static void removeNarrower(Path tile) throws IOException {
    String name = String.valueOf(tile.getFileName());
    boolean narrow = String.valueOf(parent(tile).getFileName()).endsWith(".p");
    Path states = narrow ? parent(tile) : tile.resolveSibling(name + ".p");
    if (!Files.isDirectory(states)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(states)) {
      for (Path file : files) {
        String width = String.valueOf(file.getFileName());
        if (!width.startsWith(".") && (!narrow || isLess(width, name))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** {@return whether a decimal without leading zeros is less than another} */
  private static boolean isLess(String width, String other) {
    return width.length() == other.length()
        ? width.compareTo(other) < 0
        : width.length() < other.length();
  }
}
