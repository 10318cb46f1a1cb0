package dev.archcheck.toolchain;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A lock that other processes see and that is gone when its process is, however that ends.
 *
 * <p>Whoever has it deletes its file before letting go. Who waited has then locked a file without a
 * name, notices that, and begins again with the file that has the name now: two never hold it. The
 * file is left behind where its process was killed, and where the system does not number its files,
 * so that nobody could notice (Windows).
 */
public final class ProcessLock implements Closeable {

  /** What all of them are called at the end. */
  public static final String ENDING = ".lock";

  /** More than others can cause: then the system has no lasting numbers, and the file stays. */
  private static final int MOST_CHANGES = 100;

  /**
   * Those of this process. They are not so much as opened here: with any descriptor of a file that
   * is closed, POSIX ends all locks that the process has on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private final Identity identity;

  /** What tells a file from a later one of the same name, also one with the same number. */
  private record Identity(@Nullable Object key, FileTime created) {}

  /** What is done while somebody else has a lock. */
  public interface Pause {

    /**
     * Waits a moment.
     *
     * @throws IOException to wait no longer
     */
    void once() throws IOException;
  }

  private ProcessLock(Path file, FileChannel channel, Identity identity) {
    this.file = file;
    this.channel = channel;
    this.identity = identity;
  }

  /**
   * {@return the lock, once nobody else has it}
   *
   * @param file which need not be there
   * @throws IOException if it cannot be made, or the pause ends the waiting
   */
  public static ProcessLock take(Path file, Pause pause) throws IOException {
    Path own = own(file);
    while (!HELD.add(own)) {
      pause.once();
    }
    ProcessLock taken = null;
    try {
      taken = takeFromOthers(file, pause);
      return taken;
    } finally {
      if (taken == null) {
        HELD.remove(own);
      }
    }
  }

  private static Path own(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private static ProcessLock takeFromOthers(Path file, Pause pause) throws IOException {
    while (true) {
      ProcessLock opened = open(file);
      try {
        while (!opened.isLocked()) {
          pause.once();
        }
        if (opened.isCurrent()) {
          return opened;
        }
      } catch (IOException | RuntimeException e) {
        opened.channel.close();
        throw e;
      }
      opened.channel.close();
    }
  }

  /**
   * {@return the lock if nobody has it, else null}
   *
   * @throws IOException if it cannot be made
   */
  public static @Nullable ProcessLock tryTake(Path file) throws IOException {
    Path own = own(file);
    if (!HELD.add(own)) {
      return null;
    }
    ProcessLock taken = null;
    try {
      taken = tryOthers(file);
      return taken;
    } finally {
      if (taken == null) {
        HELD.remove(own);
      }
    }
  }

  private static @Nullable ProcessLock tryOthers(Path file) throws IOException {
    ProcessLock opened = open(file);
    boolean taken = false;
    try {
      taken = opened.isLocked() && opened.isCurrent();
      return taken ? opened : null;
    } finally {
      if (!taken) {
        opened.channel.close();
      }
    }
  }

  /**
   * Deletes the files that killed processes left in a folder; those in use stay.
   *
   * @throws IOException if the folder is there and cannot be read
   */
  public static void sweep(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ENDING)) {
      found.forEach(files::add);
    } catch (NoSuchFileException _) {
      return; // nothing was ever locked
    }
    for (Path file : files) {
      ProcessLock lock = tryTake(file);
      if (lock != null) {
        lock.close();
      }
    }
  }

  /** Opens what has the name before, during and after the opening. */
  private static ProcessLock open(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    int changes = 0;
    while (true) {
      Identity before = identity(file);
      if (before == null) {
        make(file);
        continue;
      }
      FileChannel channel;
      try {
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
      } catch (NoSuchFileException _) {
        continue; // its holder deleted it
      }
      if (before.equals(identity(file))) {
        return new ProcessLock(file, channel, before);
      }
      if (++changes == MOST_CHANGES) {
        return new ProcessLock(file, channel, new Identity(null, before.created()));
      }
      channel.close();
    }
  }

  private static void make(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException _) {
      return; // somebody else wants it, too
    }
  }

  private static @Nullable Identity identity(Path file) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Identity(found.fileKey(), found.creationTime());
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  private boolean isLocked() throws IOException {
    return channel.tryLock() != null;
  }

  private boolean isCurrent() throws IOException {
    return identity.key() == null || identity.equals(identity(file));
  }

  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      if (identity.key() != null) {
        Files.deleteIfExists(file);
      }
    } finally {
      HELD.remove(own(file));
    }
  }
}
