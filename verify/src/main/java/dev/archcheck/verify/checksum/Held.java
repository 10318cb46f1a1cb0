package dev.archcheck.verify.checksum;

import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import dev.archcheck.verify.digest.Digest;
import dev.archcheck.verify.digest.OpenFile;
import dev.archcheck.verify.openpgp.DetachedSignature;
import dev.archcheck.verify.openpgp.Verifier;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.util.Set;

/** One thing that is held against a file once its digests are known. */
sealed interface Held {

  /** {@return the digests that it needs} */
  Set<Algorithm> algorithms();

  /** {@return what came of it} */
  Proof proof(OpenFile file, ContentDigests content) throws IOException;

  /**
   * A digest.
   *
   * @param suffix what else there is to say where it fits, or the empty string
   */
  record Value(ProofKind kind, String source, Digest expected, String suffix) implements Held {

    @Override
    public Set<Algorithm> algorithms() {
      return Set.of(expected.algorithm());
    }

    @Override
    public Proof proof(OpenFile file, ContentDigests content) {
      Digest actual = content.value(expected.algorithm());
      String word = expected.algorithm().word();
      if (!actual.equals(expected)) {
        return new Proof(
            kind,
            Proof.State.REFUTED,
            source,
            "%s is %s, not %s".formatted(word, actual.hex(), expected.hex()));
      }
      return expected.algorithm().isWeak()
          ? new Proof(
              kind, Proof.State.NOT_HAD, source, word + " fits, but is too weak to prove anything")
          : new Proof(kind, Proof.State.PROVEN, source, word + " fits" + suffix);
    }
  }

  /** An OpenPGP signature over the file. */
  record OpenPgp(String source, DetachedSignature signature, Verifier verifier) implements Held {

    @Override
    public Set<Algorithm> algorithms() {
      return signature.algorithms();
    }

    @Override
    public Proof proof(OpenFile file, ContentDigests content) {
      return verifier.verify(signature, content).proof(source);
    }
  }

  /** A signature of minisign or signify over the file. */
  record Bare(String source, BareSignature signature, BareKey key) implements Held {

    @Override
    public Set<Algorithm> algorithms() {
      return signature.isOverDigest() ? Set.of(Algorithm.BLAKE2B_512) : Set.of();
    }

    @Override
    public Proof proof(OpenFile file, ContentDigests content) throws IOException {
      if (signature.isOverDigest()) {
        return signature.proof(key, source, content);
      }
      if (file.size() > BareSignature.MOST_IN_MEMORY) {
        return new Proof(
            ProofKind.SIGNATURE,
            Proof.State.NOT_HAD,
            source,
            "it is over the file itself and not over a digest, and the file is too large for that");
      }
      // Read again, so held against the digest of what was hashed: they must be the same bytes.
      byte[] bytes = file.readAll(BareSignature.MOST_IN_MEMORY);
      ContentDigests again = new ContentDigests(Set.of(Algorithm.SHA256));
      again.update(bytes, 0, bytes.length);
      if (!again.value(Algorithm.SHA256).equals(content.value(Algorithm.SHA256))) {
        throw new IOException("changed while it was read");
      }
      return signature.proof(key, source, bytes);
    }
  }

  /** What is settled already. */
  record Settled(Proof proof) implements Held {

    @Override
    public Set<Algorithm> algorithms() {
      return Set.of();
    }

    @Override
    public Proof proof(OpenFile file, ContentDigests content) {
      return proof;
    }
  }
}
