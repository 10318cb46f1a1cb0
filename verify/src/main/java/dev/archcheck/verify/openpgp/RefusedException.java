package dev.archcheck.verify.openpgp;

/** Ends a check from within; it never leaves the package. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final Reason reason;

  RefusedException(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  Refusal refusal() {
    return new Refusal(reason, String.valueOf(getMessage()));
  }
}
