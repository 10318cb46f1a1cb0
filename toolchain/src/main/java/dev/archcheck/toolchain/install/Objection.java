package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.install.InstallResult.NotInstalled;
import dev.archcheck.toolchain.install.InstallResult.Reason;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether proofs are enough: none may fail, and one must be as strong as is demanded. */
final class Objection {

  private Objection() {}

  /** {@return what speaks against a file, or null} */
  static @Nullable NotInstalled of(
      Candidate candidate,
      String source,
      List<Proof> proofs,
      ProofKind require,
      List<String> notes) {
    String what = candidate.toolchain().toString();
    for (Proof proof : proofs) {
      if (proof.state() == Proof.State.REFUTED) {
        return new NotInstalled(
            Reason.REFUSED, what, source, proof.source() + ": " + proof.detail(), proofs, notes);
      }
    }
    for (Proof proof : proofs) {
      if (proof.holds() && proof.kind().compareTo(require) >= 0) {
        return null;
      }
    }
    return new NotInstalled(
        Reason.NOT_PROVEN,
        what,
        source,
        "nothing of the kind '" + require.word() + "' or stronger could be proven",
        proofs,
        notes);
  }

  /** {@return that the bytes that arrived do not have the digest that was demanded} */
  static NotInstalled digest(Candidate candidate, String why, List<String> notes) {
    Pins pins = candidate.expected().pins();
    List<Proof> proofs = pins == null ? List.of() : List.of(pins.refuted(why));
    return new NotInstalled(
        Reason.REFUSED,
        candidate.toolchain().toString(),
        candidate.wanted().name(),
        why,
        proofs,
        notes);
  }
}
