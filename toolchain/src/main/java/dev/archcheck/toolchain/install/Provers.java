package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.Later;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.release.ReleaseSites;
import dev.archcheck.toolchain.release.Sidecars;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import dev.archcheck.verify.sumdb.LogException;
import dev.archcheck.verify.sumdb.LogProof;
import dev.archcheck.verify.sumdb.ModuleVersion;
import dev.archcheck.verify.sumdb.SumDatabase;
import dev.archcheck.verify.sumdb.ToolchainModule;
import org.jspecify.annotations.Nullable;

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

  /** {@return the name of the log that is asked} */
  String log() {
    return log.key().name();
  }

  /** Asks for everything that a file can be proven by, each in a thread of its own. */
  ProofRun start(Candidate candidate) {
    Expected expected = candidate.expected();
    String name = candidate.wanted().name();
    Later<Beside> digest = null;
    Later<Beside> signature = null;
    if (candidate.isArchive()) {
      Beside known = expected.digest();
      digest =
          known == null
              ? new Later<>("sidecar", () -> new Beside(name + ".sha256", sidecars.sha256(name)))
              : Later.known(known);
      Beside signed = expected.signature();
      if (signed != null) {
        signature = Later.known(signed);
      } else if (candidate.isSigned()) {
        signature =
            new Later<>(
                "signature", () -> new Beside(name + ".asc", sidecars.signature(name).text()));
      }
    }
    return new ProofRun(
        candidate,
        sites.list().toString(),
        prover(candidate),
        whyNoLog(candidate),
        digest,
        signature,
        signatures);
  }

  /**
   * {@return what is wrong with a proof that somebody carried here, found without a network; null
   * if nothing is, or if it is of another log than the one that is asked}
   */
  @Nullable Proof contradiction(GoToolchain toolchain, CarriedProof carried) {
    if (!carried.log().equals(log())) {
      return null;
    }
    try {
      LogProof text = LogProof.parse(carried.text());
      carried.agreed(text.verify(log.key()).module(ModuleVersion.of(toolchain.module())));
      return null;
    } catch (LogException e) {
      return new Proof(
          ProofKind.LOG,
          Proof.State.REFUTED,
          log() + " by " + carried.source(),
          String.valueOf(e.getMessage()));
    }
  }

  private @Nullable LogProver prover(Candidate candidate) {
    if (!candidate.isLogged()) {
      return null;
    }
    ToolchainModule module = candidate.toolchain().module();
    CarriedProof carried = candidate.expected().proof();
    if (carried != null && carried.log().equals(log.key().name())) {
      return LogProver.carried(log, module, carried);
    }
    SumDatabase client = log.client();
    return client == null ? null : new LogProver(client, module);
  }

  private String whyNoLog(Candidate candidate) {
    return candidate.isLogged()
        ? log.whyNot()
        : "has converted copies of releases before Go 1.21, not the archives themselves";
  }
}
