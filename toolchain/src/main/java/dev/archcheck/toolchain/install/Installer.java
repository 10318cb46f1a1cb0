package dev.archcheck.toolchain.install;

import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.Later;
import dev.archcheck.toolchain.bundle.Bundle;
import dev.archcheck.toolchain.bundle.BundleFile;
import dev.archcheck.toolchain.bundle.MalformedBundleException;
import dev.archcheck.toolchain.download.AllFailedException;
import dev.archcheck.toolchain.download.Arrival;
import dev.archcheck.toolchain.download.Downloaded;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.Source;
import dev.archcheck.toolchain.download.StartedAgainException;
import dev.archcheck.toolchain.download.Wanted;
import dev.archcheck.toolchain.download.Watcher;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.install.InstallResult.Reason;
import dev.archcheck.toolchain.lock.LockedFile;
import dev.archcheck.toolchain.lock.ToolchainLock;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.release.ReleaseFile;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.NotOursException;
import dev.archcheck.toolchain.store.RefusedArchiveException;
import dev.archcheck.toolchain.store.Seal;
import dev.archcheck.toolchain.store.Staging;
import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.openpgp.Keyring;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Installs versions of Go. What arrives is unpacked where nobody sees it while its proofs are
 * fetched; it appears in the store in one step when they hold.
 */
public final class Installer {

  private final Means means;

  /** An installer with everything outside of it. */
  Installer(Means means) {
    this.means = means;
  }

  /**
   * {@return an installer for this machine}
   *
   * @param keyring whose certificates are trusted to sign releases, too, or null
   */
  public static Installer of(
      Machine machine, Store store, Http http, InstantSource clock, @Nullable Keyring keyring) {
    return of(machine, store, http, clock, keyring, LogAccess.Network.ALLOWED);
  }

  /**
   * {@return an installer for this machine}
   *
   * @param keyring whose certificates are trusted to sign releases, too, or null
   * @param network offline, only what is stored on this machine counts
   */
  public static Installer of(
      Machine machine,
      Store store,
      Http http,
      InstantSource clock,
      @Nullable Keyring keyring,
      LogAccess.Network network) {
    return new Installer(Means.of(machine, store, http, clock, keyring, network));
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
    Candidates candidates = means.candidates();
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
    return install(
        request,
        new Plan(
            chosen,
            () -> candidates.files(chosen),
            this::download,
            candidates.notes(),
            candidates.failures()),
        watcher);
  }

  private Arrival download(Candidate candidate, Watcher watcher) {
    return means.downloader().start(candidate.wanted(), watcher);
  }

  /**
   * Installs exactly what a lock says. The list of releases and the log are asked as well, where
   * they can be: if they contradict the lock, nothing is installed.
   *
   * @param request its version is what the lock must have: {@link
   *     dev.archcheck.toolchain.release.VersionQuery.All} for whatever it has
   * @param source what messages call the lock
   * @return what became of it; unless it is done the store is as it was
   * @throws FetchException if it cannot be had
   * @throws IOException if the store cannot be written
   */
  public InstallResult installLocked(
      InstallRequest request, ToolchainLock lock, String source, Watcher watcher)
      throws IOException {
    if (!lock.isMeant(request.version())) {
      return notLocked(source, "it locks " + lock.version() + " and no other version");
    }
    Optional<LockedFile> found = lock.find(request.platform());
    if (found.isEmpty()) {
      return notLocked(source, "it does not have " + request.platform());
    }
    LockedFile locked = found.get();
    List<String> notes = new ArrayList<>();
    CarriedProof carried = Candidates.carried(locked, lock.log(), source);
    if (carried != null) {
      Proof contradiction = means.provers().contradiction(locked.toolchain(), carried);
      if (contradiction != null) {
        return new InstallResult.NotInstalled(
            Reason.REFUSED,
            locked.toolchain().toString(),
            "",
            source + " contradicts the proof in it",
            List.of(contradiction),
            List.of());
      }
      if (!lock.log().equals(means.provers().log())) {
        notes.add(
            source
                + " has proofs of the log "
                + lock.log()
                + ", which is not the one that is asked here, "
                + means.provers().log()
                + ": they prove nothing here");
      }
    }
    Optional<Installed> there = kept(request, locked.toolchain());
    if (there.isPresent()) {
      return AlreadyInstalled.locked(there.get(), request, locked, source, notes);
    }
    Listing listing = means.listing();
    List<Candidate> files = means.candidates().files(locked, lock.log(), source, listing, notes);
    if (files.isEmpty()) {
      return notLocked(
          source,
          locked.digest() instanceof LockedFile.NoDigest
                  && locked.record() instanceof LockedFile.NotLogged
              ? "it says neither a SHA-256 nor a record of the log for " + locked.toolchain()
              : String.join("; ", notes));
    }
    return install(
        request, Plan.of(locked.toolchain(), () -> files, this::download, notes), watcher);
  }

  private static InstallResult notLocked(String source, String why) {
    return new InstallResult.NotInstalled(
        Reason.NOT_LOCKED, source, "", source + ": " + why, List.of(), List.of());
  }

  /**
   * Installs from a file on this machine.
   *
   * @param request its version does not count
   * @return what became of it; unless it is done the store is as it was
   * @throws IOException if the file cannot be read or the store cannot be written
   */
  public InstallResult installFile(InstallRequest request, LocalFile file, Watcher watcher)
      throws IOException {
    InstallResult foreign = foreign(request, file.toolchain(), file.path());
    if (foreign != null) {
      return foreign;
    }
    Optional<Installed> there = kept(request, file.toolchain());
    if (there.isPresent()) {
      try (InputStream in = Files.newInputStream(file.path())) {
        return AlreadyInstalled.fromFile(there.get(), request, file.path(), sha256(in));
      }
    }
    Listing listing = means.listing();
    ReleaseFile published =
        file.form() == Form.MODULE
            ? null
            : listing.file(ReleaseFile.named(file.published()).orElseThrow());
    Expected expected =
        Expected.of(
            null, null, SmallFiles.digest(file.path()), SmallFiles.signature(file.path()), listing);
    Candidate candidate =
        new Candidate(
            file.toolchain(),
            local(file.path(), file.published()),
            file.form(),
            published,
            expected);
    Supply copy =
        (_, told) -> {
          try (InputStream in = Files.newInputStream(file.path())) {
            long total = Files.size(file.path());
            return LocalCopy.of(in, means.store().downloads(), file.path().toUri(), total, told);
          }
        };
    return install(
        request, Plan.of(file.toolchain(), () -> List.of(candidate), copy, List.of()), watcher);
  }

  /**
   * Installs from a bundle. What is in it proves nothing by itself; the keys of this program and
   * the log's do.
   *
   * @param request its version does not count
   * @return what became of it; unless it is done the store is as it was
   * @throws IOException if the file cannot be read or the store cannot be written
   */
  public InstallResult installBundle(InstallRequest request, Path path, Watcher watcher)
      throws IOException {
    try (BundleFile file = BundleFile.open(path)) {
      InstallResult foreign = foreign(request, file.bundle().toolchain(), path);
      return foreign == null ? bundle(request, file, path, watcher) : foreign;
    } catch (MalformedBundleException e) {
      return new InstallResult.NotInstalled(
          Reason.DAMAGED,
          String.valueOf(path.getFileName()),
          path.toString(),
          String.valueOf(e.getMessage()),
          List.of(),
          List.of());
    }
  }

  private InstallResult bundle(InstallRequest request, BundleFile file, Path path, Watcher watcher)
      throws IOException {
    Bundle bundle = file.bundle();
    Optional<Installed> there = kept(request, bundle.toolchain());
    if (there.isPresent()) {
      try (InputStream in = file.archive()) {
        String sha256 = sha256(in);
        if (!sha256.equals(bundle.sha256())) {
          throw file.malformed(bundle.archive() + " is not what the manifest says");
        }
        return AlreadyInstalled.fromFile(there.get(), request, path, sha256);
      } catch (ZipException | EOFException _) {
        throw file.damaged(bundle.archive());
      }
    }
    Listing listing = means.listing();
    BundleEvidence evidence =
        new BundleEvidence(bundle, String.valueOf(path.getFileName()), listing);
    Candidate candidate =
        new Candidate(
            bundle.toolchain(),
            local(path, bundle.archive()),
            evidence.form(),
            evidence.published(),
            evidence.expected());
    Supply copy =
        (_, told) -> {
          try (InputStream in = file.archive()) {
            LocalCopy arrived =
                LocalCopy.of(in, means.store().downloads(), path.toUri(), bundle.size(), told);
            if (!arrived.await().sha256().equals(bundle.sha256())) {
              arrived.close();
              throw file.malformed(bundle.archive() + " is not what the manifest says");
            }
            return arrived;
          } catch (ZipException | EOFException _) {
            throw file.damaged(bundle.archive());
          }
        };
    return install(
        request, Plan.of(bundle.toolchain(), () -> List.of(candidate), copy, List.of()), watcher);
  }

  private static Wanted local(Path path, String name) {
    return new Wanted(name, List.of(Source.of(path.toUri())), -1, "");
  }

  private static @Nullable InstallResult foreign(
      InstallRequest request, GoToolchain toolchain, Path path) {
    if (toolchain.platform().equals(request.platform())) {
      return null;
    }
    return new InstallResult.NotInstalled(
        Reason.REFUSED,
        toolchain.toString(),
        path.toString(),
        "it is for "
            + toolchain.platform()
            + " and not for "
            + request.platform()
            + "; if that is meant, say --target "
            + toolchain.platform(),
        List.of(),
        List.of());
  }

  private InstallResult install(InstallRequest request, Plan plan, Watcher watcher)
      throws IOException {
    Optional<Installed> there = kept(request, plan.toolchain());
    if (there.isPresent()) {
      return AlreadyInstalled.released(there.get(), request);
    }
    Optional<Staging> staging;
    try {
      staging = means.store().stage(plan.toolchain(), means.os(), request.existing());
    } catch (NotOursException e) {
      return new InstallResult.NotInstalled(
          Reason.REFUSED,
          plan.toolchain().toString(),
          "",
          String.valueOf(e.getMessage()),
          List.of(),
          plan.notes());
    }
    if (staging.isEmpty()) {
      return AlreadyInstalled.released(means.store().find(plan.toolchain()).orElseThrow(), request);
    }
    try (Staging place = staging.get()) {
      return fromFiles(request, plan, place, watcher);
    }
  }

  /** {@return the version in the store, unless that is to be replaced} */
  private Optional<Installed> kept(InstallRequest request, GoToolchain toolchain) {
    return request.existing() == Store.Existing.REPLACED
        ? Optional.empty()
        : means.store().find(toolchain);
  }

  private static String sha256(InputStream in) throws IOException {
    try (DigestInputStream digesting = new DigestInputStream(in, Algorithm.SHA256.start())) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    }
  }

  /** Only what cannot be had passes on to the next file; what is wrong ends it. */
  private InstallResult fromFiles(InstallRequest request, Plan plan, Staging place, Watcher watcher)
      throws IOException {
    List<String> notes = new ArrayList<>(plan.notes());
    List<FetchException> failures = new ArrayList<>();
    for (Candidate candidate : plan.files().orNone(failures)) {
      try {
        return new Attempt(request, candidate, place, notes).run(plan.supply(), watcher);
      } catch (FetchException e) {
        if (e.kind() == FetchException.Kind.DIGEST) {
          return Objection.digest(candidate, String.valueOf(e.getMessage()), notes);
        }
        place.empty();
        notes.add(String.valueOf(e.getMessage()));
        failures.add(e);
      } catch (RefusedArchiveException e) {
        String reason = e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return refused(candidate, Reason.REFUSED, e.getMessage() + " [" + reason + "]", notes);
      } catch (MalformedBinaryException | MalformedBundleException e) {
        return refused(candidate, Reason.DAMAGED, String.valueOf(e.getMessage()), notes);
      }
    }
    if (plan.chosen().isUnpublished(failures)) {
      return plan.chosen().unpublished(notes);
    }
    List<FetchException> all = new ArrayList<>(plan.failures());
    all.addAll(failures);
    throw AllFailedException.of(all);
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

    InstallResult run(Supply supply, Watcher watcher) throws IOException {
      try (ProofRun proofs = means.provers().start(candidate);
          Arrival download = supply.start(candidate, watcher)) {
        proofs.of(download);
        if (candidate.form() == Form.TAR_GZ) {
          unpackWhileItArrives(download);
        }
        Downloaded file = download.await();
        if (candidate.form() != Form.TAR_GZ) {
          place.unpackZip(file.file(), candidate.layout());
        }
        file.failures().forEach(failure -> notes.add(String.valueOf(failure.getMessage())));
        String h1 = checked();
        List<Proof> all = proofs.judge(file, h1);
        InstallResult objection =
            Objection.of(
                candidate, FetchException.shown(file.from()), all, request.require(), notes);
        if (objection != null) {
          Files.deleteIfExists(file.file());
          return objection;
        }
        if (!coversAll(all)) {
          notes.addAll(place.keepLogged());
        }
        Seal seal =
            new Seal(
                candidate.toolchain(),
                means.clock().instant(),
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

    /** {@return the hash of what was unpacked, which is what was asked for} */
    private String checked() throws IOException {
      String name = candidate.wanted().name();
      try (Later<String> h1 = new Later<>("h1", () -> place.h1(name))) {
        place.check(name);
        return h1.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException refused) {
          throw refused;
        }
        throw new IllegalStateException(e.getCause());
      }
    }

    /** {@return whether something proves the archive as it is, and not only what the log names} */
    private boolean coversAll(List<Proof> proofs) {
      Pins pins = candidate.expected().pins();
      return candidate.form() == Form.MODULE
          || (pins != null && !pins.sha256().isEmpty())
          || proofs.stream()
              .anyMatch(proof ->
                  proof.holds()
                      && (proof.kind() == ProofKind.INDEX || proof.kind() == ProofKind.SIGNATURE));
    }

    /**
     * What does not unpack may be the fault of one source of several: the digest decides, and what
     * has it is unpacked once more.
     */
    private void unpackWhileItArrives(Arrival download) throws IOException {
      boolean whole = false;
      while (true) {
        try (InputStream in = download.open()) {
          place.unpackTar(candidate.wanted().name(), new Unclosed(in));
          // Only the end of the stream says that these bytes are those that were judged: an archive
          // can end before its file does, and the rest come from somebody else.
          in.transferTo(OutputStream.nullOutputStream());
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
  }

  /** Whoever reads the archive is not the last one who reads the file. */
  private static final class Unclosed extends FilterInputStream {

    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // the file is read to its end
    }
  }
}
