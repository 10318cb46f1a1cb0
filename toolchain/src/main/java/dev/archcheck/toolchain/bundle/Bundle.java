package dev.archcheck.toolchain.bundle;

import dev.archcheck.toolchain.GoToolchain;

/**
 * What is in a bundle beside the archive. Whoever made the bundle wrote all of it: nothing is
 * believed for standing there, only what the keys of this program prove.
 *
 * @param archive the name of the archive: as it is published for download, or of the module's zip
 * @param size of the archive in bytes
 * @param sha256 of the archive: it finds damage, no forgery
 * @param log the name of the log that the proof is of, or the empty string
 * @param row of the list of releases as JSON, or the empty string
 * @param signature the OpenPGP signature that is published beside the archive, or the empty string
 * @param logProof the log's proof in its portable form, or the empty string
 */
public record Bundle(
    GoToolchain toolchain,
    String archive,
    long size,
    String sha256,
    String log,
    String row,
    String signature,
    String logProof) {

  /** The first line of the manifest. */
  public static final String SCHEMA = "archcheck/toolchain-bundle/1";

  /** How the names of bundles end. */
  public static final String ENDING = ".bundle";

  static final String MANIFEST = "manifest";
  static final String ROW = "index.json";
  static final String SIGNATURE = "signature.asc";
  static final String LOG_PROOF = "log-proof";
}
