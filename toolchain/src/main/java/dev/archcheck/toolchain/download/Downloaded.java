package dev.archcheck.toolchain.download;

import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that was downloaded whole.
 *
 * @param file where it is
 * @param content the SHA-256 of all its bytes, made as they arrived
 * @param from the source that gave it, or its last part; a file that was there already has the
 *     address that would have been asked first
 * @param resumed how many of its bytes were there from an earlier run; all of them if nothing had
 *     to be asked for
 * @param failures why the sources before that one did not give it
 */
public record Downloaded(
    Path file, ContentDigests content, URI from, long resumed, List<FetchException> failures) {

  /** A file with its own copy of the list. */
  public Downloaded {
    failures = List.copyOf(failures);
  }

  /** {@return the SHA-256 of all its bytes, 64 hexadecimal digits} */
  public String sha256() {
    return content.value(Algorithm.SHA256).hex();
  }

  /** {@return how many bytes it has} */
  public long size() {
    return content.length();
  }
}
