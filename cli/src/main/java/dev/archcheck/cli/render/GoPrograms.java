package dev.archcheck.cli.render;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.go.GoProgram;
import java.io.IOException;
import java.util.Optional;

/** Which binaries are asked whether they are Go programs. */
final class GoPrograms {

  private GoPrograms() {}

  /** {@return the Go program that a binary is} Its slices are asked each for itself. */
  static Optional<GoProgram> of(Binary binary) throws IOException {
    return binary instanceof LoadedImage image
            && binary.kind() != Kind.OBJECT
            && binary.kind() != Kind.DEBUG_SYMBOLS
        ? GoProgram.find(image)
        : Optional.empty();
  }
}
