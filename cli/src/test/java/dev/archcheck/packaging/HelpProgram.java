package dev.archcheck.packaging;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The help of a command with what commands have: options, parameters, defaults, a subcommand. */
@Command(
    name = "archcheck",
    mixinStandardHelpOptions = true,
    version = "1",
    description = "Will this binary run @|bold natively|@ there?",
    subcommands = HelpProgram.Inspect.class)
public final class HelpProgram implements Supplier<String> {
  @Option(
      names = {"-f", "--format"},
      paramLabel = "<format>",
      defaultValue = "text",
      description = "How the result is printed (default: ${DEFAULT-VALUE}).")
  private String format = "";

  @Parameters(arity = "0..*", description = "Files, folders and archives.")
  private List<String> paths = List.of();

  @Override
  public String get() {
    CommandLine line = new CommandLine(this);
    line.parseArgs("--format=" + format.strip() + "json", "a", "b");
    return line.getUsageMessage()
        + line.getSubcommands().get("inspect").getUsageMessage()
        + String.join(",", paths)
        + format;
  }

  @Command(name = "inspect", description = "Shows what a binary is.")
  static final class Inspect {
    @Option(names = "--depth", description = "A number.")
    int depth;
  }
}
