package dev.archcheck.verify.openpgp;

import dev.archcheck.verify.digest.Algorithm;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate's own signatures say of its keys at a time. Nothing counts that the primary
 * key did not sign, and nothing that it signed later than the time asked about, except that a key
 * is compromised.
 */
final class KeyStanding {

  /** A key that never could sign files. */
  static final long NEVER = -1;

  /** Until then self-signatures over SHA-1 count: forging one needs a collision made in advance. */
  private static final long LAST_SHA1 = Instant.parse("2023-02-01T00:00:00Z").getEpochSecond();

  private static final int REASON_NONE = 0;
  private static final int REASON_COMPROMISED = 2;

  private final Certificate certificate;

  KeyStanding(Certificate certificate) {
    this.certificate = certificate;
  }

  /**
   * Refuses a key that could not sign files at the time.
   *
   * @return the second since 1970 at which it ends or ended, or the most
   */
  long check(KeyPacket key, long at) throws RefusedException {
    checkRevocations(certificate.primary, certificate.direct, this::primary, at, true);
    SignaturePacket own = latest(selfSignatures(at));
    if (own == null) {
      throw new RefusedException(Reason.UNBOUND_PRIMARY, certificate.fingerprint().hex());
    }
    long end = end(certificate.primary, own);
    checkEnd(certificate.primary, end, at);
    if (key == certificate.primary) {
      checkFlags(key, own);
      return end;
    }
    return Math.min(end, checkSubkey(key, at));
  }

  private long checkSubkey(KeyPacket key, long at) throws RefusedException {
    List<SignaturePacket> said = certificate.subkey(key).signatures;
    Consumer<MessageDigest> material = digest -> both(digest, key);
    List<SignaturePacket> bindings =
        made(said, SignaturePacket.SUBKEY_BINDING, certificate.primary, material, at);
    SignaturePacket binding = latest(bindings);
    if (binding == null) {
      throw new RefusedException(Reason.UNBOUND_SUBKEY, key.fingerprint.hex());
    }
    checkRevocations(key, said, material, at, false);
    checkFlags(key, binding);
    if (made(binding.embedded(), SignaturePacket.PRIMARY_BINDING, key, material, at).isEmpty()) {
      throw new RefusedException(Reason.NO_BACK_SIGNATURE, key.fingerprint.hex());
    }
    long end = end(key, binding);
    checkEnd(key, end, at);
    return end;
  }

  /** {@return when a key ends that may sign files, as known now; or that it never could} */
  long signsUntil(KeyPacket key, long now) {
    try {
      return check(key, now);
    } catch (RefusedException e) {
      if (e.refusal().reason() != Reason.EXPIRED_KEY) {
        return NEVER;
      }
      try {
        return end(key, binding(key, now));
      } catch (RefusedException _) {
        return NEVER;
      }
    }
  }

  private SignaturePacket binding(KeyPacket key, long at) throws RefusedException {
    SignaturePacket found =
        latest(
            key == certificate.primary
                ? selfSignatures(at)
                : made(
                    certificate.subkey(key).signatures,
                    SignaturePacket.SUBKEY_BINDING,
                    certificate.primary,
                    digest -> both(digest, key),
                    at));
    if (found == null) {
      throw new RefusedException(Reason.UNBOUND_SUBKEY, "");
    }
    return found;
  }

  private static long end(KeyPacket key, SignaturePacket binding) throws RefusedException {
    long life = binding.keyLife();
    return life == Long.MAX_VALUE ? life : key.created + life;
  }

  private static void checkEnd(KeyPacket key, long end, long at) throws RefusedException {
    if (end <= at) {
      throw new RefusedException(
          Reason.EXPIRED_KEY, key.fingerprint.hex() + " ended at " + Instant.ofEpochSecond(end));
    }
  }

  private static void checkFlags(KeyPacket key, SignaturePacket binding) throws RefusedException {
    if (!binding.allowsSigning()) {
      throw new RefusedException(Reason.NOT_A_SIGNING_KEY, key.fingerprint.hex());
    }
  }

  /** Direct signatures, and certifications of identities that were not taken back. */
  private List<SignaturePacket> selfSignatures(long at) {
    List<SignaturePacket> own = new ArrayList<>();
    own.addAll(
        made(
            certificate.direct,
            SignaturePacket.DIRECT_KEY,
            certificate.primary,
            this::primary,
            at));
    for (Certificate.Identity identity : certificate.identities) {
      Consumer<MessageDigest> material = digest -> identity(digest, identity);
      boolean takenBack =
          !made(
                  identity.signatures,
                  SignaturePacket.CERTIFICATION_REVOCATION,
                  certificate.primary,
                  material,
                  at)
              .isEmpty();
      int type = SignaturePacket.GENERIC_CERTIFICATION;
      while (!takenBack && type <= SignaturePacket.POSITIVE_CERTIFICATION) {
        own.addAll(made(identity.signatures, type, certificate.primary, material, at));
        type++;
      }
    }
    return own;
  }

  /**
   * A key that was compromised was so before anybody knew; a key that was replaced was good. Of a
   * revocation that cannot be checked nobody knows whether it says the one or the other.
   */
  private void checkRevocations(
      KeyPacket key,
      List<SignaturePacket> said,
      Consumer<MessageDigest> material,
      long at,
      boolean primary)
      throws RefusedException {
    int type = primary ? SignaturePacket.KEY_REVOCATION : SignaturePacket.SUBKEY_REVOCATION;
    for (SignaturePacket one : said) {
      if (one.type != type || !revokes(key, one, material)) {
        continue;
      }
      long when = one.created();
      int reason = reason(one);
      boolean hard = reason == REASON_NONE || reason == REASON_COMPROMISED;
      if (hard || when <= at) {
        throw new RefusedException(
            Reason.REVOKED_KEY,
            "%s, %s at %s"
                .formatted(
                    key.fingerprint.hex(),
                    hard ? "compromised or without a reason," : "retired or replaced,",
                    Instant.ofEpochSecond(when)));
      }
    }
  }

  /**
   * {@return whether the primary key made a revocation, whoever it says it is by} A weak digest is
   * no reason to go on trusting a key, and neither is one that is not known here.
   */
  private boolean revokes(
      KeyPacket key, SignaturePacket revocation, Consumer<MessageDigest> material)
      throws RefusedException {
    Algorithm hash = HashId.algorithm(revocation.hashAlgorithm);
    if (hash != null) {
      MessageDigest digest = hash.start();
      material.accept(digest);
      try {
        return Mathematics.fits(certificate.primary, revocation, hash, revocation.finish(digest));
      } catch (RefusedException _) {
        // damaged, and so as good as unreadable
      }
    }
    if (revocation.namesNoOtherThan(certificate.primary)) {
      throw new RefusedException(
          Reason.REVOKED_KEY, key.fingerprint.hex() + ", by a revocation that cannot be checked");
    }
    return false;
  }

  private static int reason(SignaturePacket revocation) throws RefusedException {
    Subpacket reason = revocation.hashed(Subpacket.REVOCATION_REASON);
    return reason == null || reason.data.length == 0 ? REASON_NONE : reason.data[0] & 0xFF;
  }

  /** {@return those of a type that the signer made and that held at the time} */
  private static List<SignaturePacket> made(
      List<SignaturePacket> said,
      int type,
      KeyPacket signer,
      Consumer<MessageDigest> material,
      long at) {
    List<SignaturePacket> found = new ArrayList<>();
    for (SignaturePacket one : said) {
      if (one.type == type && held(one, signer, at) && isBy(signer, one, material)) {
        found.add(one);
      }
    }
    return found;
  }

  private static boolean held(SignaturePacket one, KeyPacket signer, long at) {
    try {
      Algorithm hash = HashId.algorithm(one.hashAlgorithm);
      long created = one.created();
      one.checkCritical();
      return hash != null
          && (!hash.isWeak() || (hash == Algorithm.SHA1 && created < LAST_SHA1))
          && created >= signer.created
          && created <= at
          && one.expires() > at;
    } catch (RefusedException _) {
      return false;
    }
  }

  private static boolean isBy(
      KeyPacket signer, SignaturePacket one, Consumer<MessageDigest> material) {
    Algorithm hash = HashId.algorithm(one.hashAlgorithm);
    if (hash == null || !one.mayBeBy(signer)) {
      return false;
    }
    MessageDigest digest = hash.start();
    material.accept(digest);
    try {
      return Mathematics.fits(signer, one, hash, one.finish(digest));
    } catch (RefusedException _) {
      return false;
    }
  }

  private static @Nullable SignaturePacket latest(List<SignaturePacket> candidates)
      throws RefusedException {
    SignaturePacket latest = null;
    for (SignaturePacket one : candidates) {
      if (latest == null || one.created() > latest.created()) {
        latest = one;
      }
    }
    return latest;
  }

  private void primary(MessageDigest digest) {
    certificate.primary.hashInto(digest);
  }

  private void both(MessageDigest digest, KeyPacket subkey) {
    primary(digest);
    subkey.hashInto(digest);
  }

  private void identity(MessageDigest digest, Certificate.Identity identity) {
    primary(digest);
    int length = identity.body.length;
    digest.update(
        new byte[] {
          (byte) (identity.tag == Packet.USER_ID ? 0xB4 : 0xD1),
          (byte) (length >> 24),
          (byte) (length >> 16),
          (byte) (length >> 8),
          (byte) length
        });
    digest.update(identity.body);
  }
}
