package dev.archcheck.verify.proof;

import org.jspecify.annotations.Nullable;

/** A kind of proof, the weakest first. */
public enum ProofKind {
  /** A digest that lies beside the file: whoever can exchange the one can exchange the other. */
  SIDECAR("sidecar"),

  /** A digest from a list that somebody else serves, or that covers many files. */
  INDEX("index"),

  /** A digest that was known before the download: from a lock file, or said by the user. */
  PINNED("pinned"),

  /** A signature by a key that is trusted: OpenPGP, minisign, signify. */
  SIGNATURE("signature"),

  /** A record in a public append-only log that everybody sees alike. */
  LOG("log");

  private final String word;

  ProofKind(String word) {
    this.word = word;
  }

  /** {@return the word for options, documents and people} */
  public String word() {
    return word;
  }

  /** {@return the kind of a word, or null} */
  public static @Nullable ProofKind of(String word) {
    for (ProofKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    return null;
  }
}
