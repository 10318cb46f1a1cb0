package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.activate.Resolution;
import dev.archcheck.toolchain.store.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain which}. */
final class ToolchainWhichCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain which");
    Options.help(
        spec,
        "Prints the path of the go command that applies, and nothing else.",
        "archcheck toolchain which [VERSION | go | gofmt] [OPTION...]");
    spec.addOption(
        Options.value("OS/ARCH", "A version for another platform than this one.", Applying.TARGET));
    spec.addPositional(
        Options.arguments("VERSION|COMMAND", "0..1", "A version, or the command: go or gofmt."));
    Options.addText(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  the path is printed",
            "  2  the arguments make no sense",
            "  3  no version applies, or it is not installed, or its command is not there",
            "  4  the result cannot be written");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    Applying applying = Applying.of(arguments, surroundings);
    List<String> words = Options.oneAtMost(arguments);
    String word = words.isEmpty() ? "go" : words.getFirst();
    boolean isCommand = word.equals("go") || word.equals("gofmt");
    Path bin = bin(applying, isCommand ? applying.here() : applying.named(word));
    if (bin == null) {
      return ExitCode.INCONCLUSIVE;
    }
    String suffix = surroundings.machine().os().equals(Os.WINDOWS) ? ".exe" : "";
    Path command = isCommand && !word.equals("go") ? bin.resolveSibling(word + suffix) : bin;
    if (!Files.isRegularFile(command)) {
      applying.error(command + " is not there");
      applying.hint("archcheck toolchain verify");
      return ExitCode.INCONCLUSIVE;
    }
    return applying.raw(arguments, command + System.lineSeparator());
  }

  private static @Nullable Path bin(Applying applying, Resolution found) throws IOException {
    if (found instanceof Resolution.SystemGo) {
      return applying.system();
    }
    Installed installed = applying.installed(found);
    return installed == null ? null : installed.command();
  }
}
