package dev.archcheck.toolchain.store;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.verify.proof.Proof;
import java.time.Instant;
import java.util.List;

/**
 * What an installed version consists of, and what that was proven by. The hash of the module can be
 * computed from the list of files alone, so a log's proof in a seal speaks of the files themselves.
 *
 * @param installed when
 * @param asked whether the platform is the machine's own
 * @param source where the archive was had from
 * @param archiveSha256 of the archive, in hexadecimal digits
 * @param archiveSize of the archive in bytes
 * @param h1 the hash of the files as the module {@code golang.org/toolchain} has them
 * @param proofs everything that was tried, whatever came of it
 * @param logProof the log's proof in its portable form, or the empty string
 * @param files all of them, in the order of their paths
 */
public record Seal(
    GoToolchain toolchain,
    Instant installed,
    Asked asked,
    String source,
    String archiveSha256,
    long archiveSize,
    String h1,
    List<Proof> proofs,
    String logProof,
    List<SealedFile> files) {

  /** Keeps its own lists. */
  public Seal {
    proofs = List.copyOf(proofs);
    files = List.copyOf(files);
  }

  /** Why a version for this platform was installed. */
  public enum Asked {
    /** It is the machine's own. */
    NATIVE,
    /** It is another one, and that was asked for. */
    TARGET
  }
}
