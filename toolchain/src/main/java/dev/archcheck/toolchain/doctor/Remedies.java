package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.activate.Shell;
import dev.archcheck.toolchain.activate.UnsayableException;
import dev.archcheck.toolchain.discover.InstallRecord;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.toolchain.doctor.SettingFacts.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What mends something, for the system and the shell of one machine. */
final class Remedies {

  /** Settings that {@code go env -u} refuses, or at which it stops before it can take them out. */
  private static final Set<String> NOT_BY_GO =
      Set.of("GOROOT", "GODEBUG", "GOENV", "GOEXE", "GOPATH", "GOWORK");

  private final Os os;
  private final Shell shell;

  /** The shells of this family share no syntax with the others. */
  private final boolean csh;

  private final String startFile;
  private final List<InstallRecord> records;

  /** Whether the go that is found knows GOTOOLCHAIN, which is of Go 1.21. */
  private final boolean knowsToolchains;

  Remedies(
      Os os, String shell, String startFile, List<InstallRecord> records, boolean knowsToolchains) {
    this.os = os;
    this.csh = shell.equals("csh") || shell.equals("tcsh");
    this.shell = Shell.named(shell).orElse(os.equals(Os.WINDOWS) ? Shell.PWSH : Shell.BASH);
    this.startFile = startFile;
    this.records = records;
    this.knowsToolchains = knowsToolchains;
  }

  // Settings.

  /** {@return what takes a setting out of the layer that it is in, here and for good} */
  List<Step> unset(SettingFacts setting, Layer layer) {
    return switch (layer.kind()) {
      case ENVIRONMENT -> unset(setting);
      case USER_FILE -> List.of(outOfFile(setting, layer.place()));
      case GOROOT_FILE ->
          List.of(Step.action("take " + setting.name() + " out of " + layer.place()));
    };
  }

  private List<Step> unset(SettingFacts setting) {
    String name = setting.name();
    List<Step> steps = new ArrayList<>();
    for (Origin origin : setting.origins()) {
      switch (origin.source()) {
        case START_FILE -> {}
        case REGISTRY_USER -> steps.add(inRegistry(name, "$null", "User"));
        case REGISTRY_MACHINE -> steps.add(inRegistry(name, "$null", "Machine"));
      }
    }
    steps.add(
        Step.command(
            csh
                ? "unsetenv " + name
                : switch (shell) {
                  case FISH -> "set -e " + name;
                  case NU -> "hide-env " + name;
                  case PWSH -> "Remove-Item Env:" + name;
                  case CMD -> "set " + name + "=";
                  case BASH, ZSH -> "unset " + name;
                }));
    forGood(steps, setting, "take it out of ");
    return steps;
  }

  /** Elsewhere than on Windows only a file can say it to the shells to come. */
  private void forGood(List<Step> steps, SettingFacts setting, String what) {
    boolean inFile = false;
    for (Origin origin : setting.origins()) {
      if (origin.source() == SettingFacts.Source.START_FILE) {
        inFile = true;
        steps.add(Step.action(what + origin.place() + ", line " + origin.line()));
      }
    }
    if (!inFile && !os.equals(Os.WINDOWS)) {
      steps.add(
          Step.action("no start file of a shell sets it: " + what + "what started this shell"));
    }
  }

  private static Step inRegistry(String name, String value, String scope) {
    return Step.command(
        "[Environment]::SetEnvironmentVariable('" + name + "', " + value + ", '" + scope + "')");
  }

  private Step outOfFile(SettingFacts setting, String file) {
    String name = setting.name();
    boolean counts = setting.of(SettingFacts.Kind.ENVIRONMENT).isEmpty();
    if (name.equals("GOTOOLCHAIN") && counts && knowsToolchains) {
      // Go does this even where it stops at the value (cmd/go/internal/toolchain, Select).
      return Step.command("go env -w GOTOOLCHAIN=auto");
    }
    if (name.equals("GOTOOLCHAIN") && !knowsToolchains) {
      return line(name, file);
    }
    if (!NOT_BY_GO.contains(name) && GoSettings.OF_GO.contains(name)) {
      return Step.command("go env -u " + name);
    }
    return line(name, file);
  }

  /** {@return what takes a line out of the file without go} */
  private Step line(String name, String file) {
    String path;
    if (!name.matches("[A-Za-z0-9_ \t]+")) {
      return Step.action("take the line " + name + "=… out of " + file);
    }
    try {
      path = shell.quote(file);
    } catch (UnsayableException _) {
      return Step.action("take the line " + name + "=… out of " + file);
    }
    String pattern = "'^" + name + "='";
    return Step.command(
        switch (shell) {
          case PWSH -> "(Get-Content " + path + ") -notmatch " + pattern + " | Set-Content " + path;
          case NU ->
              "open -r " + path + " | lines | where $it !~ " + pattern + " | save -f " + path;
          case CMD -> "notepad " + path;
          case BASH, ZSH, FISH -> "sed -i.bak '/^" + name + "=/d' " + path;
        });
  }

  /** {@return what gives a setting another value in the layer that it is in} */
  List<Step> set(SettingFacts setting, Layer layer, String value) {
    String quoted;
    try {
      quoted = shell.quote(value);
    } catch (UnsayableException _) {
      return List.of(Step.action("set " + setting.name() + " to " + value));
    }
    String name = setting.name();
    if (Secrets.isHidden(value)) {
      // What was left out here must not be lost there.
      String place = layer.place().isEmpty() ? "where it is set" : "in " + layer.place();
      return List.of(Step.action("mend it " + place + ", with what is left out here"));
    }
    if (layer.kind() == SettingFacts.Kind.USER_FILE && NOT_BY_GO.contains(name)) {
      return List.of(
          line(name, layer.place()),
          Step.action("if it is to stay, write " + name + "=" + value + " into that file"));
    }
    return switch (layer.kind()) {
      case USER_FILE ->
          List.of(
              Step.command(
                  "go env -w "
                      + (shell.equals(Shell.CMD) ? name + "=" + quoted : assignment(name, value))));
      case GOROOT_FILE ->
          List.of(Step.action("change " + name + " in " + layer.place() + " to " + value));
      case ENVIRONMENT -> {
        List<Step> steps = new ArrayList<>();
        for (Origin origin : setting.origins()) {
          switch (origin.source()) {
            case START_FILE -> {}
            case REGISTRY_USER -> steps.add(inRegistry(name, quoted, "User"));
            case REGISTRY_MACHINE -> steps.add(inRegistry(name, quoted, "Machine"));
          }
        }
        steps.add(Step.command(setting(name, quoted)));
        forGood(steps, setting, "change it in ");
        yield steps;
      }
    };
  }

  private String assignment(String name, String value) {
    String all = name + "=" + value;
    try {
      return all.matches("[A-Za-z0-9_=./:@+-]+") ? all : shell.quote(all);
    } catch (UnsayableException _) {
      return all; // the value was quoted before
    }
  }

  private String setting(String name, String quoted) {
    if (csh) {
      return "setenv " + name + " " + quoted;
    }
    return switch (shell) {
      case FISH -> "set -gx " + name + " " + quoted;
      case NU -> "$env." + name + " = " + quoted;
      case PWSH -> "$env:" + name + " = " + quoted;
      case CMD -> "set " + name + "=" + quoted;
      case BASH, ZSH -> "export " + name + "=" + quoted;
    };
  }

  // PATH.

  /** {@return what puts a folder first on PATH} */
  List<Step> first(String folder) {
    String quoted;
    try {
      quoted = shell.quote(folder);
    } catch (UnsayableException _) {
      return List.of(Step.action("put " + folder + " first on PATH"));
    }
    if (os.equals(Os.WINDOWS)) {
      return List.of(
          Step.command(
              "[Environment]::SetEnvironmentVariable('Path', "
                  + quoted
                  + " + ';' + [Environment]::GetEnvironmentVariable('Path', 'User'), 'User')"),
          Step.action(
              "move it above the other in the system's Path, which Windows puts before the user's,"
                  + " and open a new terminal"));
    }
    String line =
        csh
            ? "setenv PATH " + quoted + ":\"$PATH\""
            : switch (shell) {
              case FISH -> "set -gx PATH " + quoted + " $PATH";
              case NU -> "$env.PATH = ($env.PATH | prepend " + quoted + ")";
              case PWSH -> "$env:PATH = " + quoted + " + ':' + $env:PATH";
              case BASH, ZSH, CMD -> "export PATH=" + quoted + ":\"$PATH\"";
            };
    return List.of(
        Step.command(line),
        Step.action(
            "write the same line at the end of "
                + (startFile.isEmpty() ? "the start file of this shell" : startFile)));
  }

  // Installations.

  /** {@return what puts a version of the store in place of the go that a shell starts} */
  List<Step> install(String version, String platform) {
    String target = platform.isEmpty() ? "" : "--target " + platform + " ";
    List<Step> steps = new ArrayList<>();
    steps.add(Step.command("archcheck toolchain install " + target + version));
    steps.add(Step.command("archcheck toolchain use " + version));
    steps.add(
        csh
            ? Step.action(
                "put the bin folder of that version first on PATH: archcheck toolchain which")
            : Step.command(
                switch (shell) {
                  case FISH -> "archcheck toolchain env --shell fish | source";
                  case NU -> "archcheck toolchain env --shell nu | save -f go.nu; source go.nu";
                  case PWSH ->
                      "archcheck toolchain env --shell pwsh | Out-String | Invoke-Expression";
                  case CMD ->
                      "for /f \"delims=\" %i in ('archcheck toolchain env --shell cmd') do @%i";
                  case ZSH -> "eval \"$(archcheck toolchain env --shell zsh)\"";
                  case BASH -> "eval \"$(archcheck toolchain env --shell bash)\"";
                }));
    return steps;
  }

  /** {@return what puts a go of the right platform in the place of a wrong one} */
  List<Step> replace(GoFacts wrong, String platform) {
    if (wrong.maker().equals("homebrew")) {
      return List.of(
          Step.command("arch -arm64 /opt/homebrew/bin/brew install go"),
          first("/opt/homebrew/bin").getFirst());
    }
    String version = wrong.release();
    String word = version.startsWith("go") ? version.substring(2) : "stable";
    List<Step> steps = new ArrayList<>(install(word, platform));
    // The wrong one goes last, when there is another.
    if (wrong.maker().equals("go.dev") && os.equals(Os.WINDOWS)) {
      for (InstallRecord record : records) {
        steps.add(Step.action("uninstall \"" + record.name() + "\" in the settings of Windows"));
      }
      if (records.isEmpty()) {
        steps.add(
            Step.action(
                "uninstall \"Go Programming Language "
                    + wrong.platform().substring(wrong.platform().indexOf('/') + 1)
                    + "\" in the settings of Windows"));
      }
      steps.add(Step.action("delete what is left of " + wrong.goroot()));
      if (!word.equals("stable")) {
        String arch = platform.substring(platform.indexOf('/') + 1);
        steps.add(Step.action("or install go" + word + ".windows-" + arch + ".msi in its place"));
      }
    } else if (wrong.maker().equals("go.dev")) {
      steps.add(Step.action("remove the wrong one when the other works: " + wrong.goroot()));
    }
    return steps;
  }

  /** {@return what installs a command of Go again in the folder in which a wrong one is} */
  Step reinstall(String folder, String packagePath) {
    String install = "go install " + packagePath + "@latest";
    String quoted;
    try {
      quoted = shell.quote(folder);
    } catch (UnsayableException _) {
      return Step.action(install + " with GOBIN=" + folder);
    }
    if (csh || shell == Shell.FISH) {
      return Step.command("env GOBIN=" + quoted + " " + install);
    }
    return Step.command(
        switch (shell) {
          case PWSH -> "$env:GOBIN = " + quoted + "; " + install + "; Remove-Item Env:GOBIN";
          case NU -> "with-env {GOBIN: " + quoted + "} { " + install + " }";
          case CMD -> "set GOBIN=" + quoted + "&& " + install;
          case BASH, ZSH, FISH -> "GOBIN=" + quoted + " " + install;
        });
  }

  /** {@return what takes away the toolchains that go keeps for itself} */
  List<Step> withoutCached(String folder) {
    return List.of(
        Step.command(
            os.equals(Os.WINDOWS)
                ? "go clean -modcache"
                : "chmod -R u+w " + word(folder) + " && rm -rf " + word(folder)));
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
