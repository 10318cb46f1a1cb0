package dev.archcheck.toolchain.install;

import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.toolchain.bundle.Bundle;
import dev.archcheck.toolchain.bundle.BundleWriter;
import dev.archcheck.toolchain.download.AllFailedException;
import dev.archcheck.toolchain.download.Arrival;
import dev.archcheck.toolchain.download.Downloaded;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.Watcher;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.install.InstallResult.NotInstalled;
import dev.archcheck.toolchain.install.InstallResult.Reason;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.release.ReleaseFile;
import dev.archcheck.toolchain.store.HashedArchive;
import dev.archcheck.toolchain.store.RefusedArchiveException;
import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.openpgp.Keyring;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.sumdb.ToolchainModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes bundles of what can be proven here, for machines that have no network. */
public final class Bundler {

  private final Means means;
  private final String log;

  private Bundler(Means means, String log) {
    this.means = means;
    this.log = log;
  }

  /**
   * {@return a bundler}
   *
   * @param keyring whose certificates are trusted to sign releases, too, or null
   */
  public static Bundler of(
      Machine machine, Store store, Http http, InstantSource clock, @Nullable Keyring keyring) {
    Means means = Means.of(machine, store, http, clock, keyring, LogAccess.Network.ALLOWED);
    return new Bundler(means, means.provers().log());
  }

  /**
   * Makes a bundle.
   *
   * @param file where to; null for the name of the toolchain in the current folder
   * @return what became of it; unless it is made no file was written
   * @throws FetchException if the archive cannot be had
   * @throws IOException if the file cannot be written
   */
  public BundleResult bundle(InstallRequest request, @Nullable Path file, Watcher watcher)
      throws IOException {
    Candidates candidates = means.candidates();
    Chosen chosen;
    try {
      chosen = candidates.choose(request);
    } catch (Candidates.NotPublishedException e) {
      return new BundleResult.NotMade(
          new NotInstalled(
              e.reason(),
              "Go for " + request.platform(),
              "",
              String.valueOf(e.getMessage()),
              List.of(),
              candidates.notes()));
    }
    Path target = file == null ? Path.of(chosen.toolchain().name() + Bundle.ENDING) : file;
    List<String> notes = new ArrayList<>(candidates.notes());
    List<FetchException> failures = new ArrayList<>();
    Plan.Files files = () -> candidates.files(chosen);
    for (Candidate candidate : files.orNone(failures)) {
      try {
        return bundle(request, candidate, target, notes, watcher);
      } catch (FetchException e) {
        if (e.kind() == FetchException.Kind.DIGEST) {
          return new BundleResult.NotMade(
              Objection.digest(candidate, String.valueOf(e.getMessage()), notes));
        }
        notes.add(String.valueOf(e.getMessage()));
        failures.add(e);
      } catch (RefusedArchiveException e) {
        return notMade(candidate, Reason.REFUSED, e, notes);
      } catch (MalformedBinaryException e) {
        return notMade(candidate, Reason.DAMAGED, e, notes);
      }
    }
    if (chosen.isUnpublished(failures)) {
      return new BundleResult.NotMade(chosen.unpublished(notes));
    }
    List<FetchException> all = new ArrayList<>(candidates.failures());
    all.addAll(failures);
    throw AllFailedException.of(all);
  }

  private static BundleResult notMade(
      Candidate candidate, Reason reason, IOException e, List<String> notes) {
    return new BundleResult.NotMade(
        new NotInstalled(
            reason,
            candidate.toolchain().toString(),
            candidate.wanted().name(),
            String.valueOf(e.getMessage()),
            List.of(),
            notes));
  }

  private BundleResult bundle(
      InstallRequest request, Candidate candidate, Path target, List<String> notes, Watcher watcher)
      throws IOException {
    try (ProofRun proofs = means.provers().start(candidate);
        Arrival download = means.downloader().start(candidate.wanted(), watcher)) {
      proofs.of(download);
      Downloaded file = download.await();
      file.failures().forEach(failure -> notes.add(String.valueOf(failure.getMessage())));
      List<Proof> all = proofs.judge(file, h1(candidate, file.file()));
      String source = FetchException.shown(file.from());
      NotInstalled objection = Objection.of(candidate, source, all, request.require(), notes);
      if (objection != null) {
        Files.deleteIfExists(file.file());
        return new BundleResult.NotMade(objection);
      }
      Bundle bundle =
          new Bundle(
              candidate.toolchain(),
              candidate.wanted().name(),
              file.size(),
              file.sha256(),
              log,
              row(candidate.published()),
              proofs.signatureText(),
              proofs.logProof());
      BundleWriter.write(target, bundle, file.file());
      Files.deleteIfExists(file.file());
      return new BundleResult.Made(target, bundle, source, all, notes);
    }
  }

  private static String h1(Candidate candidate, Path file) throws IOException {
    ToolchainModule module = candidate.toolchain().module();
    return switch (candidate.form()) {
      case MODULE -> HashedArchive.module(file, module).h1();
      case ZIP -> HashedArchive.distribution(file, module).h1();
      case TAR_GZ -> {
        try (InputStream in = Files.newInputStream(file)) {
          yield HashedArchive.tar(candidate.wanted().name(), in, module).h1();
        }
      }
    };
  }

  /** The words of a row are plain: the reader of the list lets no others through. */
  private static String row(@Nullable ReleaseFile file) {
    if (file == null || !file.hasDigest()) {
      return "";
    }
    return "[{\"version\":\""
        + file.version()
        + "\",\"files\":[{\"filename\":\""
        + file.name()
        + "\",\"os\":\""
        + file.os()
        + "\",\"arch\":\""
        + file.fileArch()
        + "\",\"version\":\""
        + file.version()
        + "\",\"sha256\":\""
        + file.sha256()
        + "\",\"size\":"
        + Math.max(0, file.size())
        + ",\"kind\":\"archive\"}]}]\n";
  }
}
