package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.InputChangedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** A file as it was when the walk met it, to notice that it is no longer the same. */
record FileStamp(Path path, long size, FileTime modified) implements Origin {

  static FileStamp of(Path path, BasicFileAttributes attributes) {
    return new FileStamp(path, attributes.size(), attributes.lastModifiedTime());
  }

  /**
   * Looks at the file again.
   *
   * @throws InputChangedException if it has another size or time of modification
   */
  void checkUnchanged() throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    if (now.size() != size || !now.lastModifiedTime().equals(modified)) {
      throw new InputChangedException(FileNames.shown(path));
    }
  }

  FileByteSource open() throws IOException {
    return FileByteSource.open(path, size);
  }

  @Override
  public <T> T read(Reader<T> reader) throws IOException {
    checkUnchanged();
    T result;
    try (FileByteSource source = open()) {
      result = reader.read(source);
    }
    checkUnchanged();
    return result;
  }
}
