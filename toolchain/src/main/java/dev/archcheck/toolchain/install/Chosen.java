package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.release.Catalog;
import dev.archcheck.toolchain.release.ReleaseFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The toolchain that is meant.
 *
 * @param file what the list of releases says of it, or null where it is known by its name alone
 * @param lacking the list that was had and does not have it, or null
 */
record Chosen(GoToolchain toolchain, @Nullable ReleaseFile file, Catalog.@Nullable Origin lacking) {

  /**
   * {@return whether nobody has it} No list does, and everybody who was asked for it answered that
   * it is not there. The proxies of Go say 404 or 403 of toolchains that were never released.
   *
   * @param failures of the downloads alone, in the order of asking
   */
  boolean isUnpublished(List<FetchException> failures) {
    return lacking != null
        && failures.stream()
            .flatMap(one -> one.reasons().stream())
            .allMatch(this::saysNothingThere);
  }

  private boolean saysNothingThere(FetchException failure) {
    // With a list of today and nobody else to ask, the list is right.
    return failure.isNotFound()
        || failure.status() == 403
        || (failure.kind() == FetchException.Kind.NOT_CONFIGURED
            && lacking instanceof Catalog.Fresh);
  }

  /** {@return that nobody has it, as the result of an installation} */
  InstallResult.NotInstalled unpublished(List<String> notes) {
    return new InstallResult.NotInstalled(
        InstallResult.Reason.NOT_PUBLISHED,
        toolchain.toString(),
        "",
        lacking instanceof Catalog.Served
            ? toolchain.version()
                + " was not found for "
                + toolchain.platform()
                + ": no list that could be asked has it, and nobody who was asked gives it"
            : toolchain.version()
                + " is not published for "
                + toolchain.platform()
                + ": no list has it, and nobody who was asked gives it",
        List.of(),
        notes);
  }
}
