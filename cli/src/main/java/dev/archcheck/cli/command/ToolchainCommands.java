package dev.archcheck.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands below {@code archcheck toolchain}. Only the chosen command's options are built. */
final class ToolchainCommands {

  static final String NAME = "toolchain";

  private static final String[] NAMES = {
    "available",
    "bundle",
    "current",
    "env",
    "hook",
    "install",
    "list",
    "lock",
    "prune",
    "uninstall",
    "use",
    "verify",
    "which"
  };

  private ToolchainCommands() {}

  static @Nullable Command command(String name) {
    return switch (name) {
      case "available" -> new ToolchainAvailableCommand();
      case "bundle" -> new ToolchainBundleCommand();
      case "install" -> new ToolchainInstallCommand();
      case "current" -> new ToolchainCurrentCommand();
      case "env" -> new ToolchainEnvCommand();
      case "hook" -> new ToolchainHookCommand();
      case "use" -> new ToolchainUseCommand();
      case "which" -> new ToolchainWhichCommand();
      case "list" -> new ToolchainListCommand();
      case "lock" -> new ToolchainLockCommand();
      case "prune" -> new ToolchainPruneCommand();
      case "uninstall" -> new ToolchainUninstallCommand();
      case "verify" -> new ToolchainVerifyCommand();
      default -> null;
    };
  }

  /** {@return all of them, for help and suggestions} */
  static CommandLine tree() {
    CommandSpec spec = CommandSpec.create().name("archcheck " + NAME);
    Options.help(
        spec,
        "Finds, proves, installs and switches versions of Go.",
        "archcheck toolchain COMMAND [OPTION...] [ARGUMENT...]");
    spec.usageMessage()
        .commandListHeading("%nCommands:%n")
        .footer("%n'archcheck help toolchain COMMAND' says more.");
    for (String name : NAMES) {
      Command command = command(name);
      if (command != null) {
        spec.addSubcommand(name, Commands.line(command.spec()));
      }
    }
    return Commands.line(spec);
  }
}
