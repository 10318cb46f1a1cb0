package dev.archcheck.toolchain.release;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.download.AllFailedException;
import dev.archcheck.toolchain.download.Document;
import dev.archcheck.toolchain.download.Fetch;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.FetchException.Kind;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.Netrc;
import dev.archcheck.toolchain.download.Source;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.verify.sumdb.ToolchainModule;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The module proxies of this user, asked by Go's rules: an entry before a comma passes on only what
 * it does not have (404, 410), one before a vertical bar passes on whatever fails.
 */
public final class ModuleProxies {

  private static final int MAX_LIST = 8 << 20;
  private static final String VERSIONS = ToolchainModule.PATH + "/@v/";
  private static final String PREFIX = "v0.0.1-";
  private static final URI SETTING = URI.create("GOPROXY");

  /**
   * What the proxies serve of {@code golang.org/toolchain}.
   *
   * @param from which of them said so
   */
  public record Listing(ReleaseIndex index, URI from) {}

  private final Http http;
  private final Supplier<Optional<ProxyList>> finder;
  private final Netrc netrc;
  private final ReleaseSites sites;
  private @Nullable ProxyList found;

  /**
   * Proxies of a list that is found when it is first needed.
   *
   * @param sites what {@code direct} means for toolchains
   */
  public ModuleProxies(
      Http http, Supplier<Optional<ProxyList>> finder, Netrc netrc, ReleaseSites sites) {
    this.http = http;
    this.finder = finder;
    this.netrc = netrc;
    this.sites = sites;
  }

  /** {@return the proxies of a machine's user} */
  public static ModuleProxies of(Machine machine, Http http, ReleaseSites sites) {
    return new ModuleProxies(http, new ProxyListFinder(machine)::find, Netrc.of(machine), sites);
  }

  /**
   * {@return the list}
   *
   * @throws FetchException if nothing names one, or Go would not accept it
   */
  public synchronized ProxyList proxies() throws FetchException {
    ProxyList list = found;
    if (list == null) {
      try {
        list = finder.get().orElse(null);
      } catch (IllegalArgumentException e) {
        throw new FetchException(SETTING, Kind.NOT_CONFIGURED, String.valueOf(e.getMessage()));
      }
      if (list == null) {
        throw new FetchException(
            SETTING,
            Kind.NOT_CONFIGURED,
            "no module proxy is known: neither the environment nor a Go on PATH names one");
      }
      found = list;
    }
    return list;
  }

  /**
   * {@return a small resource that the proxies serve}
   *
   * @param path below the address of a proxy, escaped as Go escapes modules, without a slash in
   *     front
   * @param limit how many bytes it may have
   * @throws FetchException if none of those that may be asked serves it
   */
  public Document get(String path, int limit) throws FetchException {
    List<FetchException> failures = new ArrayList<>();
    Fetch fetch = new Fetch(http);
    for (Source source : sources(path)) {
      try {
        return fetch.get(source.url(), limit);
      } catch (FetchException e) {
        FetchException failure = explained(e);
        failures.add(failure);
        if (!source.passesOn(failure)) {
          break;
        }
      }
    }
    throw AllFailedException.of(failures);
  }

  /**
   * {@return the same failure; a proxy that refuses says nothing of whether there is such a thing}
   */
  private static FetchException explained(FetchException e) {
    return e.status() == 403 ? e.saying("this proxy does not serve it: " + e.problem()) : e;
  }

  /**
   * {@return where a resource may be asked for, in order}
   *
   * @throws FetchException if there is nowhere to ask
   */
  public List<Source> sources(String path) throws FetchException {
    List<Source> sources = new ArrayList<>();
    for (ProxyList.Entry entry : proxies().entries()) {
      switch (entry) {
        case ProxyList.Proxy(URI url, Source.Passing passing) ->
            sources.add(new Source(netrc.apply(url.resolve(path)), passing));
        case ProxyList.Direct _ -> {
          // The origin of the toolchain modules; other modules have theirs elsewhere.
          if (path.startsWith(ToolchainModule.PATH + "/")) {
            sources.add(Source.of(sites.index().resolve("mod/" + path)));
          }
        }
        case ProxyList.Off _ -> {
          // ends the list
        }
      }
    }
    if (sources.isEmpty()) {
      throw new FetchException(
          SETTING, Kind.NOT_CONFIGURED, "names no proxy to ask (" + proxies().source() + ")");
    }
    return List.copyOf(sources);
  }

  /** {@return the path of a toolchain's zip below a proxy} */
  public static String zipPath(ToolchainModule module) {
    return VERSIONS + module.version() + ".zip";
  }

  /** {@return the path of what a proxy says of a toolchain} */
  public static String infoPath(ToolchainModule module) {
    return VERSIONS + module.version() + ".info";
  }

  /**
   * {@return the toolchains that the proxies serve} Usually not all that were released.
   *
   * @throws FetchException if none can be asked, or none is served
   */
  public Listing list() throws FetchException {
    Document document = get(VERSIONS + "list", MAX_LIST);
    Map<String, List<ReleaseFile>> files = new LinkedHashMap<>();
    for (String line : document.text().split("\n", -1)) {
      String version = line.strip();
      if (version.startsWith(PREFIX)) {
        GoToolchain.parse(version.substring(PREFIX.length()))
            .ifPresent(toolchain ->
                files
                    .computeIfAbsent(toolchain.version(), _ -> new ArrayList<>())
                    .add(file(toolchain)));
      }
    }
    if (files.isEmpty()) {
      throw new FetchException(document.url(), Kind.NOT_AS_EXPECTED, "lists no toolchain");
    }
    List<Release> releases = new ArrayList<>();
    files.forEach((version, found) ->
        releases.add(new Release(version, !IndexReader.isPreview(version), found)));
    return new Listing(new ReleaseIndex(releases), document.url());
  }

  private static ReleaseFile file(GoToolchain toolchain) {
    return new ReleaseFile(
        toolchain.module().version() + ".zip",
        toolchain.version(),
        toolchain.os(),
        toolchain.arch(),
        ReleaseFile.Kind.MODULE,
        "",
        -1);
  }

  /**
   * {@return the address below which a checksum database answers} Through the first proxy that
   * offers it, else its own (Go, cmd/go/internal/modfetch, sumdb.go, initBase).
   *
   * @param name the name of the database
   * @param direct its own address
   * @throws FetchException if a proxy fails that the list does not pass over: Go gives up, too
   */
  public URI checksumDatabase(String name, URI direct) throws FetchException {
    List<Source> sources;
    try {
      sources = sources("sumdb/" + name + "/supported");
    } catch (FetchException e) {
      if (e.kind() == Kind.NOT_CONFIGURED) {
        return direct;
      }
      throw e;
    }
    for (Source source : sources) {
      try {
        new Fetch(http).get(source.url(), 1 << 10);
        return source.url().resolve(".");
      } catch (FetchException e) {
        if (!source.passesOn(e)) {
          throw explained(e);
        }
      }
    }
    return direct;
  }
}
