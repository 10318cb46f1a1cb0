package dev.archcheck.verify.openpgp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of one signature. */
public sealed interface Judgement {

  /**
   * It was made over these bytes by a key that was good at that time.
   *
   * @param primary the trusted key
   * @param key the key that signed: the same, or a subkey that it vouches for
   * @param made when, as the signer says
   * @param keyExpires when the key ends or ended, or null; information, no judgement
   */
  record Good(Fingerprint primary, Fingerprint key, Instant made, @Nullable Instant keyExpires)
      implements Judgement {}

  /**
   * It does not count.
   *
   * @param issuer who it says made it: a fingerprint or key ID, or the empty string
   */
  record Refused(Refusal refusal, String issuer) implements Judgement {}
}
