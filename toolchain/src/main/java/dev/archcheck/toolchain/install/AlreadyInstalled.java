package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.install.InstallResult.Reason;
import dev.archcheck.toolchain.lock.LockedFile;
import dev.archcheck.toolchain.store.DamagedSealException;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.Seal;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Holds a version that is in the store against what is asked for now. Its files are not read. */
final class AlreadyInstalled {

  private AlreadyInstalled() {}

  /** What was enough to install it may be less than what is demanded now. */
  static InstallResult released(Installed installed, InstallRequest request) throws IOException {
    Seal seal;
    try {
      seal = installed.readSeal();
    } catch (DamagedSealException e) {
      return new InstallResult.NotInstalled(
          Reason.DAMAGED,
          installed.toolchain().toString(),
          installed.goroot().toString(),
          e.getMessage() + "; --reinstall replaces it",
          List.of(),
          List.of());
    }
    if (seal.proofs().stream()
        .anyMatch(proof -> proof.holds() && proof.kind().compareTo(request.require()) >= 0)) {
      return new InstallResult.AlreadyThere(installed, seal, List.of(), List.of());
    }
    return new InstallResult.NotInstalled(
        Reason.NOT_PROVEN,
        installed.toolchain().toString(),
        installed.goroot().toString(),
        "it is installed, but nothing of the kind '"
            + request.require().word()
            + "' or stronger proved it; --reinstall replaces it",
        seal.proofs(),
        List.of());
  }

  /** What was installed before may be something else than what is locked now. */
  static InstallResult locked(
      Installed there, InstallRequest request, LockedFile locked, String source, List<String> notes)
      throws IOException {
    InstallResult result = released(there, request);
    if (!(result instanceof InstallResult.AlreadyThere(_, Seal seal, _, _))) {
      return result;
    }
    String wrong = difference(seal, locked);
    if (wrong.isEmpty()) {
      return new InstallResult.AlreadyThere(there, seal, met(seal, locked, source), notes);
    }
    return new InstallResult.NotInstalled(
        Reason.REFUSED,
        locked.toolchain().toString(),
        there.goroot().toString(),
        "what is installed already is not what " + source + " says",
        List.of(new Proof(ProofKind.PINNED, Proof.State.REFUTED, source, wrong)),
        List.of());
  }

  /** {@return what a lock says otherwise than a seal, or the empty string} */
  private static String difference(Seal seal, LockedFile locked) {
    if (!locked.h1().isEmpty() && !locked.h1().equals(seal.h1())) {
      return "says " + locked.h1() + ", but its seal says " + seal.h1();
    }
    boolean same = locked.sha256().equals(seal.archiveSha256());
    if (!same && (locked.h1().isEmpty() || isNamed(seal, locked))) {
      return "says SHA-256 " + locked.sha256() + ", but it is from " + seal.archiveSha256();
    }
    if (same && locked.size() >= 0 && locked.size() != seal.archiveSize()) {
      return "says " + locked.size() + " bytes, but the file had " + seal.archiveSize();
    }
    return "";
  }

  /** The module's zip has the same files and another digest. */
  private static boolean isNamed(Seal seal, LockedFile locked) {
    return !locked.sha256().isEmpty() && seal.source().endsWith("/" + locked.name());
  }

  private static List<Proof> met(Seal seal, LockedFile locked, String source) {
    List<Proof> met = new ArrayList<>();
    if (locked.sha256().equals(seal.archiveSha256())) {
      met.add(pinned(source, "SHA-256 " + locked.sha256()));
    }
    if (!locked.h1().isEmpty()) {
      met.add(pinned(source, locked.h1()));
    }
    return met;
  }

  private static Proof pinned(String source, String value) {
    return new Proof(ProofKind.PINNED, Proof.State.PROVEN, source, value);
  }

  /** A version that is there says nothing of another file that is called the same. */
  static InstallResult fromFile(
      Installed installed, InstallRequest request, Path file, String sha256) throws IOException {
    InstallResult result = released(installed, request);
    if (result instanceof InstallResult.AlreadyThere(_, Seal seal, _, _)
        && !seal.archiveSha256().equals(sha256)) {
      return new InstallResult.NotInstalled(
          Reason.NOT_PROVEN,
          installed.toolchain().toString(),
          file.toString(),
          "it is installed already, from another file; --reinstall replaces it by this one",
          List.of(),
          List.of());
    }
    return result;
  }
}
