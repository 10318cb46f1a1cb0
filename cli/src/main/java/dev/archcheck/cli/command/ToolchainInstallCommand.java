package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.InstallText;
import dev.archcheck.cli.render.Page;
import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.HttpSettings;
import dev.archcheck.toolchain.download.UrlConnectionHttp;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.install.InstallRequest;
import dev.archcheck.toolchain.install.InstallResult;
import dev.archcheck.toolchain.install.Installer;
import dev.archcheck.toolchain.release.VersionQuery;
import dev.archcheck.toolchain.store.Seal;
import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain install}. */
final class ToolchainInstallCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain install");
    Options.help(
        spec,
        "Downloads, proves and installs a version of Go.",
        "archcheck toolchain install [OPTION...] VERSION");
    spec.addPositional(
        Options.arguments("VERSION", "1", "1.27.0, 1.27 (its newest), 1.28rc1, stable or latest."));
    spec.addOption(
        Options.value(
            "OS/ARCH", "For another platform than this machine's: linux/arm64.", "--target"));
    spec.addOption(
        Options.value(
            "KIND",
            "The least that must be proven: sidecar, index, pinned, signature or log."
                + " Default: index.",
            "--require"));
    spec.addOption(
        Options.value("FILE", "More certificates of authorities to trust, PEM.", "--ca-file"));
    Options.addCommon(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    InstallRequest request = request(arguments, surroundings);
    String caFile = Options.text(arguments, "--ca-file", "");
    UrlConnectionHttp http =
        UrlConnectionHttp.of(
            HttpSettings.of(surroundings.machine(), caFile.isEmpty() ? null : Path.of(caFile)));
    Installer installer =
        Installer.of(
            surroundings.machine(), Store.of(surroundings.machine()), http, InstantSource.system());
    InstallResult result;
    try {
      result = installer.install(request, (_, _) -> {});
    } catch (FetchException e) {
      Messages.error(surroundings.err(), String.valueOf(e.getMessage()));
      Messages.hint(surroundings.err(), e.hint());
      return ExitCode.ENVIRONMENT;
    }
    boolean coloured = Options.colour(arguments, surroundings);
    return new Result(Options.text(arguments, "--output", ""))
        .write(
            surroundings,
            out -> {
              new InstallText(new Page(out, coloured)).print(result);
              return code(result);
            });
  }

  private static int code(InstallResult result) {
    return switch (result) {
      case InstallResult.Done _, InstallResult.AlreadyThere _ -> ExitCode.OK;
      case InstallResult.NotInstalled no ->
          switch (no.reason()) {
            case REFUSED -> ExitCode.FINDINGS;
            case DAMAGED, NOT_PROVEN, NOT_PUBLISHED -> ExitCode.INCONCLUSIVE;
          };
    };
  }

  private static InstallRequest request(ParseResult arguments, Surroundings surroundings)
      throws UsageException {
    List<String> words = Options.positionals(arguments);
    if (words.size() != 1) {
      throw new UsageException("one version at a time", "archcheck toolchain install 1.27.0");
    }
    Optional<VersionQuery> version = VersionQuery.parse(words.getFirst());
    if (version.isEmpty()) {
      throw new UsageException(
          "'" + words.getFirst() + "' is no version of Go", "archcheck toolchain available");
    }
    ProofKind require = ProofKind.of(Options.text(arguments, "--require", "index"));
    if (require == null) {
      throw new UsageException("--require is one of sidecar, index, pinned, signature, log", "");
    }
    Platform host = new HostProbe(surroundings.machine()).probe().platform();
    Platform target = target(Options.text(arguments, "--target", ""), host);
    return new InstallRequest(
        version.get(),
        target,
        target.equals(host) ? Seal.Asked.NATIVE : Seal.Asked.TARGET,
        require);
  }

  private static Platform target(String said, Platform host) throws UsageException {
    if (said.isEmpty()) {
      return host;
    }
    int slash = said.indexOf('/');
    if (slash <= 0 || slash == said.length() - 1) {
      throw new UsageException(
          "--target: '" + said + "' is no platform",
          "platforms are written as Go writes them: linux/arm64");
    }
    return new Platform(new Os(said.substring(0, slash)), new Arch(said.substring(slash + 1)));
  }
}
