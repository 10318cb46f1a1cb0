package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Failures;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a result goes: to standard output, which {@code -} names too, or to the file of {@code
 * --output}.
 */
record Result(String file) {

  Result {
    file = file.equals("-") ? "" : file;
  }

  /** Makes a result and says the exit code. */
  interface Maker {
    int writeTo(OutputStream out) throws IOException;
  }

  boolean isFile() {
    return !file.isEmpty();
  }

  /** {@return the maker's exit code, or the one of a file that cannot be written} */
  int write(Surroundings surroundings, Maker maker) throws IOException {
    if (file.isEmpty()) {
      return maker.writeTo(surroundings.out());
    }
    try {
      int[] code = new int[1];
      ResultFile.write(Path.of(file), out -> code[0] = maker.writeTo(out));
      return code[0];
    } catch (UncheckedIOException e) {
      return failed(surroundings, Objects.requireNonNull(e.getCause()));
    } catch (IOException | InvalidPathException e) {
      return failed(surroundings, e);
    }
  }

  private int failed(Surroundings surroundings, Exception e) {
    String why =
        switch (e) {
          case NoSuchFileException _ -> "its folder does not exist";
          case IOException io -> Failures.message(io);
          default -> String.valueOf(e.getMessage());
        };
    Messages.error(surroundings.err(), file + ": cannot be written: " + why);
    return ExitCode.ENVIRONMENT;
  }
}
