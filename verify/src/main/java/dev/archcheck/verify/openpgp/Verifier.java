package dev.archcheck.verify.openpgp;

import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges detached signatures over files. A signature is judged at the time when it was made: that
 * its key has ended since is information, that the key had ended before refuses it.
 */
public final class Verifier {

  /** Clocks go wrong by so much. */
  private static final long TOLERANCE = 300;

  private final Keyring keyring;
  private final Set<Fingerprint> trusted;
  private final Instant now;

  private Verifier(Keyring keyring, Set<Fingerprint> trusted, Instant now) {
    this.keyring = keyring;
    this.trusted = trusted;
    this.now = now;
  }

  /** A verifier that trusts the certificates of a keyring that have these primary keys. */
  public static Verifier pinned(Keyring keyring, Set<Fingerprint> primaries, Instant now) {
    return new Verifier(keyring, Set.copyOf(primaries), now);
  }

  /** A verifier that trusts every certificate of a keyring, because the user chose that file. */
  public static Verifier ofAll(Keyring keyring, Instant now) {
    Set<Fingerprint> primaries = new LinkedHashSet<>();
    for (Certificate certificate : keyring.certificates()) {
      primaries.add(certificate.fingerprint());
    }
    return new Verifier(keyring, primaries, now);
  }

  /**
   * {@return the verdict on a file}
   *
   * @param content of the file; it has at least {@link DetachedSignature#algorithms()}
   */
  public SignatureVerdict verify(DetachedSignature signature, ContentDigests content) {
    Refusal refusal = signature.refusal();
    if (refusal != null) {
      return new SignatureVerdict(List.of(new Judgement.Refused(refusal, "")), now);
    }
    List<Judgement> judgements = new ArrayList<>();
    for (SignaturePacket one : signature.signatures()) {
      judgements.add(judge(one, content));
    }
    return new SignatureVerdict(judgements, now);
  }

  private Judgement judge(SignaturePacket signature, ContentDigests content) {
    try {
      checkForm(signature);
      return bySomebody(signature, content);
    } catch (RefusedException e) {
      return new Judgement.Refused(e.refusal(), signature.issuer());
    }
  }

  /** What can be said without a key. */
  private static void checkForm(SignaturePacket signature) throws RefusedException {
    if (signature.type == SignaturePacket.TEXT) {
      throw new RefusedException(Reason.TEXT_MODE, "");
    }
    if (signature.type != SignaturePacket.BINARY) {
      throw new RefusedException(Reason.WRONG_TYPE, "0x%02x".formatted(signature.type));
    }
    HashId.strong(signature.hashAlgorithm);
    signature.checkCritical();
  }

  /** Tries every key that the issuer names: two keys can have the same ID. */
  private Judgement bySomebody(SignaturePacket signature, ContentDigests content)
      throws RefusedException {
    RefusedException last = null;
    for (Certificate certificate : keyring.certificates()) {
      for (KeyPacket key : certificate.keys()) {
        if (signature.mayBeBy(key)) {
          try {
            return by(certificate, key, signature, content);
          } catch (RefusedException e) {
            last = closer(last, e);
          }
        }
      }
    }
    throw last == null ? new RefusedException(Reason.UNKNOWN_KEY, signature.issuer()) : last;
  }

  /** {@return of two refusals the one by the key that did make it} */
  private static RefusedException closer(@Nullable RefusedException one, RefusedException other) {
    return one == null || one.refusal().reason() == Reason.BAD_SIGNATURE ? other : one;
  }

  private Judgement by(
      Certificate certificate, KeyPacket key, SignaturePacket signature, ContentDigests content)
      throws RefusedException {
    Mathematics.checkKey(key);
    Algorithm hash = HashId.strong(signature.hashAlgorithm);
    byte[] digest = signature.finish(content.continued(hash));
    if (!Mathematics.fits(key, signature, hash, digest)) {
      throw new RefusedException(
          Reason.BAD_SIGNATURE, "another file, or damaged; key " + key.fingerprint.hex());
    }
    // From here on the signer's own words are known to be the signer's.
    if (!trusted.contains(certificate.fingerprint())) {
      throw new RefusedException(Reason.UNTRUSTED_KEY, certificate.fingerprint().hex());
    }
    Mathematics.checkKey(certificate.primary);
    long made = checkTimes(key, signature);
    long end = new KeyStanding(certificate).check(key, made);
    return new Judgement.Good(
        certificate.fingerprint(),
        key.fingerprint,
        Instant.ofEpochSecond(made),
        end == Long.MAX_VALUE ? null : Instant.ofEpochSecond(end));
  }

  private long checkTimes(KeyPacket key, SignaturePacket signature) throws RefusedException {
    long made = signature.created();
    if (made > now.getEpochSecond() + TOLERANCE) {
      throw new RefusedException(Reason.FUTURE, Instant.ofEpochSecond(made).toString());
    }
    if (signature.expires() <= now.getEpochSecond()) {
      throw new RefusedException(
          Reason.EXPIRED_SIGNATURE, Instant.ofEpochSecond(signature.expires()).toString());
    }
    if (made < key.created) {
      throw new RefusedException(
          Reason.OLDER_THAN_KEY,
          "made %s, the key %s"
              .formatted(Instant.ofEpochSecond(made), Instant.ofEpochSecond(key.created)));
    }
    return made;
  }
}
