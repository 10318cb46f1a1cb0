package dev.archcheck.verify.openpgp;

/**
 * Why a signature does not count.
 *
 * @param detail the particulars, or the empty string
 */
public record Refusal(Reason reason, String detail) {

  /** {@return a sentence to stand behind "the signature"; without a full stop} */
  @Override
  public String toString() {
    return detail.isEmpty() ? reason.sentence() : reason.sentence() + ": " + detail;
  }
}
