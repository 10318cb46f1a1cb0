package dev.archcheck.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * What the standard streams of this process lead to. Classes and not lambdas, which would cost
 * every start more than the answer.
 */
final class Descriptors {

  private static final Path BY_NUMBER = Path.of("/proc/self/fd");

  private Descriptors() {}

  /** Whether a stream is known to be a pipe or a socket. */
  record IsPipe(int descriptor) implements BooleanSupplier {

    @Override
    public boolean getAsBoolean() {
      String target = target(descriptor);
      return target.startsWith("pipe:") || target.startsWith("socket:");
    }
  }

  /**
   * Whether a stream is a terminal. Java can tell this of input and output only, so where the
   * system does not say it of standard error the answer is no.
   */
  record IsTerminal(int descriptor) implements BooleanSupplier {

    @Override
    public boolean getAsBoolean() {
      String target = target(descriptor);
      return target.isEmpty() ? descriptor == 1 && hasConsole() : isTerminal(target);
    }
  }

  @SuppressWarnings("SystemConsoleNull") // it is null here still; only other providers give one
  private static boolean hasConsole() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** On Linux a link: to a path, or {@code pipe:[1234]}; elsewhere there is no such link. */
  private static String target(int descriptor) {
    try {
      return Files.readSymbolicLink(BY_NUMBER.resolve(Integer.toString(descriptor))).toString();
    } catch (IOException | UnsupportedOperationException _) {
      return "";
    }
  }

  private static boolean isTerminal(String target) {
    return target.startsWith("/dev/pts/")
        || target.startsWith("/dev/tty")
        || target.equals("/dev/console");
  }
}
