package dev.archcheck.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.verify.checksum.BareKey;
import dev.archcheck.verify.checksum.BareSignature;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import dev.archcheck.verify.openpgp.DetachedSignature;
import dev.archcheck.verify.openpgp.GoReleaseKey;
import dev.archcheck.verify.openpgp.Keyring;
import dev.archcheck.verify.openpgp.SignatureVerdict;
import dev.archcheck.verify.openpgp.Verifier;
import dev.archcheck.verify.proof.Proof;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Bytes as signatures of every kind: an answer, or the one typed error; never proven. */
final class SignatureFuzzTest {

  private static final Keyring GO = GoReleaseKey.embedded();
  private static final String KEY = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";

  @FuzzTest(maxDuration = "10m")
  void openPgp(byte[] bytes) {
    DetachedSignature signature = DetachedSignature.read(bytes);
    ContentDigests content = new ContentDigests(signature.algorithms());
    SignatureVerdict verdict =
        Verifier.ofAll(GO, Instant.parse("2026-01-01T00:00:00Z")).verify(signature, content);
    if (verdict.proof("x").state() == Proof.State.PROVEN) {
      throw new AssertionError("a signature by nobody is good");
    }
  }

  @FuzzTest(maxDuration = "10m")
  void keyring(byte[] bytes) {
    try {
      for (var certificate : Keyring.read(bytes).certificates()) {
        certificate.userIds();
        certificate.signingKeys(Instant.EPOCH);
        certificate.signingKeys(Instant.parse("2026-01-01T00:00:00Z"));
      }
    } catch (IOException expected) {
      // the contract
    }
  }

  @FuzzTest(maxDuration = "10m")
  void bare(byte[] bytes) throws IOException {
    BareSignature signature;
    try {
      signature = BareSignature.read(bytes);
    } catch (IOException expected) {
      return;
    }
    BareKey key = BareKey.read(KEY, BareKey.Tool.MINISIGN);
    ContentDigests content = new ContentDigests(List.of(Algorithm.BLAKE2B_512));
    if (signature.proof(key, "x", content).holds()
        || signature.proof(key, "x", signature.message()).holds()) {
      throw new AssertionError("a signature by nobody is good");
    }
  }
}
