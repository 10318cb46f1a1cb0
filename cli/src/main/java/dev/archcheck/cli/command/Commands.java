package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Page;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The tree of commands. Only the chosen command's options are built. */
public final class Commands {

  private Commands() {}

  /**
   * Finds the command and runs it.
   *
   * @return the exit code
   * @throws IOException if a result cannot be written
   */
  public static int run(String[] args, Surroundings surroundings) throws IOException {
    try {
      if (args[0].equals(ToolchainCommands.NAME)) {
        return toolchain(rest(args), surroundings);
      }
      Command command = command(args[0]);
      if (command != null) {
        return run(command, rest(args), surroundings);
      }
      if (isHelp(args[0]) && args.length > 1) {
        return help(rest(args), surroundings);
      }
      tree().parseArgs(args);
      // Whatever makes sense to the tree alone has been answered before it was built.
      throw new UsageException("'" + args[0] + "' stands alone", "archcheck help");
    } catch (ParameterException e) {
      return usage(surroundings, message(e), suggestion(e));
    } catch (UsageException e) {
      return usage(surroundings, String.valueOf(e.getMessage()), e.hint());
    }
  }

  /** {@return the whole tree, for its help and for suggestions} */
  static CommandLine tree() {
    CommandSpec root = CommandSpec.create().name("archcheck");
    Options.help(
        root,
        "Will this run natively there, and is it really what it claims to be?",
        "archcheck COMMAND [OPTION...] [ARGUMENT...]");
    root.addOption(
        OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .description("Show this help.")
            .build());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .type(boolean.class)
            .description("Show the version.")
            .build());
    root.usageMessage()
        .commandListHeading("%nCommands:%n")
        .footer(
            "%nExit codes:",
            "  0  ok",
            "  1  findings",
            "  2  the arguments make no sense",
            "  3  input unreadable or damaged, or nothing could be concluded",
            "  4  the surroundings failed: a result that cannot be written, no JDK 25, a failed build",
            "  70 a bug of archcheck",
            "%nExamples:",
            "  archcheck verify dist/",
            "  archcheck inspect app.exe",
            "%n'archcheck help COMMAND' says more.");
    root.addSubcommand("cgo", line(new CgoCommand().spec()));
    root.addSubcommand("checksum", line(new ChecksumCommand().spec()));
    root.addSubcommand("doctor", line(new DoctorCommand().spec()));
    root.addSubcommand("inspect", line(new InspectCommand().spec()));
    root.addSubcommand("toolchain", ToolchainCommands.tree());
    root.addSubcommand("verify", line(new VerifyCommand().spec()));
    root.addSubcommand("help", line(helpSpec()));
    return line(root);
  }

  private static CommandSpec helpSpec() {
    CommandSpec spec = CommandSpec.create().name("archcheck help");
    Options.help(spec, "Shows the help of a command.", "archcheck help [COMMAND...]");
    return spec;
  }

  private static @Nullable Command command(String name) {
    return switch (name) {
      case "cgo" -> new CgoCommand();
      case "checksum" -> new ChecksumCommand();
      case "doctor" -> new DoctorCommand();
      case "inspect" -> new InspectCommand();
      case "verify" -> new VerifyCommand();
      default -> null;
    };
  }

  private static boolean isHelp(String word) {
    return word.equals("help") || word.equals("--help") || word.equals("-h");
  }

  private static String[] rest(String[] args) {
    return Arrays.copyOfRange(args, 1, args.length);
  }

  static CommandLine line(CommandSpec spec) {
    // A file may be called @x or 'x': nothing in an argument is interpreted.
    return new CommandLine(spec)
        .setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setTrimQuotes(false);
  }

  private static int toolchain(String[] args, Surroundings surroundings)
      throws IOException, UsageException {
    if (args.length == 0 || isHelp(args[0])) {
      return help(
          args.length < 2
              ? new String[] {ToolchainCommands.NAME}
              : new String[] {ToolchainCommands.NAME, args[1]},
          surroundings);
    }
    Command command = ToolchainCommands.command(args[0]);
    if (command != null) {
      return run(command, rest(args), surroundings);
    }
    ToolchainCommands.tree().parseArgs(args);
    throw new UsageException("'" + args[0] + "' stands alone", "archcheck help toolchain");
  }

  private static int run(Command command, String[] args, Surroundings surroundings)
      throws IOException, UsageException {
    CommandLine line = line(command.spec());
    ParseResult arguments = line.parseArgs(args);
    if (arguments.isUsageHelpRequested()) {
      print(line, surroundings);
      return ExitCode.OK;
    }
    for (OptionSpec option : arguments.matchedOptions()) {
      if (option.stringValues().contains("")) {
        throw new UsageException(
            option.longestName() + " has an empty value", "is a variable not set?");
      }
    }
    return command.run(arguments, surroundings);
  }

  private static int help(String[] names, Surroundings surroundings) throws UsageException {
    CommandLine line = tree();
    for (String name : names) {
      CommandLine inner = line.getSubcommands().get(name);
      if (inner == null) {
        throw new UsageException("unknown command '" + name + "'", "archcheck help lists them");
      }
      line = inner;
    }
    print(line, surroundings);
    return ExitCode.OK;
  }

  /** {@return the help of a command} */
  static String usage(CommandLine line) {
    return line.getUsageMessage(Ansi.OFF);
  }

  private static void print(CommandLine line, Surroundings surroundings) {
    Page page = new Page(surroundings.out(), false);
    usage(line).lines().forEach(page::line);
    page.flush();
  }

  private static int usage(Surroundings surroundings, String message, String hint) {
    Messages.error(surroundings.err(), message);
    Messages.hint(surroundings.err(), hint);
    return ExitCode.USAGE;
  }

  private static String message(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String argument = unmatched.getUnmatched().getFirst();
      return unmatched.isUnknownOption()
          ? "unknown option '" + argument + "'"
          : "unknown command '" + argument + "'";
    }
    if (e instanceof MaxValuesExceededException) {
      return "given more than once: " + e.getMessage();
    }
    return String.valueOf(e.getMessage());
  }

  private static String suggestion(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        return "did you mean " + String.join(" or ", suggestions) + "?";
      }
    }
    String name = e.getCommandLine().getCommandName();
    return name.equals("archcheck") ? "archcheck help lists the commands" : name + " --help";
  }
}
