package dev.archcheck.toolchain.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that was downloaded whole.
 *
 * @param file where it is
 * @param sha256 of all its bytes, 64 hexadecimal digits
 * @param size in bytes
 * @param from the source that gave it, or its last part; a file that was there already has the
 *     address that would have been asked first
 * @param resumed how many of its bytes were there from an earlier run; all of them if nothing had
 *     to be asked for
 * @param failures why the sources before that one did not give it
 */
public record Downloaded(
    Path file, String sha256, long size, URI from, long resumed, List<FetchException> failures) {

  /** A file with its own copy of the list. */
  public Downloaded {
    failures = List.copyOf(failures);
  }
}
