package dev.archcheck.cli.command;

import dev.archcheck.cli.Surroundings;
import dev.archcheck.toolchain.activate.Shell;
import dev.archcheck.toolchain.activate.ShellHook;
import dev.archcheck.toolchain.activate.UnsayableException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain hook}. */
final class ToolchainHookCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain hook");
    Options.help(
        spec,
        "Prints the line that makes a shell switch Go by folder.",
        "archcheck toolchain hook SHELL [OPTION...]",
        "The line belongs into the shell's own file; what it reads is written into the store.");
    spec.addPositional(Options.arguments("SHELL", "1", "bash, zsh, fish, pwsh or nu."));
    Options.addText(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  the line is printed",
            "  2  the arguments make no sense",
            "  4  PATH in that shell cannot name the store, or something cannot be written",
            "%nExamples:",
            "  archcheck toolchain hook bash >> ~/.bashrc",
            "  archcheck toolchain hook zsh >> ~/.zshrc",
            "  archcheck toolchain hook fish >> $__fish_config_dir/config.fish",
            "  archcheck toolchain hook nu | save --append $nu.config-path",
            "  archcheck toolchain hook pwsh | Add-Content $PROFILE");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    Applying applying = Applying.of(arguments, surroundings);
    Shell shell = shell(Options.oneAtMost(arguments));
    ShellHook hook = new ShellHook(shell, applying.store(), surroundings.machine());
    try {
      String line = hook.line();
      hook.write(applying.platform());
      int code = applying.raw(arguments, line + "\n");
      applying.tellWhetherOnPath();
      return code;
    } catch (UnsayableException e) {
      return ToolchainEnvCommand.cannotSay(applying, shell, e);
    }
  }

  private static Shell shell(List<String> words) throws UsageException {
    String word = words.getFirst();
    Shell shell =
        Shell.named(word)
            .orElseThrow(() ->
                new UsageException("unknown shell '" + word + "'", "bash, zsh, fish, pwsh or nu"));
    if (!shell.hasHook()) {
      throw new UsageException(
          "nothing of cmd runs at its prompt, so it cannot switch by itself",
          "for /f \"delims=\" %i in ('archcheck toolchain env --shell cmd') do @%i");
    }
    return shell;
  }
}
