package dev.archcheck.cli.command;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.FileByteSource;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * An input of {@code inspect}: a file, or standard input, which has to be kept to be read twice.
 */
record Input(ByteSource source, Closeable closer) implements Closeable {

  private static final String STANDARD_INPUT = "-";

  /** So much of standard input is kept in memory; more goes to a temporary file. */
  static final int IN_MEMORY = 16 << 20;

  /** A stream without an end must not fill the disk. */
  private static final long IN_FILE = 8L << 30;

  static Input open(String name, InputStream in) throws IOException {
    return name.equals(STANDARD_INPUT) ? keep(in) : file(name);
  }

  @Override
  public void close() throws IOException {
    closer.close();
  }

  private static Input file(String name) throws IOException {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw new FileNotFoundException("no possible file name: " + e.getReason());
    }
    // Asked first, because opening a pipe would wait for somebody to write into it.
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      throw new IOException("is a folder; archcheck verify looks into folders");
    }
    if (!attributes.isRegularFile()) {
      throw new IOException("is no regular file; - reads standard input");
    }
    FileByteSource source = FileByteSource.open(path);
    return new Input(source, source);
  }

  private static Input keep(InputStream in) throws IOException {
    byte[] start = in.readNBytes(IN_MEMORY);
    if (start.length < IN_MEMORY) {
      return new Input(new BytesSource(STANDARD_INPUT, start), () -> {});
    }
    Path file = Files.createTempFile("archcheck-", ".stdin");
    try {
      spool(start, in, file);
      FileByteSource source = FileByteSource.open(file);
      return new Input(
          new Renamed(STANDARD_INPUT, source),
          () -> {
            source.close();
            Files.delete(file);
          });
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static void spool(byte[] start, InputStream in, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(start);
      byte[] block = new byte[64 << 10];
      long total = start.length;
      int got = in.read(block);
      while (got >= 0) {
        total += got;
        if (total > IN_FILE) {
          throw new IOException("standard input is longer than " + (IN_FILE >> 30) + " GiB");
        }
        out.write(block, 0, got);
        got = in.read(block);
      }
    }
  }

  /** A temporary file under the name that the user knows. */
  private record Renamed(String name, ByteSource file) implements ByteSource {

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public java.nio.ByteBuffer read(long offset, int length) throws IOException {
      return file.read(offset, length);
    }
  }
}
