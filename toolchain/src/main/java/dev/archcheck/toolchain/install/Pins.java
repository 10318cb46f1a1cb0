package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.download.Downloaded;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What a lock says that a file is.
 *
 * @param source the lock
 * @param sha256 64 hexadecimal digits, or the empty string
 * @param size in bytes, or -1
 * @param h1 the hash of the files in it, or the empty string
 */
record Pins(String source, String sha256, long size, String h1) {

  /** {@return whether the file is that one, a proof for each thing that is said} */
  List<Proof> judge(Downloaded file, String actualH1) {
    List<Proof> proofs = new ArrayList<>();
    if (!sha256.isEmpty()) {
      proofs.add(ProofRun.digest(ProofKind.PINNED, source, sha256, file.sha256()));
    }
    if (!h1.isEmpty()) {
      proofs.add(
          h1.equals(actualH1)
              ? new Proof(ProofKind.PINNED, Proof.State.PROVEN, source, h1)
              : refuted("says " + h1 + ", but these files have " + actualH1));
    }
    if (size >= 0 && size != file.size()) {
      proofs.add(refuted("says " + size + " bytes, but the file has " + file.size()));
    }
    return proofs;
  }

  /** {@return a proof that fails} */
  Proof refuted(String detail) {
    return new Proof(ProofKind.PINNED, Proof.State.REFUTED, source, detail);
  }
}
