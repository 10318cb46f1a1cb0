package dev.archcheck.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears whole or not at all: it is written beside its place and then moved there in
 * one step. A device or pipe, which cannot be replaced, is written directly.
 */
final class ResultFile {

  /** Writes the content. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private ResultFile() {}

  static void write(Path file, Content content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = Files.newOutputStream(file)) {
        content.writeTo(out);
      }
      return;
    }
    // A link keeps pointing where it points.
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path beside = beside(target);
    try {
      try (OutputStream out = Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW)) {
        content.writeTo(out);
      }
      move(beside, target);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static Path beside(Path target) {
    String unique =
        Long.toHexString(System.nanoTime()) + Long.toHexString(ProcessHandle.current().pid());
    return target.resolveSibling("." + target.getFileName() + "." + unique + ".tmp");
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
