package dev.archcheck.toolchain.install;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.download.Downloader;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.NoNetwork;
import dev.archcheck.toolchain.download.Patience;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.release.Catalogs;
import dev.archcheck.toolchain.release.ModuleProxies;
import dev.archcheck.toolchain.release.ReleaseSites;
import dev.archcheck.toolchain.release.Sidecars;
import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.openpgp.Keyring;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What it takes to get and prove toolchains. */
record Means(
    Store store,
    Os os,
    Catalogs catalogs,
    Candidates candidates,
    Provers provers,
    Downloader downloader,
    InstantSource clock) {

  static Means of(
      Machine machine,
      Store store,
      Http http,
      InstantSource clock,
      @Nullable Keyring keyring,
      LogAccess.Network network) {
    Http used = network == LogAccess.Network.OFFLINE ? new NoNetwork() : http;
    ReleaseSites sites = ReleaseSites.of(machine);
    ModuleProxies proxies = ModuleProxies.of(machine, used, sites);
    LogAccess log = LogAccess.of(machine, store, used, proxies, network);
    Catalogs catalogs = new Catalogs(used, sites, proxies, store, clock);
    return new Means(
        store,
        machine.os(),
        catalogs,
        new Candidates(catalogs, sites, proxies),
        new Provers(
            sites, new Sidecars(used, sites), log, new ReleaseSignature(used, clock, keyring)),
        new Downloader(used, store.downloads(), Patience.USUAL),
        clock);
  }

  /** {@return the list of releases as evidence: without one, why there is none} */
  Listing listing() {
    try {
      return new Listing(catalogs.load(), "");
    } catch (FetchException e) {
      return new Listing(null, "could not be had: " + e.problem());
    }
  }
}
