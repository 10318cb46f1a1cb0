package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.InstallJson;
import dev.archcheck.cli.render.InstallText;
import dev.archcheck.cli.render.Page;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.Watcher;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.install.InstallRequest;
import dev.archcheck.toolchain.install.InstallResult;
import dev.archcheck.toolchain.install.Installer;
import dev.archcheck.toolchain.install.LocalFile;
import dev.archcheck.toolchain.lock.LockReader;
import dev.archcheck.toolchain.lock.MalformedLockException;
import dev.archcheck.toolchain.lock.ToolchainLock;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.release.VersionQuery;
import dev.archcheck.toolchain.store.Seal;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain install}. */
final class ToolchainInstallCommand implements Command {

  private static final String LOCKED = "--locked";
  private static final String AS = "--as";
  private static final String OFFLINE = "--offline";
  private static final String REINSTALL = "--reinstall";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain install");
    Options.help(
        spec,
        "Downloads, proves and installs a version of Go.",
        "archcheck toolchain install [OPTION...] VERSION|FILE",
        "From go.dev/dl, or where that cannot be asked, from the module proxies of GOPROXY; or",
        "from an archive or a bundle on this machine. What is refuted or not proven is not",
        "installed, and the store stays as it was.");
    spec.addPositional(
        Options.arguments(
            "VERSION|FILE",
            "0..1",
            "1.27.0, 1.27 (its newest), 1.28rc1, stable or latest. What has a slash in it, or ends"
                + " in .tar.gz, .zip or .bundle, is a file."));
    TargetOption.addTo(spec);
    spec.addOption(
        Options.optionalValue(
            "FILE",
            "Install exactly what the lock FILE says (default: "
                + ToolchainLock.FILE
                + "); without a VERSION, the one that it has.",
            ToolchainLock.FILE,
            LOCKED));
    spec.addOption(
        Options.value(
            "NAME", "The FILE is this release, whatever it is called: go1.27.0.linux-amd64.", AS));
    spec.addOption(
        Options.flag(
            "Use no network: only what is stored here, beside the file or in the bundle.",
            OFFLINE));
    spec.addOption(
        Options.flag(
            "Install it anew where it is installed already. It stays until the new one is proven.",
            REINSTALL));
    spec.addOption(RequireOption.spec());
    KeyringOption.addTo(spec);
    NetworkOptions.addTo(spec);
    Options.addCommon(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  installed, or installed already",
            "  1  refused: a proof fails, the archive is not what it must be, or the lock lacks it",
            "  2  the arguments make no sense",
            "  3  damaged, not proven, or not published",
            "  4  it cannot be had, or the store cannot be written",
            "%nExamples:",
            "  archcheck toolchain install 1.27.0",
            "  archcheck toolchain install --target darwin/arm64 --require log stable",
            "  archcheck toolchain install --locked",
            "  archcheck toolchain install --offline --require log go1.27.0.linux-amd64.bundle");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    Origin origin = origin(arguments);
    InstallRequest request = request(arguments, surroundings, origin);
    boolean json = Options.json(arguments);
    boolean coloured = Options.colour(arguments, surroundings);
    NetworkOptions.sites(surroundings); // a setting that makes no sense is said at once
    Installer installer =
        Installer.of(
            surroundings.machine(),
            Store.of(surroundings.machine()),
            NetworkOptions.http(arguments, surroundings),
            InstantSource.system(),
            KeyringOption.read(arguments),
            Options.isSet(arguments, OFFLINE)
                ? LogAccess.Network.OFFLINE
                : LogAccess.Network.ALLOWED);
    InstallResult result;
    try (DownloadProgress progress = DownloadProgress.of(surroundings)) {
      result = install(installer, request, origin, progress);
    } catch (FetchException e) {
      return NetworkOptions.failed(surroundings, e);
    } catch (MalformedLockException e) {
      Messages.error(surroundings.err(), String.valueOf(e.getMessage()));
      Messages.hint(surroundings.err(), "archcheck toolchain lock writes a new one");
      return ExitCode.INCONCLUSIVE;
    }
    notes(result, surroundings);
    int code =
        new Result(Options.text(arguments, "--output", ""))
            .write(
                surroundings,
                out -> {
                  if (json) {
                    new InstallJson(out).write(result);
                  } else {
                    new InstallText(new Page(out, coloured)).print(result);
                  }
                  return code(result);
                });
    afterwards(result, json, arguments, surroundings);
    return code;
  }

  /** Says what comes next, below what was said of the result. */
  private static void afterwards(
      InstallResult result, boolean json, ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    switch (result) {
      case InstallResult.NotInstalled no when no.reason() == InstallResult.Reason.NOT_LOCKED ->
          Messages.hint(surroundings.err(), "archcheck toolchain lock writes another lock");
      case InstallResult.Done done when !json && done.seal().asked() == Seal.Asked.NATIVE -> {
        Applying applying = Applying.of(arguments, surroundings);
        GoToolchain installed = done.seal().toolchain();
        if (!applying.isHere(installed)) {
          Messages.next(
              surroundings.err(),
              applying.self() + " toolchain use " + installed.version().substring("go".length()));
        }
      }
      case InstallResult.Done _, InstallResult.AlreadyThere _, InstallResult.NotInstalled _ -> {
        // nothing more is to be done, or what is to be done has been said
      }
    }
  }

  /** What to install from. */
  private sealed interface Origin {}

  private record Released(VersionQuery version) implements Origin {}

  private record Locked(String lock, VersionQuery version) implements Origin {}

  private record OfBundle(Path file) implements Origin {}

  private record OfArchive(LocalFile file) implements Origin {}

  private static InstallResult install(
      Installer installer, InstallRequest request, Origin origin, Watcher watcher)
      throws IOException {
    return switch (origin) {
      case Released _ -> installer.install(request, watcher);
      case Locked(String lock, _) ->
          installer.installLocked(request, LockReader.read(Path.of(lock)), lock, watcher);
      case OfBundle(Path file) -> installer.installBundle(request, file, watcher);
      case OfArchive(LocalFile file) -> installer.installFile(request, file, watcher);
    };
  }

  private static Origin origin(ParseResult arguments) throws IOException, UsageException {
    List<String> words = Options.positionals(arguments);
    String lock = Options.text(arguments, LOCKED, "");
    if (words.size() > 1 || (words.isEmpty() && lock.isEmpty())) {
      throw new UsageException("one version at a time", "archcheck toolchain install 1.27.0");
    }
    String word = words.isEmpty() ? "" : words.getFirst();
    if (!lock.isEmpty()) {
      requireNoFile(word);
    }
    if (isFile(word) || Options.isSet(arguments, AS)) {
      return ofFile(word, lock, arguments);
    }
    if (!lock.isEmpty()) {
      requireFile(lock, "archcheck toolchain lock VERSION writes one");
      return new Locked(lock, word.isEmpty() ? new VersionQuery.All() : version(word));
    }
    return new Released(version(word));
  }

  private static boolean isFile(String word) {
    return word.contains("/") || word.contains("\\") || isArchive(word);
  }

  private static boolean isArchive(String word) {
    return word.endsWith(".tar.gz") || word.endsWith(".zip") || word.endsWith(".bundle");
  }

  /** Whoever names the lock after a blank means it; an archive cannot be meant. */
  private static void requireNoFile(String word) throws UsageException {
    if (isArchive(word)) {
      throw new UsageException(
          LOCKED + " installs what the lock names, and not the file '" + word + "'",
          "without " + LOCKED + " it is installed from the file");
    }
    if (isFile(word) || isThere(word)) {
      throw new UsageException(
          "'" + word + "' stands where a VERSION belongs; a lock is named with an equals sign",
          LOCKED + "=" + word);
    }
  }

  private static boolean isThere(String word) {
    try {
      return !word.isEmpty() && Files.isRegularFile(Path.of(word));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private static Origin ofFile(String word, String lock, ParseResult arguments)
      throws IOException, UsageException {
    if (!lock.isEmpty() || word.isEmpty()) {
      throw new UsageException(
          AS + " says what a FILE is, and " + LOCKED + " installs what the lock names", "");
    }
    Path path = requireFile(word, "");
    String said = Options.text(arguments, AS, "");
    if (LocalFile.isBundle(path)) {
      if (!said.isEmpty()) {
        throw new UsageException(AS + " is for archives: a bundle says what it is", "");
      }
      return new OfBundle(path);
    }
    Optional<LocalFile> file = said.isEmpty() ? LocalFile.of(path) : LocalFile.as(path, said);
    return new OfArchive(
        file.orElseThrow(() ->
            new UsageException(
                "'"
                    + (said.isEmpty() ? path.getFileName() : said)
                    + "' is not the name of a release of Go",
                "say what it is: " + AS + " go1.27.0.linux-amd64")));
  }

  private static Path requireFile(String word, String hint) throws UsageException {
    try {
      Path path = Path.of(word);
      if (!Files.isRegularFile(path)) {
        throw new UsageException("'" + word + "' is no file", hint);
      }
      return path;
    } catch (InvalidPathException e) {
      throw new UsageException("'" + word + "' cannot name a file: " + e.getReason(), "");
    }
  }

  private static VersionQuery version(String word) throws UsageException {
    return VersionQuery.parse(word)
        .orElseThrow(() ->
            new UsageException(
                "'" + word + "' is no version of Go", "archcheck toolchain available"));
  }

  private static void notes(InstallResult result, Surroundings surroundings) {
    for (String note : result.notes()) {
      Messages.error(surroundings.err(), note);
    }
  }

  private static int code(InstallResult result) {
    return switch (result) {
      case InstallResult.Done _, InstallResult.AlreadyThere _ -> ExitCode.OK;
      case InstallResult.NotInstalled no -> code(no);
    };
  }

  static int code(InstallResult.NotInstalled no) {
    return switch (no.reason()) {
      case REFUSED, NOT_LOCKED -> ExitCode.FINDINGS;
      case DAMAGED, NOT_PROVEN, NOT_PUBLISHED -> ExitCode.INCONCLUSIVE;
    };
  }

  private static InstallRequest request(
      ParseResult arguments, Surroundings surroundings, Origin origin) throws UsageException {
    VersionQuery version =
        switch (origin) {
          case Released(VersionQuery query) -> query;
          case Locked(_, VersionQuery query) -> query;
          case OfBundle _, OfArchive _ -> new VersionQuery.All();
        };
    Platform host = new HostProbe(surroundings.machine()).probe().platform();
    Platform target = TargetOption.read(arguments, host);
    Seal.Asked asked = target.equals(host) ? Seal.Asked.NATIVE : Seal.Asked.TARGET;
    return new InstallRequest(
        version,
        target,
        asked,
        RequireOption.read(arguments),
        Options.isSet(arguments, REINSTALL) ? Store.Existing.REPLACED : Store.Existing.KEPT);
  }
}
