package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.Source;
import dev.archcheck.toolchain.download.Wanted;
import dev.archcheck.toolchain.install.InstallResult.Reason;
import dev.archcheck.toolchain.lock.LockedFile;
import dev.archcheck.toolchain.release.Catalog;
import dev.archcheck.toolchain.release.Catalogs;
import dev.archcheck.toolchain.release.ModuleProxies;
import dev.archcheck.toolchain.release.Release;
import dev.archcheck.toolchain.release.ReleaseFile;
import dev.archcheck.toolchain.release.ReleaseSites;
import dev.archcheck.toolchain.release.VersionQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out which version is meant and where it may be had, in the order to try. */
final class Candidates {

  private final Catalogs catalogs;
  private final ReleaseSites sites;
  private final ModuleProxies proxies;
  private final List<String> notes = new ArrayList<>();
  private final List<FetchException> failures = new ArrayList<>();

  Candidates(Catalogs catalogs, ReleaseSites sites, ModuleProxies proxies) {
    this.catalogs = catalogs;
    this.sites = sites;
    this.proxies = proxies;
  }

  /** There is no such version. */
  static final class NotPublishedException extends Exception {
    private static final long serialVersionUID = 1;

    NotPublishedException(String message) {
      super(message);
    }

    Reason reason() {
      return Reason.NOT_PUBLISHED;
    }
  }

  /** {@return what happened on the way} */
  List<String> notes() {
    return notes;
  }

  /** {@return why the list of releases could not be had from whom it should be} */
  List<FetchException> failures() {
    return failures;
  }

  /**
   * {@return the toolchain that is meant}
   *
   * @throws NotPublishedException if the list of releases is there and does not have it
   * @throws FetchException if no list can be had, and the version is not named exactly
   */
  Chosen choose(InstallRequest request) throws FetchException, NotPublishedException {
    String os = request.platform().os().name();
    String arch = request.platform().arch().name();
    Catalog catalog;
    try {
      catalog = catalogs.load();
    } catch (FetchException e) {
      if (request.version() instanceof VersionQuery.Exact(var version)) {
        notes.add("no list of releases: " + e.getMessage());
        failures.add(e);
        return new Chosen(new GoToolchain(version.toString(), os, arch), null, null);
      }
      throw e;
    }
    note(catalog.origin());
    for (Release release : catalog.index().matching(request.version())) {
      Optional<ReleaseFile> file = release.toolchainFor(os, arch);
      if (file.isPresent() && (release.stable() || named(request.version()))) {
        return new Chosen(new GoToolchain(release.version(), os, arch), file.get(), null);
      }
    }
    return unlisted(request, catalog, os, arch);
  }

  private static boolean named(VersionQuery query) {
    return query instanceof VersionQuery.Exact;
  }

  /** The list can be an hour old, and a proxy's is never whole: a version by its name is tried. */
  private Chosen unlisted(InstallRequest request, Catalog catalog, String os, String arch)
      throws NotPublishedException {
    List<Release> matching = catalog.index().matching(request.version());
    if (request.version() instanceof VersionQuery.Exact(var version)
        && (matching.isEmpty() || catalog.origin() instanceof Catalog.Served)) {
      notes.add(version + " is not in the list of " + FetchException.shown(catalog.origin().url()));
      return new Chosen(new GoToolchain(version.toString(), os, arch), null, catalog.origin());
    }
    throw new NotPublishedException(
        matching.isEmpty()
            ? "no such version of Go is in the list of "
                + FetchException.shown(catalog.origin().url())
            : matching.getFirst().version()
                + " was not published for "
                + os
                + "/"
                + arch
                + ", says "
                + FetchException.shown(catalog.origin().url()));
  }

  private void note(Catalog.Origin origin) {
    switch (origin) {
      case Catalog.Fresh _ -> {
        // as it should be
      }
      case Catalog.Kept kept -> {
        notes.add(kept.note());
        failures.add(kept.why());
      }
      case Catalog.Served(var url, var why) -> {
        notes.add(
            FetchException.shown(why.url())
                + " could not be asked ("
                + why.problem()
                + "), so the module proxy "
                + url.getHost()
                + " was");
        failures.add(why);
      }
    }
  }

  /** {@return the files to try, the best first} */
  List<Candidate> files(Chosen chosen) throws FetchException {
    List<Candidate> files = new ArrayList<>();
    ReleaseFile listed = chosen.file();
    if (listed != null && listed.kind() == ReleaseFile.Kind.ARCHIVE) {
      files.add(archive(chosen.toolchain(), listed));
    }
    try {
      files.add(module(chosen.toolchain()));
    } catch (FetchException e) {
      if (files.isEmpty()) {
        throw e;
      }
    }
    return files;
  }

  /**
   * {@return the files that are what a lock says, the best first; none if it says nothing of any}
   *
   * @param source what messages call the lock
   */
  List<Candidate> files(
      LockedFile locked, String log, String source, Listing listing, List<String> notes) {
    List<Candidate> files = new ArrayList<>();
    CarriedProof proof = carried(locked, log, source);
    if (!locked.sha256().isEmpty() && !locked.isModule()) {
      ReleaseFile named = ReleaseFile.named(locked.name()).orElseThrow();
      ReleaseFile known = withDigest(named, locked.sha256());
      Pins pins = new Pins(source, locked.sha256(), locked.size(), locked.h1());
      Candidate usual = archive(locked.toolchain(), known);
      files.add(
          new Candidate(
              usual.toolchain(),
              usual.wanted(),
              usual.form(),
              listing.file(named),
              Expected.of(pins, proof, null, null, listing)));
    }
    if (proof != null) {
      try {
        Candidate usual = module(locked.toolchain());
        Pins pins = new Pins(source, "", -1, locked.h1());
        files.add(
            new Candidate(
                usual.toolchain(),
                usual.wanted(),
                usual.form(),
                null,
                Expected.of(pins, proof, null, null, listing)));
      } catch (FetchException e) {
        if (files.isEmpty()) {
          notes.add(String.valueOf(e.getMessage()));
        }
      }
    }
    return files;
  }

  /** {@return the proof in a lock, or null if it has none} */
  static @Nullable CarriedProof carried(LockedFile locked, String log, String source) {
    return locked.record() instanceof LockedFile.Logged(String h1, long index, String text)
        ? new CarriedProof(source, log, text, h1, index)
        : null;
  }

  /** The size is pinned apart from this: another one is then no failure of the network. */
  private static ReleaseFile withDigest(ReleaseFile file, String sha256) {
    return new ReleaseFile(
        file.name(), file.version(), file.os(), file.fileArch(), file.kind(), sha256, -1);
  }

  private Candidate archive(GoToolchain toolchain, ReleaseFile file) {
    List<Source> sources = new ArrayList<>();
    sites.places(file.name()).forEach(place -> sources.add(Source.of(place)));
    Form form = file.name().endsWith(".zip") ? Form.ZIP : Form.TAR_GZ;
    return new Candidate(
        toolchain,
        new Wanted(file.name(), sources, file.size(), file.sha256()),
        form,
        file,
        Expected.NOTHING);
  }

  private Candidate module(GoToolchain toolchain) throws FetchException {
    List<Source> sources = proxies.sources(ModuleProxies.zipPath(toolchain.module()));
    String name = toolchain.module().version() + ".zip";
    return new Candidate(
        toolchain, new Wanted(name, sources, -1, ""), Form.MODULE, null, Expected.NOTHING);
  }
}
