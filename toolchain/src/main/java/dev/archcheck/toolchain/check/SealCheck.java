package dev.archcheck.toolchain.check;

import dev.archcheck.toolchain.Later;
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
import dev.archcheck.verify.sumdb.LoggedModule;
import dev.archcheck.verify.sumdb.Lookup;
import dev.archcheck.verify.sumdb.ModuleVersion;
import dev.archcheck.verify.sumdb.SumDatabase;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

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
    if (!installed.isComplete()) {
      return notChecked(installed, "its seal or its tree is missing, or cannot be looked at");
    }
    // Reading the tree takes longest, so all that can be known before is found out meanwhile.
    try (Later<GoTree> reading = new Later<>("tree", installed::readTree)) {
      Seal seal = installed.readSeal();
      if (!seal.toolchain().equals(installed.toolchain())) {
        return notChecked(installed, "its seal is that of " + seal.toolchain().name());
      }
      Function<String, Proof> inSeal = seal.logProof().isEmpty() ? null : inSeal(seal);
      String listed = GoTree.h1(seal);
      GoTree tree = read(reading);
      List<Difference> differences = tree.differencesTo(seal);
      // Files without a difference to those that are listed have the hash of those.
      boolean same = differences.isEmpty() && tree.count() == seal.files().size();
      String h1 = same ? listed : tree.h1();
      List<Proof> proofs = new ArrayList<>();
      List<String> notes = new ArrayList<>();
      boolean open = true;
      if (inSeal == null) {
        notes.add("the seal holds no proof of the log");
      } else {
        Proof sealed = inSeal.apply(h1);
        proofs.add(sealed);
        open = sealed.state() == Proof.State.NOT_HAD;
      }
      if (open && differences.isEmpty() && without == Without.ASK) {
        proofs.add(asked(seal, h1, notes));
      }
      return report(installed, seal, tree, differences, proofs, notes);
    } catch (DamagedSealException e) {
      return notChecked(installed, String.valueOf(e.getMessage()));
    }
  }

  private TreeReport report(
      Installed installed,
      Seal seal,
      GoTree tree,
      List<Difference> differences,
      List<Proof> proofs,
      List<String> notes) {
    boolean proven = proofs.stream().anyMatch(Proof::holds);
    boolean refuted = proofs.stream().anyMatch(proof -> proof.state() == Proof.State.REFUTED);
    Outcome outcome =
        !differences.isEmpty() || refuted
            ? Outcome.DIFFERENT
            : proven || (without == Without.BELIEVE && proofs.isEmpty())
                ? Outcome.INTACT
                : Outcome.NOT_CHECKED;
    return new TreeReport(
        installed.toolchain().name(),
        installed.goroot(),
        outcome,
        tree.count(),
        proven ? tree.notInModule() : tree.count(),
        differences.isEmpty() && refuted
            ? "the log"
            : "its seal of " + seal.installed().truncatedTo(ChronoUnit.SECONDS),
        differences,
        proofs,
        notes);
  }

  private static <T> T read(Later<T> later) throws IOException {
    try {
      return later.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e);
    }
  }

  /** {@return what becomes of a hash by the proof in a seal} */
  private Function<String, Proof> inSeal(Seal seal) {
    LogKey key = log.key();
    try {
      LoggedModule logged =
          LogProof.parse(seal.logProof())
              .verify(key)
              .module(ModuleVersion.of(seal.toolchain().module()));
      return h1 -> LogJudgement.of(logged, key.name(), h1);
    } catch (LogException e) {
      return _ ->
          new Proof(
              ProofKind.LOG,
              Proof.State.NOT_HAD,
              key.name(),
              "the proof in the seal does not hold: " + e.getMessage());
    }
  }

  private Proof asked(Seal seal, String h1, List<String> notes) {
    String name = log.key().name();
    SumDatabase client = log.client();
    if (client == null) {
      return new Proof(ProofKind.LOG, Proof.State.NOT_HAD, name, log.whyNot());
    }
    try {
      Lookup lookup = client.lookup(ModuleVersion.of(seal.toolchain().module()));
      notes.addAll(lookup.notCompared());
      return LogJudgement.of(lookup.module(), name, h1);
    } catch (LogException e) {
      return new Proof(ProofKind.LOG, Proof.State.REFUTED, name, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Proof(
          ProofKind.LOG, Proof.State.NOT_HAD, name, "could not be asked: " + e.getMessage());
    }
  }

  private static TreeReport notChecked(Installed installed, String note) {
    return new TreeReport(
        installed.toolchain().name(),
        installed.goroot(),
        Outcome.NOT_CHECKED,
        0,
        0,
        "",
        List.of(),
        List.of(),
        List.of(note));
  }
}
