package dev.archcheck.toolchain;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Puts names to failed writes: what a system says of a full disk names no file. */
public final class WriteFailure {

  private WriteFailure() {}

  /**
   * {@return the failure with the name of the file, or the same one where it says more than a
   * sentence}
   *
   * @param file what was written
   */
  public static IOException of(Path file, IOException failure) {
    if (failure.getClass() != IOException.class) {
      return failure;
    }
    FileSystemException named =
        new FileSystemException(file.toString(), null, String.valueOf(failure.getMessage()));
    named.initCause(failure);
    return named;
  }
}
