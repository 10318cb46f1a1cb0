package dev.archcheck.verify.checksum;

import dev.archcheck.verify.digest.Digest;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about one file.
 *
 * @param size in bytes, or -1 where it was not read
 * @param digests of its content, the weak ones too
 * @param proofs in the order in which they were looked for
 * @param unmet what was demanded by name and could not be had
 * @param problem why it could not be read, or the empty string
 */
public record CheckedFile(
    String path,
    long size,
    List<Digest> digests,
    List<Proof> proofs,
    List<String> unmet,
    String problem) {

  /** A result that keeps its own lists. */
  public CheckedFile {
    digests = List.copyOf(digests);
    proofs = List.copyOf(proofs);
    unmet = List.copyOf(unmet);
  }

  static CheckedFile unread(String path, String problem) {
    return new CheckedFile(path, -1, List.of(), List.of(), List.of(), problem);
  }

  /** A file that is wrong by being there, or by not being there. */
  static CheckedFile refuted(String path, Proof proof) {
    return new CheckedFile(path, -1, List.of(), List.of(proof), List.of(), "");
  }

  /** {@return whether anything shows that it is not what it should be} */
  public boolean isRefuted() {
    for (Proof proof : proofs) {
      if (proof.state() == Proof.State.REFUTED) {
        return true;
      }
    }
    return false;
  }

  /** {@return the strongest proof that holds, or null} */
  public @Nullable ProofKind strongest() {
    ProofKind strongest = null;
    for (Proof proof : proofs) {
      if (proof.holds() && (strongest == null || proof.kind().compareTo(strongest) > 0)) {
        strongest = proof.kind();
      }
    }
    return strongest;
  }
}
