package dev.archcheck.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the standard streams of this process lead to. */
final class Descriptors {

  private static final Path BY_NUMBER = Path.of("/proc/self/fd");

  private Descriptors() {}

  /** {@return whether standard output is a terminal} */
  @SuppressWarnings("SystemConsoleNull") // it is null here still; only other providers give one
  static boolean outIsTerminal() {
    String target = target(1);
    if (!target.isEmpty()) {
      return isTerminal(target);
    }
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /**
   * {@return whether standard error is a terminal} Java can tell this of input and output only, so
   * where the system does not say it the answer is no.
   */
  static boolean errIsTerminal() {
    return isTerminal(target(2));
  }

  /** {@return whether a stream is known to be a pipe or a socket} */
  static boolean isPipe(int descriptor) {
    String target = target(descriptor);
    return target.startsWith("pipe:") || target.startsWith("socket:");
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
