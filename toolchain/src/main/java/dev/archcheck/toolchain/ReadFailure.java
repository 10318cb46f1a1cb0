package dev.archcheck.toolchain;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Why something on this machine could not be read, in words. */
public final class ReadFailure {

  private ReadFailure() {}

  /** {@return a sentence without the name of the file and without a full stop} */
  public static String why(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "is not there";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemLoopException _ -> "a link in a circle";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      case FileNotFoundException f -> inBrackets(String.valueOf(f.getMessage()));
      default -> String.valueOf(e.getMessage());
    };
  }

  /** Streams say {@code the/file (Permission denied)}. */
  private static String inBrackets(String message) {
    int start = message.lastIndexOf('(');
    return start > 0 && message.endsWith(")")
        ? message.substring(start + 1, message.length() - 1).toLowerCase(Locale.ROOT)
        : message;
  }
}
