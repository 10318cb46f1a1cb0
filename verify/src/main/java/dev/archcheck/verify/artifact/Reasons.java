package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.InputChangedException;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Why something was not checked, in words for people. */
final class Reasons {

  static final String CHANGED = "changed while it was read";

  private Reasons() {}

  static String of(IOException failure) {
    return switch (failure) {
      case MalformedBinaryException malformed -> malformed.problem().toString();
      case InputChangedException _ -> CHANGED;
      case Budget.ExhaustedException _ -> text(failure.getMessage(), failure);
      case EOFException _ -> "ends too early";
      case NoSuchFileException _ -> "disappeared before it could be read";
      case AccessDeniedException _ -> "cannot be read: permission denied";
      case FileSystemLoopException _ -> "is a link that leads back to itself";
      case FileSystemException system -> "cannot be read: " + text(system.getReason(), system);
      default -> "cannot be read: " + text(failure.getMessage(), failure);
    };
  }

  /** A folder of which only the first entries, or none, could be listed. */
  static String ofListing(DirectoryIteratorException failure) {
    IOException cause = failure.getCause();
    return cause == null ? text(failure.getMessage(), failure) : of(cause);
  }

  private static String text(@Nullable String message, Exception failure) {
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }
}
