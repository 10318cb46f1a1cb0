package dev.archcheck.verify;

/** How much a finding matters, in rising order. */
public enum Severity {
  /** Worth knowing; never fails a run unless asked for. */
  NOTE,
  /** Probably wrong, or wrong for some users. */
  WARNING,
  /** Wrong: it will not load there, or it is not what it claims to be. */
  ERROR
}
