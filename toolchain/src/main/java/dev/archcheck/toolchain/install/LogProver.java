package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.Later;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import dev.archcheck.verify.sumdb.LogException;
import dev.archcheck.verify.sumdb.LogNotFoundException;
import dev.archcheck.verify.sumdb.LogProof;
import dev.archcheck.verify.sumdb.LoggedModule;
import dev.archcheck.verify.sumdb.Lookup;
import dev.archcheck.verify.sumdb.ModuleVersion;
import dev.archcheck.verify.sumdb.SumDatabase;
import dev.archcheck.verify.sumdb.ToolchainModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Asks a log for a toolchain while that is downloaded, and holds its files against the answer. */
final class LogProver implements AutoCloseable {

  private final String name;
  private final Later<Lookup> lookup;
  private @Nullable Lookup found;

  LogProver(SumDatabase log, ToolchainModule module) {
    this.name = log.key().name();
    this.lookup = new Later<>("log", () -> log.lookup(ModuleVersion.of(module)));
  }

  private LogProver(String name, Later<Lookup> lookup) {
    this.name = name;
    this.lookup = lookup;
  }

  /**
   * {@return a prover by a proof that somebody carried here} It is verified with the key of the log
   * alone. The log is asked as well, if it can be: what it says now must be the same.
   */
  static LogProver carried(LogAccess log, ToolchainModule module, CarriedProof proof) {
    return new LogProver(
        log.key().name() + " by " + proof.source(),
        new Later<>("log", () -> verify(log, ModuleVersion.of(module), proof)));
  }

  private static Lookup verify(LogAccess log, ModuleVersion module, CarriedProof proof)
      throws LogException, IOException {
    LogProof text = LogProof.parse(proof.text());
    SumDatabase client = log.client();
    if (client == null) {
      LoggedModule proven = proof.agreed(text.verify(log.key()).module(module));
      return new Lookup(
          proven,
          Lookup.Origin.KEPT_PROOF,
          proven.record().head(),
          List.of("the log itself was not asked: " + log.whyNot()));
    }
    Lookup carried = client.check(text, module);
    LoggedModule proven = proof.agreed(carried.module());
    List<String> notCompared = new ArrayList<>(carried.notCompared());
    try {
      LoggedModule now = client.lookup(module).module();
      if (!now.hash().equals(proven.hash())) {
        throw new LogException(
            LogException.Reason.CONFLICTING_LINES,
            "record " + now.record().index() + " of the log now says " + now.hash());
      }
    } catch (IOException e) {
      notCompared.add("the log itself was not asked: " + e.getMessage());
    }
    return new Lookup(proven, carried.origin(), carried.remembered(), notCompared);
  }

  /** {@return the name of the log} */
  String name() {
    return name;
  }

  /** {@return what the log says of files with this hash} */
  Proof prove(String h1) throws IOException {
    try {
      Lookup answer = lookup.get();
      found = answer;
      return judge(answer, h1);
    } catch (ExecutionException e) {
      return failed(e);
    }
  }

  private Proof judge(Lookup answer, String h1) {
    LoggedModule module = answer.module();
    String record = "record " + module.record().index();
    if (!module.hash().equals(h1)) {
      return new Proof(
          ProofKind.LOG,
          Proof.State.REFUTED,
          name,
          record + " says " + module.hash() + ", but these files have " + h1);
    }
    StringBuilder detail = new StringBuilder(record + " has " + h1);
    answer.notCompared().forEach(sentence -> detail.append("; ").append(sentence));
    return new Proof(ProofKind.LOG, Proof.State.PROVEN, name, detail.toString());
  }

  /**
   * A log that lies is a reason to refuse; one that does not answer is none to believe anything.
   */
  private Proof failed(ExecutionException e) {
    return switch (e.getCause()) {
      case LogException lie ->
          new Proof(ProofKind.LOG, Proof.State.REFUTED, name, String.valueOf(lie.getMessage()));
      case LogNotFoundException _ ->
          new Proof(ProofKind.LOG, Proof.State.NOT_HAD, name, "has no record of it");
      case IOException io ->
          new Proof(
              ProofKind.LOG,
              Proof.State.NOT_HAD,
              name,
              "could not be asked: " + String.valueOf(io.getMessage()));
      case null, default -> throw new IllegalStateException(e);
    };
  }

  /** {@return the proof in its portable form, or the empty string} */
  String text() {
    return found == null ? "" : found.module().record().proof().text();
  }

  @Override
  public void close() {
    lookup.close();
  }
}
