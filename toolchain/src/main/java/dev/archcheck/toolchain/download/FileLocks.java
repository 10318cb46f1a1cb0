package dev.archcheck.toolchain.download;

import dev.archcheck.toolchain.download.FetchException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A lock that ends with its process, so that nothing is left to clean up after a crash. */
final class FileLocks implements AutoCloseable {

  private static final long POLL_MILLIS = 100;

  private final FileChannel channel;

  private FileLocks(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * {@return the lock of a file, once nobody else has it}
   *
   * @param stop says when nobody wants it any more
   * @throws FetchException if somebody else has it for too long
   */
  static FileLocks take(Path file, URI url, Duration patience, BooleanSupplier stop)
      throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      long end = System.nanoTime() + patience.toNanos();
      while (tryLock(channel) == null) {
        if (stop.getAsBoolean()) {
          throw new FetchException(url, Kind.CUT, "the download was cancelled");
        }
        if (System.nanoTime() - end > 0) {
          throw new FetchException(
              url,
              Kind.BUSY,
              "another process has been downloading it for " + patience.toSeconds() + " s");
        }
        Thread.sleep(POLL_MILLIS);
      }
      return new FileLocks(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    } catch (InterruptedException _) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new FetchException(url, Kind.BUSY, "interrupted while another process downloads it");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // somebody in this process has it
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
