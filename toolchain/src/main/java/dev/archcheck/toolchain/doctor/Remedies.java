package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.activate.Shell;
import dev.archcheck.toolchain.activate.UnsayableException;
import java.util.ArrayList;
import java.util.List;

/** Commands that mend something, for the system and the shell of one machine. */
final class Remedies {

  private final Os os;
  private final Shell shell;

  Remedies(Os os, Shell shell) {
    this.os = os;
    this.shell = shell;
  }

  /** {@return what takes a variable out of the environment, here and for good} */
  List<String> unset(String variable) {
    if (os.equals(Os.WINDOWS)) {
      return List.of(
          "[Environment]::SetEnvironmentVariable('" + variable + "', $null, 'User')",
          "[Environment]::SetEnvironmentVariable('" + variable + "', $null, 'Machine')",
          "Remove-Item Env:" + variable);
    }
    String here =
        switch (shell) {
          case FISH -> "set -e " + variable;
          case NU -> "hide-env " + variable;
          case PWSH -> "Remove-Item Env:" + variable;
          case BASH, ZSH, CMD -> "unset " + variable;
        };
    return List.of(here, "take it out of " + startFile() + ", if it is set there");
  }

  private String startFile() {
    return switch (shell) {
      case FISH -> "~/.config/fish/config.fish";
      case NU -> "~/.config/nushell/env.nu";
      case PWSH -> "$PROFILE";
      case ZSH -> "~/.zshrc and ~/.zprofile";
      case BASH, CMD -> "~/.bashrc and ~/.profile";
    };
  }

  /** {@return what takes a setting out of the file that {@code go env -w} writes} */
  List<String> unsetInFile(String name) {
    return List.of("go env -u " + name);
  }

  /** {@return what puts a folder first on PATH} */
  List<String> first(String folder) {
    String quoted;
    try {
      quoted = shell.quote(folder);
    } catch (UnsayableException _) {
      return List.of("put " + folder + " first on PATH");
    }
    if (os.equals(Os.WINDOWS)) {
      return List.of(
          "[Environment]::SetEnvironmentVariable('Path', "
              + quoted
              + " + ';' + [Environment]::GetEnvironmentVariable('Path', 'User'), 'User')",
          "move it above the other in the system's Path, which Windows puts before the user's");
    }
    return List.of(
        switch (shell) {
          case FISH -> "set -gx PATH " + quoted + " $PATH";
          case NU -> "$env.PATH = ($env.PATH | prepend " + quoted + ")";
          case PWSH -> "$env:PATH = " + quoted + " + ':' + $env:PATH";
          case BASH, ZSH, CMD -> "export PATH=" + quoted + ":\"$PATH\"";
        },
        "write the same line at the end of " + startFile());
  }

  /** {@return what puts a go of the right platform in the place of a wrong one} */
  List<String> replace(GoFacts wrong, String platform) {
    List<String> commands = new ArrayList<>();
    String arch = platform.substring(platform.indexOf('/') + 1);
    switch (wrong.maker()) {
      case "homebrew" -> {
        commands.add("arch -arm64 /opt/homebrew/bin/brew install go");
        commands.add("put /opt/homebrew/bin before /usr/local/bin on PATH");
        return commands;
      }
      case "go.dev" -> {
        if (os.equals(Os.WINDOWS)) {
          commands.add(
              "uninstall \"Go Programming Language "
                  + wrong.platform().substring(wrong.platform().indexOf('/') + 1)
                  + "\", then delete "
                  + wrong.goroot());
        } else {
          commands.add("sudo rm -rf " + word(wrong.goroot()));
        }
      }
      default -> {}
    }
    String version = wrong.knownVersion();
    String word = version.startsWith("go") ? version.substring(2) : "stable";
    commands.add("archcheck toolchain install --target " + platform + " " + word);
    commands.add("archcheck toolchain use " + word);
    if (os.equals(Os.WINDOWS) && wrong.maker().equals("go.dev")) {
      commands.add("or install go" + word + ".windows-" + arch + ".msi");
    }
    return commands;
  }

  /** {@return what takes away the toolchains that go keeps for itself} */
  List<String> withoutCached(String folder) {
    return List.of(
        os.equals(Os.WINDOWS)
            ? "go clean -modcache"
            : "chmod -R u+w " + word(folder) + " && rm -rf " + word(folder));
  }

  /** {@return a path as one word of the shell; plain ones stay as they are} */
  private String word(String path) {
    if (path.matches("[A-Za-z0-9/._@+-]+")) {
      return path;
    }
    try {
      return shell.quote(path);
    } catch (UnsayableException _) {
      return path; // no command can name it; people can
    }
  }
}
