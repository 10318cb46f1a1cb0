package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.toolchain.activate.Resolution;
import dev.archcheck.toolchain.activate.Shell;
import dev.archcheck.toolchain.activate.ShellCode;
import dev.archcheck.toolchain.activate.UnsayableException;
import dev.archcheck.toolchain.store.Installed;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain env}. */
final class ToolchainEnvCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain env");
    Options.help(
        spec,
        "Prints code for a shell that puts a version of Go first on PATH.",
        "archcheck toolchain env --shell SHELL [VERSION | --undo] [OPTION...]",
        "Without VERSION: the one that applies in this folder. No other entry of PATH is touched,",
        "and GOROOT is cleared, because the go command finds its own root.");
    spec.addOption(
        Options.value("SHELL", "bash, zsh, fish, pwsh, cmd or nu. Default: $SHELL.", "--shell"));
    spec.addOption(Options.flag("Code that takes the store's versions off PATH.", "--undo"));
    spec.addOption(
        Options.value("OS/ARCH", "A version for another platform than this one.", Applying.TARGET));
    spec.addPositional(Options.arguments("VERSION", "0..1", "An installed version."));
    Options.addText(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  the code is printed",
            "  2  the arguments make no sense",
            "  3  no version applies, or it is not installed; nothing is printed",
            "  4  PATH in that shell cannot name the store, or the result cannot be written",
            "%nExamples:",
            "  eval \"$(archcheck toolchain env --shell bash 1.27.0)\"",
            "  archcheck toolchain env --shell fish | source",
            "  archcheck toolchain env --shell pwsh | Out-String | Invoke-Expression",
            "  for /f \"delims=\" %%i in ('archcheck toolchain env --shell cmd') do @%%i");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    Applying applying = Applying.of(arguments, surroundings);
    Shell shell = shell(arguments, surroundings);
    List<String> words = Options.oneAtMost(arguments);
    ShellCode code = new ShellCode(shell, applying.store(), surroundings.machine());
    try {
      return Options.isSet(arguments, "--undo")
          ? undo(arguments, applying, code, words)
          : activate(arguments, applying, code, words);
    } catch (UnsayableException e) {
      return cannotSay(applying, shell, e);
    }
  }

  static int cannotSay(Applying applying, Shell shell, UnsayableException e) {
    applying.error(
        "PATH in "
            + shell.word()
            + " cannot hold "
            + e.getMessage()
            + ", and there is one in "
            + (shell == Shell.CMD ? "PATH or " : "")
            + applying.store().root());
    applying.hint("set ARCHCHECK_HOME to a plainer folder");
    return ExitCode.ENVIRONMENT;
  }

  private static Shell shell(ParseResult arguments, Surroundings surroundings)
      throws UsageException {
    String said = Options.text(arguments, "--shell", surroundings.machine().variable("SHELL"));
    return Shell.named(said)
        .orElseThrow(() ->
            new UsageException(
                said.isEmpty() ? "for which shell?" : "unknown shell '" + said + "'",
                "--shell bash, zsh, fish, pwsh, cmd or nu"));
  }

  private static int undo(
      ParseResult arguments, Applying applying, ShellCode code, List<String> words)
      throws IOException, UsageException {
    if (!words.isEmpty()) {
      throw new UsageException("--undo takes no version", "");
    }
    return applying.raw(arguments, code.deactivate());
  }

  private static int activate(
      ParseResult arguments, Applying applying, ShellCode code, List<String> words)
      throws IOException, UsageException {
    Resolution found = words.isEmpty() ? applying.here() : applying.named(words.getFirst());
    if (found instanceof Resolution.SystemGo) {
      return applying.raw(arguments, code.deactivate());
    }
    Installed installed = applying.installed(found);
    if (installed == null) {
      return ExitCode.INCONCLUSIVE;
    }
    applying.warn(installed);
    return applying.raw(arguments, code.activate(installed));
  }
}
