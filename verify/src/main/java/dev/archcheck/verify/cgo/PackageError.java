package dev.archcheck.verify.cgo;

import java.util.List;

/**
 * Why a package could not be loaded: {@code PackageError} of {@code go help list}.
 *
 * @param importStack the shortest path from a package that was asked for
 * @param position file, line and column as Go writes them, or the empty string
 */
public record PackageError(List<String> importStack, String position, String message) {

  private static final String ALL_EXCLUDED = "build constraints exclude all Go files";

  /** Keeps its own list. */
  public PackageError {
    importStack = List.copyOf(importStack);
  }

  /** {@return whether no file of it fits the target, which with cgo off means that it needs cgo} */
  public boolean excludesAllFiles() {
    return message.contains(ALL_EXCLUDED);
  }
}
