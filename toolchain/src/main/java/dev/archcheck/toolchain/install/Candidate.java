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
 * @param expected what else it is held against
 */
record Candidate(
    GoToolchain toolchain,
    Wanted wanted,
    Form form,
    @Nullable ReleaseFile published,
    Expected expected) {

  /** What was released before this was put into the log later, converted, not as it was. */
  private static final int FIRST_LOGGED = 21;

  /** The key that signs releases is of April 2016: the first minor version after it. */
  private static final int FIRST_SIGNED = 7;

  /** {@return how names in it become paths} */
  Layout layout() {
    return form == Form.MODULE ? new Layout.Module(toolchain.module()) : new Layout.Distribution();
  }

  /** {@return whether it is what is published for download, not the module} */
  boolean isArchive() {
    return form != Form.MODULE;
  }

  /** {@return whether the log has the hash of these very files} */
  boolean isLogged() {
    return !isArchive() || isSince(FIRST_LOGGED);
  }

  /** {@return whether a signature is published beside it} Zip files have none. */
  boolean isSigned() {
    return form == Form.TAR_GZ && isSince(FIRST_SIGNED);
  }

  private boolean isSince(int minor) {
    return toolchain.order().filter(version -> version.minor() >= minor).isPresent();
  }
}
