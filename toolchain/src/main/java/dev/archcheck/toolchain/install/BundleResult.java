package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.bundle.Bundle;
import dev.archcheck.verify.proof.Proof;
import java.nio.file.Path;
import java.util.List;

/** What became of a bundle. */
public sealed interface BundleResult {

  /**
   * It is written.
   *
   * @param source where the archive was had from
   * @param proofs everything that was tried; some of it cannot be carried in a bundle
   */
  record Made(Path file, Bundle bundle, String source, List<Proof> proofs, List<String> notes)
      implements BundleResult {

    /** Keeps its own lists. */
    public Made {
      proofs = List.copyOf(proofs);
      notes = List.copyOf(notes);
    }
  }

  /** Nothing was written, for the reason that it would not be installed for. */
  record NotMade(InstallResult.NotInstalled why) implements BundleResult {}
}
