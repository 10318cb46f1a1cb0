package dev.archcheck.verify.digest;

import dev.archcheck.inspect.InputChangedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Set;

/**
 * A regular file that was opened once. Whatever is said about it is said of the bytes behind this
 * handle; its name is never opened again, so nobody can exchange it between two looks.
 */
public final class OpenFile implements Closeable {

  private final Path path;
  private final FileChannel channel;
  private final long size;
  private final FileTime modified;

  private OpenFile(Path path, FileChannel channel, long size, FileTime modified) {
    this.path = path;
    this.channel = channel;
    this.size = size;
    this.modified = modified;
  }

  /** What to do where a path ends in a symbolic link. */
  public enum Links {
    /** Opens what it leads to. */
    FOLLOWED,
    /** Does not open it. */
    REFUSED
  }

  /**
   * Opens a file.
   *
   * @throws NotAFileException if it is a folder, a device, a pipe, or a link that is refused
   * @throws IOException if it cannot be opened
   */
  public static OpenFile open(Path path, Links links) throws IOException {
    LinkOption[] options =
        links == Links.REFUSED ? new LinkOption[] {LinkOption.NOFOLLOW_LINKS} : new LinkOption[0];
    // Asked first, because opening a pipe would wait for somebody to write into it.
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, options);
    if (!attributes.isRegularFile()) {
      throw new NotAFileException(what(attributes));
    }
    Set<OpenOption> how =
        links == Links.REFUSED
            ? Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
            : Set.of(StandardOpenOption.READ);
    FileChannel channel = FileChannel.open(path, how);
    try {
      return new OpenFile(path, channel, channel.size(), attributes.lastModifiedTime());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static String what(BasicFileAttributes attributes) {
    if (attributes.isDirectory()) {
      return "is a folder";
    }
    return attributes.isSymbolicLink() ? "is a symbolic link" : "is no regular file";
  }

  /** {@return the path that it was opened by, for messages} */
  public Path path() {
    return path;
  }

  /** {@return the last part of the path} */
  public String fileName() {
    return String.valueOf(path.getFileName());
  }

  /** {@return its length in bytes when it was opened} */
  public long size() {
    return size;
  }

  /**
   * Reads bytes at an offset.
   *
   * @return how many were read, or -1 at the end
   */
  public int read(long offset, ByteBuffer into) throws IOException {
    return channel.read(into, offset);
  }

  /**
   * {@return all bytes}
   *
   * @throws IOException if there are more than the limit
   */
  public byte[] readAll(int limit) throws IOException {
    if (size > limit) {
      throw new IOException("is longer than " + limit + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    while (bytes.hasRemaining()) {
      if (read(bytes.position(), bytes) < 0) {
        throw new InputChangedException(path.toString(), size, bytes.position());
      }
    }
    return bytes.array();
  }

  /**
   * Looks whether the file is still as it was when it was opened.
   *
   * @throws InputChangedException if its length or its time of modification is another
   */
  public void checkUnchanged() throws IOException {
    long now = channel.size();
    if (now != size) {
      throw new InputChangedException(path.toString(), size, now);
    }
    // By name, as Java has no other way; where the name is gone by now, the handle still holds.
    if (Files.exists(path) && !Files.getLastModifiedTime(path).equals(modified)) {
      throw new InputChangedException(path.toString());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
