package dev.archcheck.verify.cgo;

import java.util.List;

/**
 * Why a package could not be loaded: {@code PackageError} of {@code go help list}.
 *
 * @param importStack the shortest path from a package that was asked for
 * @param position file, line and column as Go writes them, or the empty string
 */
public record PackageError(List<String> importStack, String position, String message) {

  /** Keeps its own list. */
  public PackageError {
    importStack = List.copyOf(importStack);
  }
}
