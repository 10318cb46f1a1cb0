package dev.archcheck.verify.openpgp;

import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the signatures of one file come down to. Each must be good, or be by a key that is not
 * known: one that a known key did not make, or that does not count, refuses all. A publisher may
 * sign with an old and a new key; nobody publishes a bad signature.
 *
 * @param judgements one for each signature, in the order of the file; at least one
 * @param asked the time for which {@code keyExpires} is past or future
 */
public record SignatureVerdict(List<Judgement> judgements, Instant asked) {

  /** A verdict that keeps its own list. */
  public SignatureVerdict {
    judgements = List.copyOf(judgements);
  }

  /** {@return whether the file is what the trusted key signed} */
  public Proof.State state() {
    if (refusal(Inconclusive.PASSED_OVER) != null) {
      return Proof.State.REFUTED;
    }
    return good() == null ? Proof.State.NOT_HAD : Proof.State.PROVEN;
  }

  private enum Inconclusive {
    PASSED_OVER,
    TAKEN
  }

  /** {@return the first good signature, or null; meaningful only where the state is proven} */
  public Judgement.@Nullable Good good() {
    for (Judgement one : judgements) {
      if (one instanceof Judgement.Good good) {
        return good;
      }
    }
    return null;
  }

  /** {@return why it is not proven, or null where it is} */
  public @Nullable Refusal refusal() {
    Refusal hard = refusal(Inconclusive.PASSED_OVER);
    return hard != null || good() != null ? hard : refusal(Inconclusive.TAKEN);
  }

  private @Nullable Refusal refusal(Inconclusive inconclusive) {
    for (Judgement one : judgements) {
      if (one instanceof Judgement.Refused(Refusal refusal, _)
          && (inconclusive == Inconclusive.TAKEN || !refusal.reason().isInconclusive())) {
        return refusal;
      }
    }
    return null;
  }

  /**
   * {@return the proof that this is}
   *
   * @param source the file or address that the signature came from
   */
  public Proof proof(String source) {
    return new Proof(ProofKind.SIGNATURE, state(), source, detail());
  }

  private String detail() {
    Refusal refusal = refusal();
    Judgement.Good good = good();
    if (refusal != null || good == null) {
      return "the signature " + refusal;
    }
    StringBuilder text = new StringBuilder("OpenPGP by ").append(good.primary());
    if (!good.key().equals(good.primary())) {
      text.append(", subkey ").append(good.key());
    }
    text.append(", made ").append(good.made());
    Instant expires = good.keyExpires();
    if (expires != null && !expires.isAfter(asked)) {
      text.append(", good then (the key ended ").append(expires).append(')');
    }
    if (judgements.size() > 1) {
      text.append(", one of ").append(judgements.size()).append(" signatures");
    }
    return text.toString();
  }
}
