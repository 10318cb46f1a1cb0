package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Page;
import dev.archcheck.toolchain.activate.Pin;
import dev.archcheck.toolchain.activate.Resolution;
import dev.archcheck.toolchain.activate.Resolver;
import dev.archcheck.toolchain.activate.ShellHook;
import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.store.Installed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain use}. */
final class ToolchainUseCommand implements Command {

  /** What the hook sets when it calls: then what is for the session can be done. */
  private static final String HOOK = "ARCHCHECK_HOOK";

  private enum Scope {
    DEFAULT,
    LOCAL,
    SESSION
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain use");
    Options.help(
        spec,
        "Chooses the version of Go that applies.",
        "archcheck toolchain use VERSION [--default | --local | --session] [OPTION...]",
        "VERSION is installed: 1.27.0, 1.27rc1, or 1.27 for the newest installed release of it;",
        "or 'system': no version of the store, and PATH as it was without this program.");
    spec.addOption(
        Options.flag(
            "For everywhere, where no file says another one. This is assumed.", "--default"));
    spec.addOption(Options.flag("For this folder: writes its .go-version.", "--local"));
    spec.addOption(Options.flag("For this shell, which has the hook.", "--session"));
    spec.addOption(Options.flag("With --session: back to what files say.", "--undo"));
    spec.addOption(
        Options.value("OS/ARCH", "A version for another platform than this one.", Applying.TARGET));
    spec.addPositional(Options.arguments("VERSION", "0..1", "The version."));
    Options.addText(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  chosen",
            "  2  the arguments make no sense",
            "  3  the version is not installed, or not for this platform; nothing is changed",
            "  4  the choice cannot be written");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    Scope scope = scope(arguments);
    Applying applying = Applying.of(arguments, surroundings);
    List<String> words = Options.oneAtMost(arguments);
    if (Options.isSet(arguments, "--undo")) {
      return undo(scope, words, applying);
    }
    if (words.isEmpty()) {
      throw new UsageException(
          "which version?", "archcheck toolchain list shows what is installed");
    }
    if (scope == Scope.SESSION) {
      return session(arguments, applying, words.getFirst());
    }
    Resolution wanted = applying.named(words.getFirst());
    if (wanted instanceof Resolution.SystemGo) {
      return system(scope, arguments, surroundings, applying);
    }
    Installed installed = applying.installed(wanted);
    if (installed == null) {
      return ExitCode.INCONCLUSIVE;
    }
    return scope == Scope.LOCAL
        ? local(arguments, surroundings, applying, installed)
        : byDefault(arguments, surroundings, applying, installed);
  }

  private static Scope scope(ParseResult arguments) throws UsageException {
    Scope found = null;
    for (Scope scope : Scope.values()) {
      if (Options.isSet(arguments, "--" + scope.name().toLowerCase(java.util.Locale.ROOT))) {
        if (found != null) {
          throw new UsageException("--default, --local and --session exclude each other", "");
        }
        found = scope;
      }
    }
    return found == null ? Scope.DEFAULT : found;
  }

  private static int undo(Scope scope, List<String> words, Applying applying)
      throws UsageException {
    if (scope != Scope.SESSION || !words.isEmpty()) {
      throw new UsageException("--undo stands with --session alone", "");
    }
    requireHook(applying, "");
    return ExitCode.OK; // nothing on standard output: the hook forgets the session's version
  }

  private static int session(ParseResult arguments, Applying applying, String word)
      throws IOException, UsageException {
    requireHook(applying, word);
    Resolution found = applying.named(word);
    if (found instanceof Resolution.SystemGo) {
      return applying.raw(arguments, "system\n");
    }
    Installed installed = applying.installed(found);
    if (installed == null) {
      return ExitCode.INCONCLUSIVE;
    }
    applying.warn(installed);
    return applying.raw(arguments, installed.toolchain().name() + "\n");
  }

  private static void requireHook(Applying applying, String word) throws UsageException {
    if (applying.machine().variable(HOOK).isEmpty()) {
      String self = applying.self();
      String code = self + " toolchain env --shell bash " + (word.isEmpty() ? "--undo" : word);
      throw new UsageException(
          "a program cannot change the shell that started it: --session needs the hook",
          self + " toolchain hook SHELL prints it; without it: eval \"$(" + code + ")\"");
    }
  }

  /** The default goes, or the file says so. */
  private static int system(
      Scope scope, ParseResult arguments, Surroundings surroundings, Applying applying)
      throws IOException, UsageException {
    String done;
    if (scope == Scope.LOCAL) {
      done = Pin.systemHere(Resolver.workingFolder(surroundings.machine())) + ": system";
    } else {
      Pin.nowhere(applying.store());
      done = "default: none; where no file says a version, PATH is as it was";
    }
    int code = say(arguments, surroundings, applying, done);
    Resolution here = applying.here();
    if (!(here instanceof Resolution.SystemGo || here instanceof Resolution.None)) {
      applying.error("here it does not apply: " + here.source() + " goes first");
    }
    return code;
  }

  private static int local(
      ParseResult arguments, Surroundings surroundings, Applying applying, Installed installed)
      throws IOException, UsageException {
    if (!installed
        .toolchain()
        .platform()
        .equals(new HostProbe(surroundings.machine()).probe().platform())) {
      throw new UsageException(
          "a .go-version names no platform, so none for another platform either",
          "use --default or --session");
    }
    Path folder = Resolver.workingFolder(surroundings.machine());
    Path file = Pin.here(folder, installed.toolchain());
    return done(arguments, surroundings, applying, installed, file + ": ");
  }

  private static int byDefault(
      ParseResult arguments, Surroundings surroundings, Applying applying, Installed installed)
      throws IOException, UsageException {
    Pin.everywhere(applying.store(), installed.toolchain());
    return done(arguments, surroundings, applying, installed, "default: ");
  }

  private static int done(
      ParseResult arguments,
      Surroundings surroundings,
      Applying applying,
      Installed installed,
      String where)
      throws IOException, UsageException {
    int code = say(arguments, surroundings, applying, where + installed.toolchain());
    applying.warn(installed);
    if (!applying.isHere(installed.toolchain())) {
      applying.error("here it does not apply: " + applying.here().source() + " goes first");
    } else if (!isSwitched(applying)) {
      applying.hint(
          "this shell does not switch by itself: see "
              + applying.self()
              + " toolchain hook --help");
    }
    return code;
  }

  private static int say(
      ParseResult arguments, Surroundings surroundings, Applying applying, String done)
      throws IOException, UsageException {
    ShellHook.refresh(
        applying.store(),
        surroundings.machine(),
        new HostProbe(surroundings.machine()).probe().platform());
    return new Result(Options.text(arguments, "--output", ""))
        .write(
            surroundings,
            out -> {
              new Page(out, false).line(done).flush();
              return ExitCode.OK;
            });
  }

  private static boolean isSwitched(Applying applying) {
    return applying.onPath() instanceof GoOnPath.Installation found
        && found.path().startsWith(applying.store().versions());
  }
}
