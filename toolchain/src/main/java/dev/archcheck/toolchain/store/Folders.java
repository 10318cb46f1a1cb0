package dev.archcheck.toolchain.store;

import dev.archcheck.inspect.Os;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Renames and deletes whole folders. */
final class Folders {

  /** Scanners hold new files open for some seconds; the waits below sum up to half a minute. */
  private static final int ATTEMPTS = 20;

  private static final long FIRST_WAIT = 20; // milliseconds
  private static final long LONGEST_WAIT = 3_000;

  private Folders() {}

  /**
   * Renames a folder in one step, within one volume.
   *
   * @throws FileAlreadyExistsException if there is something already
   */
  static void rename(Path from, Path to, Os os) throws IOException {
    Files.createDirectories(to.getParent());
    long wait = FIRST_WAIT;
    for (int attempt = 1; ; attempt++) {
      // Unix would replace an empty folder without a word.
      if (Files.exists(to)) {
        throw new FileAlreadyExistsException(to.toString());
      }
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (AccessDeniedException e) {
        // On Windows a folder cannot be renamed while a scanner has a file in it open.
        if (!os.equals(Os.WINDOWS) || attempt == ATTEMPTS) {
          throw e;
        }
        sleep(wait, e);
        wait = Math.min(LONGEST_WAIT, wait * 2);
      }
    }
  }

  private static void sleep(long millis, IOException otherwise) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw otherwise;
    }
  }

  /** Deletes a folder with all that is in it; links are deleted, not followed. */
  static void delete(Path folder) throws IOException {
    try {
      Files.walkFileTree(folder, new Deleter());
    } catch (NoSuchFileException _) {
      return; // somebody was faster
    }
  }

  /** Deletes what it meets. */
  private static final class Deleter extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException again) {
        throw new IOException(folder + ": somebody writes into it while it is deleted", again);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
