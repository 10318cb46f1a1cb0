package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.AvailableJson;
import dev.archcheck.cli.render.AvailableText;
import dev.archcheck.cli.render.Page;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.release.Availability;
import dev.archcheck.toolchain.release.Catalog;
import dev.archcheck.toolchain.release.Catalogs;
import dev.archcheck.toolchain.release.ModuleProxies;
import dev.archcheck.toolchain.release.ReleaseSites;
import dev.archcheck.toolchain.release.VersionQuery;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code archcheck toolchain available}. */
final class ToolchainAvailableCommand implements Command {

  private static final String ALL_TARGETS = "--all-targets";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("archcheck toolchain available");
    Options.help(
        spec,
        "Lists the released versions of Go, and what each can be proven by.",
        "archcheck toolchain available [OPTION...] [VERSION]",
        "The newest first, for this machine's own platform. The list of go.dev/dl is kept; where",
        "it cannot be asked, that is used, or else what the module proxies of GOPROXY serve.");
    spec.addPositional(
        Options.arguments(
            "VERSION",
            "0..1",
            "1.27: all of its releases. 1.27.0, 1.27rc1: this one. stable: no previews. latest: the"
                + " newest stable one."));
    spec.addOption(
        Options.value("OS/ARCH", "For this platform, in Go's names: windows/arm64.", "--target"));
    spec.addOption(Options.flag("For all platforms, with sources and installers.", ALL_TARGETS));
    NetworkOptions.addTo(spec);
    Options.addCommon(spec);
    spec.usageMessage()
        .footer(
            "%nExit codes:",
            "  0  something can be had",
            "  1  there is no such version, or none for the platform",
            "  2  the arguments make no sense",
            "  3  nothing was found, in a list that need not be complete",
            "  4  no list could be had");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    VersionQuery query = query(Options.oneAtMost(arguments));
    Platform target = target(arguments, surroundings);
    boolean json = Options.json(arguments);
    boolean colour = Options.colour(arguments, surroundings);
    Catalog catalog;
    try {
      catalog = catalogs(arguments, surroundings).load();
    } catch (FetchException e) {
      return NetworkOptions.failed(surroundings, e);
    }
    Availability availability = Availability.of(catalog, query, target);
    int written =
        new Result(Options.text(arguments, "--output", ""))
            .write(
                surroundings,
                out -> {
                  if (json) {
                    new AvailableJson(out).write(availability);
                  } else {
                    new AvailableText(new Page(out, colour)).print(availability);
                  }
                  return ExitCode.OK;
                });
    return written == ExitCode.OK ? conclusion(availability, surroundings) : written;
  }

  private static Catalogs catalogs(ParseResult arguments, Surroundings surroundings)
      throws IOException, UsageException {
    Http http = NetworkOptions.http(arguments, surroundings);
    ReleaseSites sites = NetworkOptions.sites(surroundings);
    return new Catalogs(
        http,
        sites,
        ModuleProxies.of(surroundings.machine(), http, sites),
        Store.of(surroundings.machine()),
        InstantSource.system());
  }

  private static int conclusion(Availability availability, Surroundings surroundings) {
    Catalog.Origin origin = availability.catalog().origin();
    String note = AvailableText.note(origin, InstantSource.system().instant());
    if (!note.isEmpty()) {
      Messages.error(surroundings.err(), note);
    }
    if (availability.outcome() == Availability.Outcome.AVAILABLE) {
      return ExitCode.OK;
    }
    Messages.error(surroundings.err(), AvailableText.refusal(availability));
    Messages.hint(surroundings.err(), AvailableText.hint(availability));
    return availability.isCertain() ? ExitCode.FINDINGS : ExitCode.INCONCLUSIVE;
  }

  private static VersionQuery query(List<String> words) throws UsageException {
    if (words.isEmpty()) {
      return new VersionQuery.All();
    }
    return VersionQuery.parse(words.getFirst())
        .orElseThrow(() ->
            new UsageException(
                "'" + words.getFirst() + "' is no version of Go",
                "1.27, 1.27.0, 1.27rc1, stable or latest"));
  }

  private static @Nullable Platform target(ParseResult arguments, Surroundings surroundings)
      throws UsageException {
    String said = Options.text(arguments, "--target", "");
    boolean all = Options.isSet(arguments, ALL_TARGETS);
    if (all && Options.isSet(arguments, "--target")) {
      throw new UsageException("--target and " + ALL_TARGETS + " exclude each other", "");
    }
    if (all) {
      return null;
    }
    if (!Options.isSet(arguments, "--target")) {
      return new HostProbe(surroundings.machine()).probe().platform();
    }
    return TargetOption.platform(said);
  }
}
