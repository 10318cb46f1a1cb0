package dev.archcheck.verify.checksum;

import dev.archcheck.inspect.InputChangedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, for people. */
final class Trouble {

  private Trouble() {}

  /** {@return a sentence without the file's name and without a full stop} */
  static String of(IOException error) {
    return switch (error) {
      case InputChangedException _ -> "changed while it was read";
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemLoopException _ -> "too many levels of symbolic links";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> String.valueOf(error.getMessage());
    };
  }
}
