package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.download.Wanted;
import dev.archcheck.toolchain.release.ReleaseFile;
import dev.archcheck.toolchain.store.Layout;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds the version, and where it may be had.
 *
 * @param published the entry of the list of releases, or null where only its name is known
 */
record Candidate(GoToolchain toolchain, Wanted wanted, Form form, @Nullable ReleaseFile published) {

  /** How it is packed. */
  enum Form {
    TAR_GZ,
    ZIP,
    MODULE
  }

  /** {@return how names in it become paths} */
  Layout layout() {
    return form == Form.MODULE ? new Layout.Module(toolchain.module()) : new Layout.Distribution();
  }

  /** {@return whether it is what is published for download, not the module} */
  boolean isArchive() {
    return form != Form.MODULE;
  }
}
