package dev.archcheck.cli;

import dev.archcheck.cli.command.Commands;
import dev.archcheck.cli.command.Messages;
import dev.archcheck.cli.render.Failures;
import dev.archcheck.toolchain.host.Machine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The program. Everything below it gets streams, environment and machine handed in. */
public final class Main {

  /** The exit code of findings as the launcher wants it: a JVM that cannot start ends with 1. */
  private static final String FINDINGS = "archcheck.findings";

  private static final String DEBUG = "ARCHCHECK_DEBUG";

  private Main() {}

  /** Runs and ends the process. */
  public static void main(String[] args) {
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    Surroundings surroundings =
        new Surroundings(
            System.in,
            new EdgeStream(out, new Descriptors.IsPipe(1)),
            new EdgeStream(err, new Descriptors.IsPipe(2)),
            new Descriptors.IsTerminal(1),
            new Descriptors.IsTerminal(2),
            machine(System.getenv()));
    int code = run(args, surroundings);
    // Only a failure has to be told to the system; its way out loads a logger.
    if (code == ExitCode.FINDINGS) {
      System.exit(Integer.getInteger(FINDINGS, code));
    } else if (code != ExitCode.OK) {
      System.exit(code);
    }
  }

  /** Runs in a process that goes on; neither stream counts as a terminal. */
  public static int run(String[] args, PrintStream out, PrintStream err, Map<String, String> env) {
    return run(
        args,
        new Surroundings(
            System.in,
            new EdgeStream(out, () -> false),
            new EdgeStream(err, () -> false),
            () -> false,
            () -> false,
            machine(env)));
  }

  /** {@return the exit code of a run} */
  static int run(String[] args, Surroundings surroundings) {
    int code;
    try {
      code = dispatch(args, surroundings);
    } catch (IOException e) {
      Messages.error(surroundings.err(), Failures.ofFile(e));
      code = ExitCode.ENVIRONMENT;
    } catch (RuntimeException | Error e) {
      bug(args, surroundings, e);
      code = ExitCode.INTERNAL;
    }
    EdgeStream out = surroundings.out();
    out.flush();
    if (out.state() == EdgeStream.State.FAILED) {
      Messages.error(surroundings.err(), "standard output cannot be written: " + out.reason());
    }
    return ExitCode.afterOutput(code, out);
  }

  /** The two commonest questions are answered before anything is loaded that they do not need. */
  private static int dispatch(String[] args, Surroundings surroundings) throws IOException {
    if (args.length > 1) {
      return Commands.run(args, surroundings);
    }
    return switch (args.length == 0 ? "--help" : args[0]) {
      case "--version", "-V" -> print(Answers.VERSION, surroundings);
      case "--help", "-h", "help" -> print(Answers.HELP, surroundings);
      default -> Commands.run(args, surroundings);
    };
  }

  private static int print(String answer, Surroundings surroundings) {
    byte[] text = answer.getBytes(StandardCharsets.US_ASCII);
    surroundings.out().write(text, 0, text.length);
    return ExitCode.OK;
  }

  private static Machine machine(Map<String, String> env) {
    return new Machine(
        Path.of("/"), System.getProperty("os.name", ""), System.getProperty("os.arch", ""), env);
  }

  private static void bug(String[] args, Surroundings surroundings, Throwable e) {
    Messages.error(surroundings.err(), "internal error: " + e);
    if (wantsStack(args, surroundings.environment())) {
      StringWriter stack = new StringWriter();
      e.printStackTrace(new PrintWriter(stack));
      stack
          .toString()
          .lines()
          .forEach(line -> Messages.error(surroundings.err(), line.replace("\t", "    ")));
    } else {
      Messages.hint(
          surroundings.err(), "this is a bug of archcheck; set " + DEBUG + "=1 to see where");
    }
  }

  private static boolean wantsStack(String[] args, Map<String, String> env) {
    for (String arg : args) {
      if (arg.equals("--verbose") || arg.equals("-v")) {
        return true;
      }
    }
    return !env.getOrDefault(DEBUG, "").isEmpty();
  }
}
