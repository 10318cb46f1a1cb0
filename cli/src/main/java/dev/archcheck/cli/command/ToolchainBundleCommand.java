package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.BundleJson;
import dev.archcheck.cli.render.BundleText;
import dev.archcheck.cli.render.Page;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.install.BundleResult;
import dev.archcheck.toolchain.install.Bundler;
import dev.archcheck.toolchain.install.InstallRequest;
import dev.archcheck.toolchain.release.VersionQuery;
import dev.archcheck.toolchain.store.Seal;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain bundle}. */
final class ToolchainBundleCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain bundle");
    Options.help(
        spec,
        "Packs a version of Go with its proofs into one file.",
        "archcheck toolchain bundle [OPTION...] VERSION",
        "'archcheck toolchain install --offline FILE.bundle' proves and installs it on a machine",
        "without a network, by the keys that this program has. Nothing in a bundle is believed",
        "because it stands there.");
    spec.addPositional(
        Options.arguments("VERSION", "1", "1.27.0, 1.27 (its newest), 1.28rc1, stable or latest."));
    TargetOption.addTo(spec);
    spec.addOption(
        Options.value(
            "FILE", "Where to. Default: go1.27.0.linux-amd64.bundle, and so on.", "--output"));
    spec.addOption(RequireOption.spec());
    KeyringOption.addTo(spec);
    NetworkOptions.addTo(spec);
    Options.addView(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  the bundle is written",
            "  1  refused: a proof fails; nothing is written",
            "  2  the arguments make no sense",
            "  3  damaged, not proven, or not published",
            "  4  it cannot be had, or the bundle cannot be written",
            "%nExample:",
            "  archcheck toolchain bundle --target windows/arm64 1.27.0");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    InstallRequest request = request(arguments, surroundings);
    Path file = file(arguments);
    boolean json = Options.json(arguments);
    boolean coloured = Options.colour(arguments, surroundings);
    NetworkOptions.sites(surroundings); // a setting that makes no sense is said at once
    Bundler bundler =
        Bundler.of(
            surroundings.machine(),
            Store.of(surroundings.machine()),
            NetworkOptions.http(arguments, surroundings),
            InstantSource.system(),
            KeyringOption.read(arguments));
    BundleResult result;
    try (DownloadProgress progress = DownloadProgress.of(surroundings)) {
      result = bundler.bundle(request, file, progress);
    } catch (FetchException e) {
      return NetworkOptions.failed(surroundings, e);
    }
    List<String> notes =
        switch (result) {
          case BundleResult.Made made -> made.notes();
          case BundleResult.NotMade(var why) -> why.notes();
        };
    notes.forEach(note -> Messages.error(surroundings.err(), note));
    return new Result("")
        .write(
            surroundings,
            out -> {
              if (json) {
                new BundleJson(out).write(result);
              } else {
                new BundleText(new Page(out, coloured)).print(result);
              }
              return switch (result) {
                case BundleResult.Made _ -> ExitCode.OK;
                case BundleResult.NotMade(var why) -> ToolchainInstallCommand.code(why);
              };
            });
  }

  private static InstallRequest request(ParseResult arguments, Surroundings surroundings)
      throws UsageException {
    List<String> words = Options.positionals(arguments);
    if (words.size() != 1) {
      throw new UsageException("one version at a time", "archcheck toolchain bundle 1.27.0");
    }
    Optional<VersionQuery> version = VersionQuery.parse(words.getFirst());
    if (version.isEmpty()) {
      throw new UsageException(
          "'" + words.getFirst() + "' is no version of Go", "archcheck toolchain available");
    }
    Platform host = new HostProbe(surroundings.machine()).probe().platform();
    Platform target = TargetOption.read(arguments, host);
    Seal.Asked asked = target.equals(host) ? Seal.Asked.NATIVE : Seal.Asked.TARGET;
    return new InstallRequest(
        version.get(), target, asked, RequireOption.read(arguments), Store.Existing.KEPT);
  }

  private static @Nullable Path file(ParseResult arguments) throws UsageException {
    String name = Options.text(arguments, "--output", "");
    try {
      return name.isEmpty() ? null : Path.of(name);
    } catch (InvalidPathException e) {
      throw new UsageException("'" + name + "' cannot name a file: " + e.getReason(), "");
    }
  }
}
