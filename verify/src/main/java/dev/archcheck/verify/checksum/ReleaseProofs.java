package dev.archcheck.verify.checksum;

import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import dev.archcheck.verify.digest.OpenFile;
import dev.archcheck.verify.proof.Proof;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Proofs that a publisher offers of its own files, which are known by their names. */
public interface ReleaseProofs {

  /** No publisher is known. */
  ReleaseProofs NONE =
      new ReleaseProofs() {
        @Override
        public Set<Algorithm> algorithms(OpenFile file) {
          return Set.of();
        }

        @Override
        public List<Proof> proofs(OpenFile file, ContentDigests content) {
          return List.of();
        }
      };

  /** {@return the digests that the proofs will need; none for a file of somebody else} */
  Set<Algorithm> algorithms(OpenFile file);

  /**
   * {@return the proofs, also those that could not be had; none for a file of somebody else}
   *
   * @param file open, and the same whose digests these are; it is not opened by its name again
   * @throws IOException if the file cannot be read; what a network lacks is a proof not had
   */
  List<Proof> proofs(OpenFile file, ContentDigests content) throws IOException;
}
