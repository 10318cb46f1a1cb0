package dev.archcheck.toolchain.lock;

import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.release.Catalog;
import dev.archcheck.toolchain.release.Catalogs;
import dev.archcheck.toolchain.release.ModuleProxies;
import dev.archcheck.toolchain.release.Release;
import dev.archcheck.toolchain.release.ReleaseFile;
import dev.archcheck.toolchain.release.ReleaseSites;
import dev.archcheck.toolchain.release.VersionQuery;
import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.proof.ProofKind;
import dev.archcheck.verify.sumdb.LogException;
import dev.archcheck.verify.sumdb.LogNotFoundException;
import dev.archcheck.verify.sumdb.LoggedModule;
import dev.archcheck.verify.sumdb.ModuleVersion;
import dev.archcheck.verify.sumdb.SumDatabase;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Locks versions by the list of releases and the log; no archive is downloaded. */
public final class Locker {

  /** The log is somebody else's machine. */
  private static final int AT_ONCE = 6;

  private final Catalogs catalogs;
  private final ReleaseSites sites;
  private final LogAccess log;

  /** A locker with everything outside of it. */
  Locker(Catalogs catalogs, ReleaseSites sites, LogAccess log) {
    this.catalogs = catalogs;
    this.sites = sites;
    this.log = log;
  }

  /** {@return a locker for this machine} */
  public static Locker of(Machine machine, Store store, Http http, InstantSource clock) {
    ReleaseSites sites = ReleaseSites.of(machine);
    ModuleProxies proxies = ModuleProxies.of(machine, http, sites);
    return new Locker(
        new Catalogs(http, sites, proxies, store, clock),
        sites,
        LogAccess.of(machine, store, http, proxies, LogAccess.Network.ALLOWED));
  }

  /**
   * Locks a version.
   *
   * @param targets the platforms, or nothing for all that there are
   * @throws FetchException if no list of releases can be had
   * @throws IOException if what is remembered of the log cannot be read or stored
   */
  public LockResult lock(VersionQuery query, List<Platform> targets) throws IOException {
    Catalog catalog = catalogs.load();
    Release release = release(catalog, query);
    if (release == null) {
      return new LockResult.NotPublished(
          "no such version of Go is in the list of "
              + FetchException.shown(catalog.origin().url())
              + (isPartial(catalog) ? ", which need not have all" : ""));
    }
    List<ReleaseFile> files = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Platform target : targets.isEmpty() ? platforms(release) : targets) {
      Optional<ReleaseFile> file = release.toolchainFor(target.os().name(), target.arch().name());
      if (file.isPresent()) {
        files.add(file.get());
      } else if (isPartial(catalog)) {
        missing.add(target + ": " + FetchException.shown(catalog.origin().url()) + " has none");
      } else {
        return new LockResult.NotPublished(
            release.version()
                + " is not published for "
                + target
                + ", says "
                + FetchException.shown(catalog.origin().url()));
      }
    }
    if (files.isEmpty()) {
      return new LockResult.NotPublished(
          release.version() + " cannot be locked: " + String.join("; ", missing));
    }
    if (targets.isEmpty() && isPartial(catalog)) {
      missing.add(unlisted(catalog, release));
    }
    return lock(release, files, missing, catalog.origin());
  }

  /** {@return whether the list says nothing of what is not in it} */
  private static boolean isPartial(Catalog catalog) {
    return catalog.origin() instanceof Catalog.Served;
  }

  /** {@return what a list that need not be whole may lack of all platforms} */
  private static String unlisted(Catalog catalog, Release release) {
    Set<String> others = new TreeSet<>();
    for (Release other : catalog.index().releases()) {
      platforms(other).forEach(platform -> others.add(platform.toString()));
    }
    platforms(release).forEach(platform -> others.remove(platform.toString()));
    return "platforms that "
        + FetchException.shown(catalog.origin().url())
        + " has not, and it need not have all"
        + (others.isEmpty() ? "" : "; of other versions it has " + String.join(", ", others));
  }

  private static @Nullable Release release(Catalog catalog, VersionQuery query) {
    for (Release release : catalog.index().matching(query)) {
      boolean wanted = release.stable() || query instanceof VersionQuery.Exact;
      if (wanted && !platforms(release).isEmpty()) {
        return release;
      }
    }
    return null;
  }

  private static List<Platform> platforms(Release release) {
    Map<String, Platform> platforms = new LinkedHashMap<>();
    for (ReleaseFile file : release.files()) {
      file.toolchain().ifPresent(it -> platforms.put(it.name(), it.platform()));
    }
    return List.copyOf(platforms.values());
  }

  private static List<String> notes(Catalog.Origin origin) {
    return switch (origin) {
      case Catalog.Fresh _ -> List.of();
      case Catalog.Kept kept -> List.of(kept.note());
      case Catalog.Served(_, FetchException why) ->
          List.of(
              FetchException.shown(why.url())
                  + " could not be asked ("
                  + why.problem()
                  + "), so the lock has the modules that the module proxy serves, and no SHA-256"
                  + " of archives");
    };
  }

  private LockResult lock(
      Release release, List<ReleaseFile> files, List<String> missing, Catalog.Origin origin)
      throws IOException {
    List<LockedFile> locked = new ArrayList<>();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("log ", 0).factory())) {
      List<Future<LockedFile.LogEntry>> records = new ArrayList<>();
      for (ReleaseFile file : files) {
        records.add(pool.submit(() -> record(file)));
      }
      try {
        for (int i = 0; i < files.size(); i++) {
          locked.add(locked(files.get(i), origin, records.get(i).get()));
        }
      } catch (ExecutionException e) {
        pool.shutdownNow();
        return refused(e);
      } catch (InterruptedException e) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(e);
        throw interrupted;
      }
    }
    SumDatabase client = log.client();
    String name = client == null ? "" : client.key().name();
    return new LockResult.Made(
        new ToolchainLock(release.version(), name, locked), missing, notes(origin));
  }

  private LockResult refused(ExecutionException e) {
    if (e.getCause() instanceof LogException lie) {
      return new LockResult.Refused(String.valueOf(lie.getMessage()));
    }
    throw new IllegalStateException(e);
  }

  private LockedFile locked(ReleaseFile file, Catalog.Origin origin, LockedFile.LogEntry record) {
    GoToolchain toolchain = file.toolchain().orElseThrow();
    boolean module = file.kind() == ReleaseFile.Kind.MODULE;
    // The list that a proxy serves lies beside the zips.
    URI url = module ? origin.url().resolve(file.name()) : sites.sidecar(file.name());
    LockedFile.Digest digest =
        file.hasDigest()
            ? new LockedFile.Sha256(file.sha256())
            : new LockedFile.NoDigest(
                module ? "the log has the hash of its files" : "the list has none for it");
    return new LockedFile(
        toolchain, file.name(), FetchException.shown(url), file.size(), digest, record);
  }

  private LockedFile.LogEntry record(ReleaseFile file) throws LogException {
    SumDatabase client = log.client();
    if (client == null) {
      return new LockedFile.NotLogged(log.whyNot());
    }
    if (!file.offers().contains(ProofKind.LOG)) {
      return new LockedFile.NotLogged(
          "the log has converted copies of releases before Go 1.21, not the archives themselves");
    }
    try {
      ModuleVersion version = ModuleVersion.of(file.toolchain().orElseThrow().module());
      LoggedModule module = client.lookup(version).module();
      return new LockedFile.Logged(
          module.hash(), module.record().index(), module.record().proof().text());
    } catch (LogNotFoundException _) {
      return new LockedFile.NotLogged("the log has no record of it");
    } catch (IOException e) {
      return new LockedFile.NotLogged("the log could not be asked: " + e.getMessage());
    }
  }
}
