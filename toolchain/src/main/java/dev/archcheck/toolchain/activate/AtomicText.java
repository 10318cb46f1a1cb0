package dev.archcheck.toolchain.activate;

import dev.archcheck.toolchain.WriteFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Writes a small file whole or not at all: a prompt may read it at any moment. */
final class AtomicText {

  private AtomicText() {}

  /**
   * Writes a file, through a symbolic link into what it names.
   *
   * @throws IOException if the file cannot be written; it is as before then
   */
  static void write(Path file, String text) throws IOException {
    Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
    Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
    Path fresh = Files.createTempFile(folder, ".archcheck", ".new");
    try {
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      keepMode(target, fresh);
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw WriteFailure.of(target, e);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** A temporary file is for its owner alone; this one is for everybody, or as it was. */
  private static void keepMode(Path old, Path fresh) throws IOException {
    if (!Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
      return;
    }
    Files.setPosixFilePermissions(
        fresh,
        Files.isRegularFile(old, LinkOption.NOFOLLOW_LINKS)
            ? Files.getPosixFilePermissions(old)
            : PosixFilePermissions.fromString("rw-r--r--"));
  }
}
