package dev.archcheck.verify;

import dev.archcheck.inspect.Witness;

/** What a judgement rests on. */
public sealed interface Evidence permits Evidence.Bytes, Evidence.Declared {

  /** Bytes of the artifact that the finding is about. */
  record Bytes(Witness witness) implements Evidence {}

  /**
   * Something that claims: a name on the path, an option, a manifest.
   *
   * @param source what claims, for example {@code path} or {@code --target}
   * @param text the words that claim, as found
   */
  record Declared(String source, String text) implements Evidence {}
}
