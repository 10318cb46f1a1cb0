package dev.archcheck.toolchain.check;

import dev.archcheck.toolchain.check.TreeReport.Outcome;
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
import dev.archcheck.verify.sumdb.LoggedModule;
import dev.archcheck.verify.sumdb.ModuleVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds an installed version against its seal, and its files against the log's proof in the seal:
 * whoever could write both the tree and the seal cannot write the log.
 */
public final class SealCheck {

  private final LogKey key;

  /** A check that trusts a log. */
  public SealCheck(LogKey key) {
    this.key = key;
  }

  /**
   * {@return what became of a version} No network is used.
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
    if (!seal.logProof().isEmpty()) {
      proofs.add(log(seal, tree));
    }
    boolean intact = differences.isEmpty() && proofs.stream().allMatch(Proof::holds);
    return new TreeReport(
        installed.toolchain().name(),
        installed.goroot(),
        intact ? Outcome.INTACT : Outcome.DIFFERENT,
        tree.count(),
        proofs.isEmpty() ? tree.count() : tree.notInModule(),
        "its seal of " + seal.installed(),
        differences,
        proofs,
        proofs.isEmpty() ? List.of("the seal holds no proof of a log") : List.of());
  }

  private Proof log(Seal seal, GoTree tree) {
    try {
      LoggedModule logged =
          LogProof.parse(seal.logProof())
              .verify(key)
              .module(ModuleVersion.of(seal.toolchain().module()));
      String h1 = tree.h1();
      boolean same = logged.hash().equals(h1);
      String record = "record " + logged.record().index();
      return new Proof(
          ProofKind.LOG,
          same ? Proof.State.PROVEN : Proof.State.REFUTED,
          key.name(),
          same ? record + " has " + h1 : record + " has " + logged.hash() + ", these files " + h1);
    } catch (LogException e) {
      return new Proof(
          ProofKind.LOG, Proof.State.REFUTED, key.name(), String.valueOf(e.getMessage()));
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
