package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.Seal;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.util.List;

/** What became of an installation. */
public sealed interface InstallResult {

  /**
   * It is in the store now.
   *
   * @param resumed how many bytes an earlier run had downloaded
   * @param notes what happened on the way that people want to know
   */
  record Done(Installed installed, Seal seal, long resumed, List<String> notes)
      implements InstallResult {

    /** Keeps its own list. */
    public Done {
      notes = List.copyOf(notes);
    }
  }

  /**
   * It was in the store already; nothing was done.
   *
   * @param met what a lock demands and the seal says, too; empty where no lock was asked
   */
  record AlreadyThere(Installed installed, Seal seal, List<Proof> met, List<String> notes)
      implements InstallResult {

    /** Keeps its own list. */
    public AlreadyThere {
      met = List.copyOf(met);
      notes = List.copyOf(notes);
    }
  }

  /** {@return what did not count, for people} */
  List<String> notes();

  /** {@return what a lock demands and is so; empty where no lock was asked, or nothing is there} */
  default List<Proof> met() {
    return switch (this) {
      case Done done ->
          done.seal().proofs().stream()
              .filter(proof -> proof.holds() && proof.kind() == ProofKind.PINNED)
              .toList();
      case AlreadyThere there -> there.met();
      case NotInstalled _ -> List.of();
    };
  }

  /**
   * Something speaks against it, or not enough for it. The store is as it was.
   *
   * @param what what was to be installed
   * @param source where it was had from, or the empty string
   * @param why one sentence
   * @param proofs everything that was tried
   */
  record NotInstalled(
      Reason reason, String what, String source, String why, List<Proof> proofs, List<String> notes)
      implements InstallResult {

    /** Keeps its own lists. */
    public NotInstalled {
      proofs = List.copyOf(proofs);
      notes = List.copyOf(notes);
    }
  }

  /** Why something was not installed. */
  enum Reason {
    /** A proof failed, or the archive is not what it must be. */
    REFUSED,
    /** The archive is damaged. */
    DAMAGED,
    /** What was demanded could not be proven. */
    NOT_PROVEN,
    /** There is no such version, or none for this platform. */
    NOT_PUBLISHED,
    /** The lock does not have it. */
    NOT_LOCKED
  }
}
