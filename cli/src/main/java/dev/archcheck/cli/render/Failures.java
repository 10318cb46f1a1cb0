package dev.archcheck.cli.render;

import dev.archcheck.inspect.InputChangedException;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be shown, in a word for programs and in words for people. */
public final class Failures {

  private Failures() {}

  /** {@return a stable word} */
  static String reason(IOException error) {
    return switch (error) {
      case MalformedBinaryException _ -> "malformed";
      case InputChangedException _ -> "changed";
      case NotABinaryException _ -> "not-a-binary";
      default -> "unreadable";
    };
  }

  /** {@return a sentence with the name of the file where the failure knows it} */
  public static String ofFile(IOException error) {
    boolean bare = error instanceof NoSuchFileException || error instanceof AccessDeniedException;
    return bare && error instanceof FileSystemException e && e.getReason() == null
        ? e.getFile() + ": " + message(e)
        : String.valueOf(error.getMessage());
  }

  /** {@return a sentence without the name of the file and without a full stop} */
  public static String message(IOException error) {
    return switch (error) {
      case MalformedBinaryException malformed -> malformed.problem().toString();
      case InputChangedException _ -> "changed while it was read";
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> String.valueOf(error.getMessage());
    };
  }
}
