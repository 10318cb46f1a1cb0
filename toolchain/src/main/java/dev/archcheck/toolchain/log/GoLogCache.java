package dev.archcheck.toolchain.log;

import dev.archcheck.verify.sumdb.LogHash;
import dev.archcheck.verify.sumdb.LogKey;
import dev.archcheck.verify.sumdb.LogNotFoundException;
import dev.archcheck.verify.sumdb.LogReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * What the {@code go} command stored of a log in its module cache: lookups and tiles. It is only
 * read, and trusted as little as the network.
 */
public final class GoLogCache implements LogReader {

  private final Path folder;

  private GoLogCache(Path folder) {
    this.folder = folder;
  }

  /**
   * {@return the cache of a log}
   *
   * @param moduleCache the Go setting {@code GOMODCACHE}
   */
  public static GoLogCache in(Path moduleCache, LogKey key) {
    return new GoLogCache(moduleCache.resolve("cache/download/sumdb").resolve(key.name()));
  }

  /**
   * {@return the file in which the {@code go} command remembers the head of a log}
   *
   * @param gopath the first folder of the Go setting {@code GOPATH}
   */
  public static Path headFile(Path gopath, LogKey key) {
    return gopath.resolve("pkg/sumdb").resolve(key.name()).resolve("latest");
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    if (!path.startsWith("lookup/") && !path.startsWith("tile/")) {
      throw new LogNotFoundException(path);
    }
    Path file = folder.resolve(path);
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(limit + 1);
    } catch (NoSuchFileException | NotDirectoryException _) {
      return readWider(file, path);
    }
  }

  /**
   * Go keeps the tiles of the tree that it saw; of a smaller tree the same tile is the beginning.
   */
  private static byte[] readWider(Path file, String path) throws IOException {
    Path states = file.getParent();
    if (states == null || !states.toString().endsWith(".p") || !Files.isDirectory(states)) {
      throw new LogNotFoundException(path);
    }
    int wanted = Integer.parseInt(String.valueOf(file.getFileName())) * LogHash.SIZE;
    try (DirectoryStream<Path> wider = Files.newDirectoryStream(states)) {
      for (Path other : wider) {
        if (Files.isRegularFile(other) && Files.size(other) >= wanted) {
          try (InputStream in = Files.newInputStream(other)) {
            return in.readNBytes(wanted);
          }
        }
      }
    }
    throw new LogNotFoundException(path);
  }
}
