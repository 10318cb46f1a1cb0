package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.download.Fetch;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import dev.archcheck.verify.digest.OnePass;
import dev.archcheck.verify.digest.OpenFile;
import dev.archcheck.verify.openpgp.Certificate;
import dev.archcheck.verify.openpgp.DetachedSignature;
import dev.archcheck.verify.openpgp.Fingerprint;
import dev.archcheck.verify.openpgp.GoReleaseKey;
import dev.archcheck.verify.openpgp.Keyring;
import dev.archcheck.verify.openpgp.MalformedKeyringException;
import dev.archcheck.verify.openpgp.Reason;
import dev.archcheck.verify.openpgp.Refusal;
import dev.archcheck.verify.openpgp.SignatureVerdict;
import dev.archcheck.verify.openpgp.Verifier;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges signatures by the key that signs the releases of Go, known by the fingerprint of its
 * primary key, and by the keys of a file that the user chose. A new subkey is fetched; what is
 * trusted stays the same.
 */
public final class ReleaseSignature {

  private static final URI PUBLISHED =
      URI.create("https://dl.google.com/dl/linux/linux_signing_key.pub");

  private static final int MOST_BYTES = 1 << 20;

  private final Http http;
  private final InstantSource clock;
  private final @Nullable Keyring chosen;

  /**
   * A judge.
   *
   * @param http where a new subkey is fetched
   * @param chosen a keyring whose certificates are all trusted, or null
   */
  public ReleaseSignature(Http http, InstantSource clock, @Nullable Keyring chosen) {
    this.http = http;
    this.clock = clock;
    this.chosen = chosen;
  }

  /**
   * {@return what a signature says of a file}
   *
   * @param source what messages call the signature
   * @param signature as it was published
   * @param known digests of the file; it is read again only if the signature needs another one
   * @throws IOException if the file cannot be read
   */
  Proof judge(String source, byte[] signature, ContentDigests known, Path file) throws IOException {
    DetachedSignature parsed = DetachedSignature.read(signature);
    if (parsed.algorithms().stream().allMatch(known::has)) {
      return judge(source, parsed, known);
    }
    try (OpenFile open = OpenFile.open(file, OpenFile.Links.FOLLOWED)) {
      return judge(source, parsed, new OnePass(open, _ -> {}).digests(parsed.algorithms()));
    }
  }

  /**
   * {@return what a signature says of a file}
   *
   * @param content of the file, with {@link DetachedSignature#algorithms()}
   */
  Proof judge(String source, DetachedSignature signature, ContentDigests content) {
    for (Algorithm needed : signature.algorithms()) {
      if (!content.has(needed)) {
        return new Proof(
            ProofKind.SIGNATURE, Proof.State.NOT_HAD, source, "needs the digest " + needed);
      }
    }
    Keyring known = GoReleaseKey.embedded();
    SignatureVerdict verdict = verifier(known).verify(signature, content);
    Refusal refusal = verdict.refusal();
    if (refusal != null && refusal.reason() == Reason.UNKNOWN_KEY) {
      try {
        byte[] fetched = new Fetch(http).get(PUBLISHED, MOST_BYTES).bytes();
        verdict = verifier(known.with(Keyring.read(fetched))).verify(signature, content);
      } catch (FetchException e) {
        return new Proof(
            ProofKind.SIGNATURE,
            Proof.State.NOT_HAD,
            source,
            "the signature " + refusal + ", and newer keys could not be had: " + e.problem());
      } catch (MalformedKeyringException e) {
        return new Proof(
            ProofKind.SIGNATURE,
            Proof.State.NOT_HAD,
            source,
            "the signature " + refusal + ", and the published keys are damaged: " + e.getMessage());
      }
    }
    return verdict.proof(source);
  }

  private Verifier verifier(Keyring known) {
    Set<Fingerprint> trusted = new HashSet<>();
    trusted.add(GoReleaseKey.PRIMARY);
    Keyring all = known;
    if (chosen != null) {
      for (Certificate certificate : chosen.certificates()) {
        trusted.add(certificate.fingerprint());
      }
      all = known.with(chosen);
    }
    return Verifier.pinned(all, trusted, clock.instant());
  }
}
