package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.bundle.Bundle;
import dev.archcheck.toolchain.release.IndexReader;
import dev.archcheck.toolchain.release.ReleaseFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the papers in a bundle are worth: the log's proof and the signature as much as the keys say.
 * The row of the list came with the archive, so it is no more than a digest beside it.
 *
 * @param name what messages call the bundle
 * @param listing the list of releases as this machine has it
 */
record BundleEvidence(Bundle bundle, String name, Listing listing) {

  private boolean isModule() {
    return bundle.archive().equals(bundle.toolchain().module().version() + ".zip");
  }

  Form form() {
    return isModule() ? Form.MODULE : bundle.archive().endsWith(".zip") ? Form.ZIP : Form.TAR_GZ;
  }

  /** {@return what the list says that is not from the bundle, or null} */
  @Nullable ReleaseFile published() {
    return isModule() ? null : listing.file(ReleaseFile.named(bundle.archive()).orElseThrow());
  }

  Expected expected() {
    return Expected.of(
        null,
        bundle.logProof().isEmpty()
            ? null
            : new CarriedProof(name, bundle.log(), bundle.logProof(), "", -1),
        row(),
        bundle.signature().isEmpty()
            ? null
            : new Beside(name + " (" + bundle.archive() + ".asc)", bundle.signature()),
        listing);
  }

  private @Nullable Beside row() {
    if (bundle.row().isEmpty()) {
      return null;
    }
    try {
      Optional<ReleaseFile> row =
          IndexReader.read(new ByteArrayInputStream(bundle.row().getBytes(StandardCharsets.UTF_8)))
              .file(bundle.archive());
      return row.filter(ReleaseFile::hasDigest)
          .map(file -> new Beside(name + " (row of the list)", file.sha256()))
          .orElse(null);
    } catch (IOException _) {
      return null; // then it says nothing
    }
  }
}
