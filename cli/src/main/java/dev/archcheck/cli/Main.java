package dev.archcheck.cli;

import java.io.PrintStream;
import java.util.Map;

/** Entry point of the program. */
public final class Main {
  private Main() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err, System.getenv()));
  }

  static int run(String[] args, PrintStream out, PrintStream err, Map<String, String> env) {
    if (args.length > 0 && args[0].equals("--version")) {
      out.println("archcheck 0.1.0-SNAPSHOT");
      return 0;
    }
    for (String arg : args) {
      out.println("[" + arg + "]");
    }
    return 0;
  }
}
