package dev.archcheck.verify.proof;

/**
 * One proof of a file, or why there is none.
 *
 * @param source whose word it is: a URL, a file, the name of a log, the fingerprint of a key
 * @param detail what was compared, what differs, or the reason why it could not be had
 */
public record Proof(ProofKind kind, State state, String source, String detail) {

  /** What became of a proof. */
  public enum State {
    /** It was checked, and it holds. */
    PROVEN,
    /** It was checked, and the file is not what it should be. */
    REFUTED,
    /** It could not be had. This never counts as passed. */
    NOT_HAD
  }

  /** {@return whether it holds} */
  public boolean holds() {
    return state == State.PROVEN;
  }
}
