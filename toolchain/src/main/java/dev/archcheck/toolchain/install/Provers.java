package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.download.Document;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.release.ReleaseFile;
import dev.archcheck.toolchain.release.ReleaseSites;
import dev.archcheck.toolchain.release.Sidecars;
import dev.archcheck.verify.proof.ProofKind;
import dev.archcheck.verify.sumdb.SumDatabase;

/** Whoever can be asked for proofs. */
final class Provers {

  private final ReleaseSites sites;
  private final Sidecars sidecars;
  private final LogAccess log;
  private final ReleaseSignature signatures;

  Provers(ReleaseSites sites, Sidecars sidecars, LogAccess log, ReleaseSignature signatures) {
    this.sites = sites;
    this.sidecars = sidecars;
    this.log = log;
    this.signatures = signatures;
  }

  /** Asks for everything that a file can be proven by, each in a thread of its own. */
  ProofRun start(Candidate candidate) {
    SumDatabase client = log.client();
    LogProver prover = null;
    String notAsked = "";
    ReleaseFile published = candidate.published();
    if (published != null && !published.offers().contains(ProofKind.LOG)) {
      notAsked = "has converted copies of releases before Go 1.21, not the archives themselves";
    } else if (client == null) {
      notAsked = log.whyNot();
    } else {
      prover = new LogProver(client, candidate.toolchain().module());
    }
    Later<String> digest = null;
    Later<Document> signature = null;
    String name = candidate.wanted().name();
    if (candidate.isArchive()) {
      digest = new Later<>("sidecar", () -> sidecars.sha256(name));
      if (published != null && published.offers().contains(ProofKind.SIGNATURE)) {
        signature = new Later<>("signature", () -> sidecars.signature(name));
      }
    }
    return new ProofRun(
        candidate, sites.list().toString(), prover, notAsked, digest, signature, signatures);
  }
}
