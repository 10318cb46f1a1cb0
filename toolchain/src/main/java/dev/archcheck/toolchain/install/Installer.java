package dev.archcheck.toolchain.install;

import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.download.Download;
import dev.archcheck.toolchain.download.Downloaded;
import dev.archcheck.toolchain.download.Downloader;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.Patience;
import dev.archcheck.toolchain.download.StartedAgainException;
import dev.archcheck.toolchain.download.Watcher;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.install.InstallResult.Reason;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.release.Catalogs;
import dev.archcheck.toolchain.release.ModuleProxies;
import dev.archcheck.toolchain.release.ReleaseSites;
import dev.archcheck.toolchain.release.Sidecars;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.RefusedArchiveException;
import dev.archcheck.toolchain.store.Seal;
import dev.archcheck.toolchain.store.Staging;
import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.openpgp.Keyring;
import dev.archcheck.verify.proof.Proof;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Installs versions of Go. What arrives is unpacked where nobody sees it while its proofs are
 * fetched; it appears in the store in one step when they hold.
 */
public final class Installer {

  private final Store store;
  private final Os os;
  private final Candidates candidates;
  private final Provers provers;
  private final Downloader downloader;
  private final InstantSource clock;

  /** An installer with everything outside of it. */
  Installer(
      Store store,
      Os os,
      Candidates candidates,
      Provers provers,
      Downloader downloader,
      InstantSource clock) {
    this.store = store;
    this.os = os;
    this.candidates = candidates;
    this.provers = provers;
    this.downloader = downloader;
    this.clock = clock;
  }

  /**
   * {@return an installer for this machine}
   *
   * @param keyring whose certificates are trusted to sign releases, too, or null
   */
  public static Installer of(
      Machine machine, Store store, Http http, InstantSource clock, @Nullable Keyring keyring) {
    ReleaseSites sites = ReleaseSites.of(machine);
    ModuleProxies proxies = ModuleProxies.of(machine, http, sites);
    LogAccess log = LogAccess.of(machine, store, http, proxies, LogAccess.Network.ALLOWED);
    return new Installer(
        store,
        machine.os(),
        new Candidates(new Catalogs(http, sites, proxies, store, clock), sites, proxies),
        new Provers(
            sites, new Sidecars(http, sites), log, new ReleaseSignature(http, clock, keyring)),
        new Downloader(http, store.downloads(), Patience.USUAL),
        clock);
  }

  /**
   * Installs a version.
   *
   * @param watcher is told how far the download is
   * @return what became of it; unless it is done the store is as it was
   * @throws FetchException if it cannot be had
   * @throws IOException if the store cannot be written
   */
  public InstallResult install(InstallRequest request, Watcher watcher) throws IOException {
    Chosen chosen;
    try {
      chosen = candidates.choose(request);
    } catch (Candidates.NotPublishedException e) {
      return new InstallResult.NotInstalled(
          e.reason(),
          "Go for " + request.platform(),
          "",
          String.valueOf(e.getMessage()),
          List.of(),
          candidates.notes());
    }
    Optional<Installed> there = store.find(chosen.toolchain());
    if (there.isPresent()) {
      return alreadyThere(there.get());
    }
    Optional<Staging> staging = store.stage(chosen.toolchain(), os);
    if (staging.isEmpty()) {
      return alreadyThere(store.find(chosen.toolchain()).orElseThrow());
    }
    try (Staging place = staging.get()) {
      return fromFiles(request, chosen, place, watcher);
    }
  }

  private static InstallResult alreadyThere(Installed installed) throws IOException {
    return new InstallResult.AlreadyThere(installed, installed.readSeal());
  }

  /** Only what cannot be had passes on to the next file; what is wrong ends it. */
  private InstallResult fromFiles(
      InstallRequest request, Chosen chosen, Staging place, Watcher watcher) throws IOException {
    List<String> notes = new ArrayList<>(candidates.notes());
    FetchException last = null;
    for (Candidate candidate : candidates.files(chosen)) {
      try {
        return new Attempt(request, candidate, place, notes).run(watcher);
      } catch (FetchException e) {
        if (e.kind() == FetchException.Kind.DIGEST) {
          return refused(candidate, Reason.REFUSED, String.valueOf(e.getMessage()), notes);
        }
        place.empty();
        notes.add(String.valueOf(e.getMessage()));
        if (last != null) {
          e.addSuppressed(last);
        }
        last = e;
      } catch (RefusedArchiveException e) {
        String reason = e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return refused(candidate, Reason.REFUSED, e.getMessage() + " [" + reason + "]", notes);
      } catch (MalformedBinaryException e) {
        return refused(candidate, Reason.DAMAGED, String.valueOf(e.getMessage()), notes);
      }
    }
    if (last == null) {
      throw new IllegalStateException("no file to try");
    }
    throw last;
  }

  private static InstallResult refused(
      Candidate candidate, Reason reason, String why, List<String> notes) {
    return new InstallResult.NotInstalled(
        reason, candidate.toolchain().toString(), candidate.wanted().name(), why, List.of(), notes);
  }

  /** The way of one file. */
  private final class Attempt {

    private final InstallRequest request;
    private final Candidate candidate;
    private final Staging place;
    private final List<String> notes;

    Attempt(InstallRequest request, Candidate candidate, Staging place, List<String> notes) {
      this.request = request;
      this.candidate = candidate;
      this.place = place;
      this.notes = notes;
    }

    InstallResult run(Watcher watcher) throws IOException {
      try (ProofRun proofs = provers.start(candidate);
          Download download = downloader.start(candidate.wanted(), watcher)) {
        if (candidate.form() == Candidate.Form.TAR_GZ) {
          unpackWhileItArrives(download);
        }
        Downloaded file = download.await();
        if (candidate.form() != Candidate.Form.TAR_GZ) {
          place.unpackZip(file.file(), candidate.layout());
        }
        file.failures().forEach(failure -> notes.add(String.valueOf(failure.getMessage())));
        place.check(candidate.wanted().name());
        String h1 = place.h1();
        List<Proof> all = proofs.judge(file, h1);
        InstallResult objection = objection(all, file);
        if (objection != null) {
          Files.deleteIfExists(file.file());
          return objection;
        }
        Seal seal =
            new Seal(
                candidate.toolchain(),
                clock.instant(),
                request.asked(),
                FetchException.shown(file.from()),
                file.sha256(),
                file.size(),
                h1,
                all,
                proofs.logProof(),
                place.files());
        Installed installed = place.publish(seal);
        Files.deleteIfExists(file.file());
        return new InstallResult.Done(installed, seal, file.resumed(), notes);
      }
    }

    /**
     * What does not unpack may be the fault of one source of several: the digest decides, and what
     * has it is unpacked once more.
     */
    private void unpackWhileItArrives(Download download) throws IOException {
      boolean whole = false;
      while (true) {
        try (InputStream in = download.open()) {
          place.unpackTar(candidate.wanted().name(), in);
          return;
        } catch (StartedAgainException _) {
          // what was unpacked is of no use
        } catch (FetchException e) {
          throw e;
        } catch (IOException e) {
          if (whole) {
            throw e;
          }
          download.await();
          whole = true;
        }
        place.empty();
      }
    }

    private @Nullable InstallResult objection(List<Proof> proofs, Downloaded file) {
      String source = FetchException.shown(file.from());
      for (Proof proof : proofs) {
        if (proof.state() == Proof.State.REFUTED) {
          return new InstallResult.NotInstalled(
              Reason.REFUSED,
              candidate.toolchain().toString(),
              source,
              proof.source() + ": " + proof.detail(),
              proofs,
              notes);
        }
      }
      for (Proof proof : proofs) {
        if (proof.holds() && proof.kind().compareTo(request.require()) >= 0) {
          return null;
        }
      }
      return new InstallResult.NotInstalled(
          Reason.NOT_PROVEN,
          candidate.toolchain().toString(),
          source,
          "nothing of the kind '" + request.require().word() + "' or stronger could be proven",
          proofs,
          notes);
    }
  }
}
