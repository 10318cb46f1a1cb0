package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.InstallJson;
import dev.archcheck.cli.render.InstallText;
import dev.archcheck.cli.render.Page;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.install.InstallRequest;
import dev.archcheck.toolchain.install.InstallResult;
import dev.archcheck.toolchain.install.Installer;
import dev.archcheck.toolchain.release.VersionQuery;
import dev.archcheck.toolchain.store.Seal;
import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain install}. */
final class ToolchainInstallCommand implements Command {

  private static final String REQUIRE = "--require";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain install");
    Options.help(
        spec,
        "Downloads, proves and installs a version of Go.",
        "archcheck toolchain install [OPTION...] VERSION",
        "From go.dev/dl, or where that cannot be asked, from the module proxies of GOPROXY. What",
        "is refuted or not proven is not installed, and the store stays as it was.");
    spec.addPositional(
        Options.arguments("VERSION", "1", "1.27.0, 1.27 (its newest), 1.28rc1, stable or latest."));
    TargetOption.addTo(spec);
    spec.addOption(
        Options.value(
            "KIND",
            "What must be proven at the least, the weakest first: sidecar, index, pinned, signature"
                + " or log. Default: index.",
            REQUIRE));
    KeyringOption.addTo(spec);
    NetworkOptions.addTo(spec);
    Options.addCommon(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  installed, or installed already",
            "  1  refused: a proof fails, or the archive is not what it must be",
            "  2  the arguments make no sense",
            "  3  damaged, not proven, or not published",
            "  4  it cannot be had, or the store cannot be written",
            "%nExamples:",
            "  archcheck toolchain install 1.27.0",
            "  archcheck toolchain install --target darwin/arm64 --require log stable");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    InstallRequest request = request(arguments, surroundings);
    boolean json = Options.json(arguments);
    boolean coloured = Options.colour(arguments, surroundings);
    NetworkOptions.sites(surroundings); // a setting that makes no sense is said at once
    Installer installer =
        Installer.of(
            surroundings.machine(),
            Store.of(surroundings.machine()),
            NetworkOptions.http(arguments, surroundings),
            InstantSource.system(),
            KeyringOption.read(arguments));
    InstallResult result;
    try (DownloadProgress progress = DownloadProgress.of(surroundings)) {
      result = installer.install(request, progress);
    } catch (FetchException e) {
      return NetworkOptions.failed(surroundings, e);
    }
    notes(result, surroundings);
    return new Result(Options.text(arguments, "--output", ""))
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
  }

  private static void notes(InstallResult result, Surroundings surroundings) {
    List<String> notes =
        switch (result) {
          case InstallResult.Done done -> done.notes();
          case InstallResult.NotInstalled no -> no.notes();
          case InstallResult.AlreadyThere _ -> List.of();
        };
    for (String note : notes) {
      Messages.error(surroundings.err(), note);
    }
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
    ProofKind require =
        ProofKind.of(
            Options.choice(arguments, REQUIRE, "index", "sidecar", "pinned", "signature", "log"));
    Platform host = new HostProbe(surroundings.machine()).probe().platform();
    Platform target = TargetOption.read(arguments, host);
    Seal.Asked asked = target.equals(host) ? Seal.Asked.NATIVE : Seal.Asked.TARGET;
    return new InstallRequest(
        version.get(), target, asked, require == null ? ProofKind.INDEX : require);
  }
}
