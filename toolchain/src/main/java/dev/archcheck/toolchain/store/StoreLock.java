package dev.archcheck.toolchain.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A lock that other processes see and that is gone when its process is, however that ends. Its file
 * stays: deleting it would let two processes lock two files of one name.
 */
final class StoreLock implements Closeable {

  private static final long PAUSE_MILLIS = 20;

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock. */
  static StoreLock take(Path file) throws IOException {
    FileChannel channel = open(file);
    try {
      while (true) {
        try {
          channel.lock();
          return new StoreLock(channel);
        } catch (OverlappingFileLockException _) {
          Thread.sleep(PAUSE_MILLIS); // another thread of this very process has it
        }
      }
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + file, e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Takes the lock if nobody has it, else returns null. */
  static @Nullable StoreLock tryTake(Path file) throws IOException {
    FileChannel channel = open(file);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new StoreLock(channel);
      }
    } catch (OverlappingFileLockException _) {
      // this very process has it
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  private static FileChannel open(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
