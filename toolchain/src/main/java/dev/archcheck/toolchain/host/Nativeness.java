package dev.archcheck.toolchain.host;

/** Whether the processor itself runs the code of a process. */
public enum Nativeness {
  /** The processor runs it, be it in a mode for older programs of its own family. */
  NATIVE,
  /** Something translates or interprets it. */
  EMULATED,
  /** Nothing shows which of both. */
  UNKNOWN
}
