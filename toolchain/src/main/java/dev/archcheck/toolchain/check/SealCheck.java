package dev.archcheck.toolchain.check;

import dev.archcheck.toolchain.check.TreeReport.Outcome;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.store.DamagedSealException;
import dev.archcheck.toolchain.store.Difference;
import dev.archcheck.toolchain.store.GoTree;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.Seal;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import dev.archcheck.verify.sumdb.LogException;
import dev.archcheck.verify.sumdb.LogKey;
import dev.archcheck.verify.sumdb.LogProof;
import dev.archcheck.verify.sumdb.Lookup;
import dev.archcheck.verify.sumdb.ModuleVersion;
import dev.archcheck.verify.sumdb.SumDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds an installed version against its seal, and its files against the log: by the proof in the
 * seal, else by asking. Whoever could write both the tree and the seal cannot write the log, so a
 * seal alone proves nothing against them.
 */
public final class SealCheck {

  private final LogAccess log;
  private final Without without;

  /** What a seal is worth that has no proof of the log in it. */
  public enum Without {
    /** The log is asked; where it does not answer, the version is not checked. */
    ASK,
    /** It is believed: who asks knows that nobody else could write it. */
    BELIEVE
  }

  /** A check that trusts a log. */
  public SealCheck(LogAccess log, Without without) {
    this.log = log;
    this.without = without;
  }

  /**
   * {@return what became of a version} The network is used only where its seal has no proof.
   *
   * @throws IOException if its folder cannot be read
   */
  public TreeReport check(Installed installed) throws IOException {
    Seal seal;
    try {
      seal = installed.readSeal();
    } catch (DamagedSealException e) {
      return report(
          installed, Outcome.NOT_CHECKED, 0, List.of(), List.of(), String.valueOf(e.getMessage()));
    }
    if (!seal.toolchain().equals(installed.toolchain())) {
      return report(
          installed,
          Outcome.NOT_CHECKED,
          0,
          List.of(),
          List.of(),
          "its seal is that of " + seal.toolchain().name());
    }
    GoTree tree = installed.readTree();
    List<Difference> differences = tree.differencesTo(seal);
    List<Proof> proofs = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    if (!seal.logProof().isEmpty()) {
      proofs.add(inSeal(seal, tree));
    } else if (differences.isEmpty()) {
      notes.add("the seal holds no proof of the log");
      if (without == Without.ASK) {
        proofs.add(asked(seal, tree, notes));
      }
    }
    boolean proven = proofs.stream().anyMatch(Proof::holds);
    boolean refuted = proofs.stream().anyMatch(proof -> proof.state() == Proof.State.REFUTED);
    Outcome outcome =
        !differences.isEmpty() || refuted
            ? Outcome.DIFFERENT
            : proven || without == Without.BELIEVE ? Outcome.INTACT : Outcome.NOT_CHECKED;
    return new TreeReport(
        installed.toolchain().name(),
        installed.goroot(),
        outcome,
        tree.count(),
        proven ? tree.notInModule() : tree.count(),
        differences.isEmpty() && refuted ? "the log" : "its seal of " + seal.installed(),
        differences,
        proofs,
        notes);
  }

  private Proof inSeal(Seal seal, GoTree tree) {
    LogKey key = log.key();
    try {
      return LogJudgement.of(
          LogProof.parse(seal.logProof())
              .verify(key)
              .module(ModuleVersion.of(seal.toolchain().module())),
          key.name(),
          tree);
    } catch (LogException e) {
      return new Proof(
          ProofKind.LOG, Proof.State.REFUTED, key.name(), String.valueOf(e.getMessage()));
    }
  }

  private Proof asked(Seal seal, GoTree tree, List<String> notes) {
    String name = log.key().name();
    SumDatabase client = log.client();
    if (client == null) {
      return new Proof(ProofKind.LOG, Proof.State.NOT_HAD, name, log.whyNot());
    }
    try {
      Lookup lookup = client.lookup(ModuleVersion.of(seal.toolchain().module()));
      notes.addAll(lookup.notCompared());
      return LogJudgement.of(lookup.module(), name, tree);
    } catch (LogException e) {
      return new Proof(
          ProofKind.LOG, Proof.State.REFUTED, name, e.getMessage() + " (" + e.reason() + ")");
    } catch (IOException e) {
      return new Proof(
          ProofKind.LOG, Proof.State.NOT_HAD, name, "could not be asked: " + e.getMessage());
    }
  }

  private static TreeReport report(
      Installed installed,
      Outcome outcome,
      int files,
      List<Difference> differences,
      List<Proof> proofs,
      String note) {
    return new TreeReport(
        installed.toolchain().name(),
        installed.goroot(),
        outcome,
        files,
        0,
        "",
        differences,
        proofs,
        List.of(note));
  }
}
