package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.activate.GoSetting;
import dev.archcheck.toolchain.activate.Resolution;
import dev.archcheck.toolchain.activate.Resolver;
import dev.archcheck.toolchain.activate.ShellCode;
import dev.archcheck.toolchain.activate.Source;
import dev.archcheck.toolchain.discover.Fit;
import dev.archcheck.toolchain.go.GoFinder;
import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** What the commands have in common that ask which version of Go applies. */
final class Applying {

  static final String TARGET = "--target";

  /** As much of a hostile file as a message needs. */
  private static final int SHOWN = 60;

  private final Surroundings surroundings;
  private final Store store;
  private final Platform platform;
  private final Resolver resolver;

  private Applying(Surroundings surroundings, Platform platform) {
    this.surroundings = surroundings;
    this.store = Store.of(surroundings.machine());
    this.platform = platform;
    this.resolver = new Resolver(store, platform, surroundings.machine());
  }

  /** {@return for this machine, or for what {@code --target} says} */
  static Applying of(ParseResult arguments, Surroundings surroundings) throws UsageException {
    boolean asked = arguments.commandSpec().findOption(TARGET) != null;
    String target = asked ? Options.text(arguments, TARGET, "") : "";
    if (target.isEmpty()) {
      return new Applying(surroundings, new HostProbe(surroundings.machine()).probe().platform());
    }
    return new Applying(surroundings, TargetOption.platform(target));
  }

  Store store() {
    return store;
  }

  Platform platform() {
    return platform;
  }

  Machine machine() {
    return surroundings.machine();
  }

  /** {@return what applies in the current folder} */
  Resolution here() throws IOException {
    return resolver.resolve(Resolver.workingFolder(machine()));
  }

  /** {@return whether a version is the one that applies in the current folder} */
  boolean isHere(GoToolchain toolchain) throws IOException {
    return here() instanceof Resolution.Chosen chosen
        && chosen.installed().toolchain().equals(toolchain);
  }

  /** {@return what a version on the command line means} */
  Resolution named(String version) throws IOException, UsageException {
    Resolution found = resolver.named(version);
    if (found instanceof Resolution.Invalid) {
      throw new UsageException(
          "'" + version + "' is no version of Go", "1.27.0, 1.27rc1, or 1.27 for the newest of it");
    }
    return found;
  }

  /** {@return the version, or null after saying why there is none} */
  @Nullable Installed installed(Resolution found) throws IOException {
    switch (found) {
      case Resolution.Chosen(var _, var _, Installed installed) when isOurs(installed, found) -> {
        return installed;
      }
      case Resolution.Chosen(var _, var _, Installed installed) -> foreign(installed);
      case Resolution.Missing(Source source, String wanted) -> missing(source, wanted);
      case Resolution.Invalid(Source source, String said) -> invalid(source, said);
      case Resolution.SystemGo(Source source) ->
          error(source + " wants the Go of the system, which is not in the store");
      case Resolution.None _ -> {
        error("no version of Go applies here");
        hint("archcheck toolchain use VERSION sets a default");
      }
    }
    return null;
  }

  /** What a file or the default says of another platform was asked for when it was written. */
  private boolean isOurs(Installed installed, Resolution found) {
    return found.source().kind() != Source.Kind.FLAG
        || installed.toolchain().platform().equals(platform);
  }

  private void foreign(Installed installed) {
    Platform other = installed.toolchain().platform();
    error(installed.toolchain().name() + " is for " + other + ", and this is " + platform);
    hint(TARGET + " " + other + " takes it all the same");
  }

  private void missing(Source source, String wanted) throws IOException {
    String who = source.kind() == Source.Kind.FLAG ? "" : ": " + source + " wants it";
    error("go" + wanted + " for " + platform + " is not installed" + who);
    for (Installed other : store.list()) {
      GoToolchain toolchain = other.toolchain();
      if (toolchain.version().equals("go" + wanted)) {
        error(toolchain.version() + " is installed for " + toolchain.platform());
      }
    }
    boolean isHost = platform.equals(new HostProbe(machine()).probe().platform());
    hint("archcheck toolchain install " + (isHost ? "" : TARGET + " " + platform + " ") + wanted);
  }

  private void invalid(Source source, String said) {
    String shown = said.length() > SHOWN ? said.substring(0, SHOWN) + "..." : said;
    error(
        said.isEmpty()
            ? source + ": cannot be read, or names no version of Go"
            : source + ": '" + shown + "' is no version of Go that can be installed");
    hint("1.27.0, 1.27rc1, or 1.27 for the newest of it");
  }

  /** Says what keeps the version from being what starts: this machine, or settings. */
  void warn(Installed installed) {
    warnOfMachine(installed.toolchain(), Fit.of(installed, machine()));
    for (GoSetting setting : against(installed)) {
      boolean kept = !setting.place().isEmpty();
      String where = kept ? " in " + setting.place() : " in the environment";
      error(setting.name() + "=" + setting.value() + where + " outweighs this choice");
      hint((kept ? "go env -u " : "unset ") + setting.name());
    }
  }

  private void warnOfMachine(GoToolchain toolchain, Fit fit) {
    Platform here = new HostProbe(machine()).probe().platform();
    switch (fit.kind()) {
      case NATIVE, COMPATIBLE -> {
        // it runs
      }
      case EMULATED -> error(toolchain + " runs here (" + here + ") only by " + fit.by());
      case FOREIGN ->
          error(toolchain + ": its programs do not run on this machine, which is " + here);
      case UNKNOWN ->
          error(
              toolchain
                  + ": its programs may not run on this machine, which is "
                  + here
                  + ": "
                  + fit.by());
    }
  }

  /** {@return those settings; a GOROOT of the environment is cleared and not weighed} */
  List<GoSetting> against(Installed installed) {
    return GoSetting.against(installed.toolchain(), installed.goroot(), machine());
  }

  /** {@return the go command of the system, or null after saying that there is none} */
  @Nullable Path system() {
    Map<String, String> environment = new HashMap<>(machine().environment());
    environment.put("PATH", withoutStore(machine().variable("PATH")));
    Machine outside =
        new Machine(machine().root(), machine().osName(), machine().osArch(), environment);
    switch (new GoFinder(outside).find()) {
      case GoOnPath.Installation found -> {
        return found.path();
      }
      case GoOnPath.Shim shim -> {
        return shim.path();
      }
      case GoOnPath.Unreadable one -> {
        return one.path();
      }
      case GoOnPath.Absent _ -> {
        error("the Go of the system is wanted, and there is none on PATH");
        return null;
      }
    }
  }

  private String withoutStore(String path) {
    String separator = machine().os().equals(Os.WINDOWS) ? ";" : ":";
    StringJoiner rest = new StringJoiner(separator);
    for (String entry : path.split(separator, -1)) {
      if (!ShellCode.isBin(store, entry)) {
        rest.add(entry);
      }
    }
    return rest.toString();
  }

  /** Says so where this shell starts another go. */
  void tellWhetherSwitched(Installed installed) {
    String other =
        switch (onPath()) {
          case GoOnPath.Installation found when found.path().equals(installed.command()) -> "";
          case GoOnPath.Installation found -> "the go on PATH is " + found.path();
          case GoOnPath.Shim shim -> "the go on PATH is " + shim.what();
          case GoOnPath.Unreadable one -> "the go on PATH cannot be read: " + one.path();
          case GoOnPath.Absent _ -> "there is no go on PATH";
        };
    if (!other.isEmpty()) {
      error("this shell is not switched to it: " + other);
      hint(
          self()
              + " toolchain env --help, or for every folder "
              + self()
              + " toolchain hook --help");
    }
  }

  /** {@return what starts this program on the command line} */
  String self() {
    return new Launcher(machine()).command();
  }

  /** Says so where a shell does not find this program by its name, which the hook calls it by. */
  void tellWhetherOnPath() {
    Launcher launcher = new Launcher(machine());
    if (!launcher.isOnPath()) {
      error(
          "archcheck is not on PATH; the hook switches without it, but 'archcheck toolchain use'"
              + " is not found then");
      hint(
          "put "
              + launcher
                  .file()
                  .map(Path::getParent)
                  .map(Path::toString)
                  .orElse("the folder of its launcher")
              + " on PATH");
    }
  }

  /** {@return the Go on PATH as it is} */
  GoOnPath onPath() {
    return new GoFinder(machine()).find();
  }

  void error(String message) {
    Messages.error(surroundings.err(), message);
  }

  void hint(String hint) {
    Messages.hint(surroundings.err(), hint);
  }

  /** Writes what another program reads, byte for byte. */
  int raw(ParseResult arguments, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Result(Options.text(arguments, "--output", ""))
        .write(
            surroundings,
            out -> {
              out.write(bytes);
              return ExitCode.OK;
            });
  }
}
