package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Page;
import dev.archcheck.cli.render.TreeJson;
import dev.archcheck.cli.render.TreeText;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.check.LogCheck;
import dev.archcheck.toolchain.check.OfficialModules;
import dev.archcheck.toolchain.check.SealCheck;
import dev.archcheck.toolchain.check.TreeReport;
import dev.archcheck.toolchain.download.Downloader;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.Patience;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.release.ModuleProxies;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain verify}. */
final class ToolchainVerifyCommand implements Command {

  private static final String OFFLINE = "--offline";
  private static final String SEAL_ONLY = "--seal-only";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain verify");
    Options.help(
        spec,
        "Checks that an installed Go still is what was published.",
        "archcheck toolchain verify [OPTION...] [VERSION|GOROOT...]",
        "A version of this program's store is held against its seal, and against the checksum",
        "database by the proof in the seal; where there is none, the database is asked. A GOROOT",
        "that others installed is held against the database; if it differs, the files are named.",
        "Without arguments: every version in the store.");
    spec.addPositional(
        Options.arguments(
            "VERSION|GOROOT", "0..*", "A version in the store, or a folder with a slash in it."));
    TargetOption.addTo(spec);
    spec.addOption(Options.flag("Use nothing but what is stored on this machine.", OFFLINE));
    spec.addOption(
        Options.flag(
            "Believe the seal of a version alone where it holds no proof of the database.",
            SEAL_ONLY));
    spec.addOption(Options.flag("Name every difference.", "-v", "--verbose"));
    NetworkOptions.addTo(spec);
    Options.addCommon(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  everything is as it was sealed or published",
            "  1  something differs",
            "  2  the arguments make no sense",
            "  3  something could not be checked",
            "  4  the result cannot be written",
            "%nExamples:",
            "  archcheck toolchain verify",
            "  archcheck toolchain verify 1.27.0",
            "  archcheck toolchain verify /usr/local/go");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    boolean json = Options.json(arguments);
    boolean coloured = Options.colour(arguments, surroundings);
    boolean verbose = Options.isSet(arguments, "--verbose");
    List<NotInstalledException> absent = new ArrayList<>();
    List<TreeReport> reports = reports(arguments, surroundings, absent);
    for (NotInstalledException one : absent) {
      Messages.error(surroundings.err(), String.valueOf(one.getMessage()));
      Messages.hint(surroundings.err(), one.hint());
    }
    if (reports.isEmpty() && !absent.isEmpty()) {
      return ExitCode.INCONCLUSIVE;
    }
    if (reports.isEmpty()) {
      Messages.error(surroundings.err(), "no version of Go is installed in the store");
      Messages.hint(surroundings.err(), "archcheck toolchain install stable");
      return ExitCode.INCONCLUSIVE;
    }
    int end =
        new Result(Options.text(arguments, "--output", ""))
            .write(
                surroundings,
                out -> {
                  if (json) {
                    new TreeJson(out).write(reports);
                  } else {
                    new TreeText(new Page(out, coloured), verbose).print(reports);
                  }
                  int code = code(reports);
                  return code == ExitCode.OK && !absent.isEmpty() ? ExitCode.INCONCLUSIVE : code;
                });
    if (!json) {
      hintAtReplacing(reports, surroundings);
    }
    return end;
  }

  /** Only what is in the store can be replaced by this program. */
  private static void hintAtReplacing(List<TreeReport> reports, Surroundings surroundings) {
    Path versions = Store.of(surroundings.machine()).versions();
    Platform host = new HostProbe(surroundings.machine()).probe().platform();
    for (TreeReport report : reports) {
      GoToolchain toolchain = GoToolchain.parse(report.name()).orElse(null);
      if (report.outcome() == TreeReport.Outcome.DIFFERENT
          && toolchain != null
          && report.goroot().startsWith(versions)) {
        boolean isNative = toolchain.platform().equals(host);
        Messages.hint(
            surroundings.err(),
            new Launcher(surroundings.machine()).command()
                + " toolchain install --reinstall "
                + (isNative ? "" : TargetOption.NAME + " " + toolchain.platform() + " ")
                + toolchain.version().substring("go".length())
                + " replaces it");
        return; // the others are replaced the same way
      }
    }
  }

  private static int code(List<TreeReport> reports) {
    int code = ExitCode.OK;
    for (TreeReport report : reports) {
      switch (report.outcome()) {
        case INTACT -> {
          // as it should be
        }
        case DIFFERENT -> {
          return ExitCode.FINDINGS;
        }
        case NOT_CHECKED -> code = ExitCode.INCONCLUSIVE;
      }
    }
    return code;
  }

  /**
   * {@return what became of each tree}
   *
   * @param absent is told what was named and is not there; the rest is checked all the same
   */
  private static List<TreeReport> reports(
      ParseResult arguments, Surroundings surroundings, List<NotInstalledException> absent)
      throws IOException, UsageException {
    Store store = Store.of(surroundings.machine());
    Http http = NetworkOptions.http(arguments, surroundings);
    ModuleProxies proxies =
        ModuleProxies.of(surroundings.machine(), http, NetworkOptions.sites(surroundings));
    LogAccess.Network network =
        Options.isSet(arguments, OFFLINE) ? LogAccess.Network.OFFLINE : LogAccess.Network.ALLOWED;
    LogAccess log = LogAccess.of(surroundings.machine(), store, http, proxies, network);
    SealCheck seals =
        new SealCheck(
            log,
            Options.isSet(arguments, SEAL_ONLY)
                ? SealCheck.Without.BELIEVE
                : SealCheck.Without.ASK);
    List<TreeReport> reports = new ArrayList<>();
    List<String> words = Options.positionals(arguments);
    if (words.isEmpty()) {
      List<Installed> all = new ArrayList<>(store.list());
      all.addAll(store.incomplete());
      for (Installed installed : all) {
        if (isMeant(installed, arguments, surroundings)) {
          reports.add(seals.check(installed));
        }
      }
      return reports;
    }
    try (DownloadProgress progress = DownloadProgress.of(surroundings)) {
      OfficialModules modules =
          new OfficialModules(
              surroundings.machine(),
              proxies,
              new Downloader(http, store.downloads(), Patience.USUAL),
              network,
              progress);
      LogCheck logs = new LogCheck(log, modules);
      for (String word : words) {
        try {
          Optional<Installed> installed = installed(store, word, arguments, surroundings);
          reports.add(
              installed.isPresent() ? seals.check(installed.get()) : logs.check(goroot(word)));
        } catch (NotInstalledException e) {
          absent.add(e);
        }
      }
    }
    return reports;
  }

  /** Without a target all platforms are meant, and not only that of the machine. */
  private static boolean isMeant(
      Installed installed, ParseResult arguments, Surroundings surroundings) throws UsageException {
    Platform platform = installed.toolchain().platform();
    return !Options.isSet(arguments, TargetOption.NAME)
        || TargetOption.read(arguments, new HostProbe(surroundings.machine()).probe().platform())
            .equals(platform);
  }

  private static Optional<Installed> installed(
      Store store, String word, ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException, NotInstalledException {
    if (word.contains("/") || word.contains("\\")) {
      return ofFolder(store, goroot(word));
    }
    Platform host = new HostProbe(surroundings.machine()).probe().platform();
    Platform target = TargetOption.read(arguments, host);
    List<Installed> found = store.matching(word, target);
    if (found.isEmpty()) {
      found = store.incomplete(word, target);
    }
    if (found.isEmpty()) {
      NotInstalledException.requireVersion(word);
      throw new NotInstalledException(
          "no version '" + word + "' is installed in the store",
          "archcheck toolchain list shows what is; a GOROOT is named with a slash: ./" + word);
    }
    return Optional.of(found.getFirst());
  }

  /** A folder of the store has a seal, which says more than the log alone. */
  private static Optional<Installed> ofFolder(Store store, Path goroot) throws IOException {
    for (Installed installed : store.list()) {
      if (Files.isSameFile(installed.goroot(), goroot)) {
        return Optional.of(installed);
      }
    }
    return Optional.empty();
  }

  private static Path goroot(String word) throws UsageException, NotInstalledException {
    try {
      Path path = Path.of(word);
      if (!Files.isDirectory(path)) {
        throw new NotInstalledException(
            "'" + word + "' is no folder", "name the GOROOT: go env GOROOT");
      }
      return path;
    } catch (InvalidPathException e) {
      throw new UsageException("'" + word + "' cannot name a folder: " + e.getReason(), "");
    }
  }
}
