package dev.archcheck.verify.checksum;

import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is to be checked against what.
 *
 * @param paths files and folders
 * @param expected digests that the user knows; for a single file
 * @param sums lists of digests that the user names
 * @param signatures over the lists where there are any, otherwise over the file
 * @param shown digests to make in any case
 */
public record ChecksumRequest(
    List<Path> paths,
    List<Digest> expected,
    List<Path> sums,
    List<Path> signatures,
    Keys keys,
    Set<Algorithm> shown,
    SideFiles sideFiles,
    ReleaseProofs releases) {

  /** What lies beside a file and looks as if it belonged to it. */
  public enum SideFiles {
    /** Taken for what it is worth. */
    USED,
    /** As if it were not there. */
    IGNORED
  }

  /** A request that keeps its own lists. */
  public ChecksumRequest {
    paths = List.copyOf(paths);
    expected = List.copyOf(expected);
    sums = List.copyOf(sums);
    signatures = List.copyOf(signatures);
    shown = Set.copyOf(shown);
  }
}
