package dev.archcheck.toolchain.check;

import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import dev.archcheck.verify.sumdb.LoggedModule;

/** Holds the files of a tree against what a log says of their module. */
final class LogJudgement {

  private LogJudgement() {}

  /** {@return whether the log has this hash of the files} */
  static Proof of(LoggedModule logged, String log, String h1) {
    String record = "record " + logged.record().index();
    boolean same = logged.hash().equals(h1);
    return new Proof(
        ProofKind.LOG,
        same ? Proof.State.PROVEN : Proof.State.REFUTED,
        log,
        same ? record + " has " + h1 : record + " has " + logged.hash() + ", these files " + h1);
  }
}
