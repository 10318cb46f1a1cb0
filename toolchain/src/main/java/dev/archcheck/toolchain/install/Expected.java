package dev.archcheck.toolchain.install;

import org.jspecify.annotations.Nullable;

/**
 * What a file is held against, beside the list of releases and what is asked for.
 *
 * @param pins what a lock says of it, or null
 * @param proof the log's proof that came with it, or null: then only the log is asked
 * @param digest the SHA-256 that lies beside it, or null: then the site is asked
 * @param signature the signature that lies beside it, or null: then the site is asked
 * @param noIndex why the list of releases says nothing of it, where it does not
 */
record Expected(
    @Nullable Pins pins,
    @Nullable CarriedProof proof,
    @Nullable Beside digest,
    @Nullable Beside signature,
    String noIndex) {

  private static final String NOT_LISTED = "lists no SHA-256 for it";

  /** Nothing else is known. */
  static final Expected NOTHING = new Expected(null, null, null, null, NOT_LISTED);

  /** {@return what is expected, where the list could not be had for a reason, or could be} */
  static Expected of(
      @Nullable Pins pins,
      @Nullable CarriedProof proof,
      @Nullable Beside digest,
      @Nullable Beside signature,
      Listing listing) {
    return new Expected(
        pins, proof, digest, signature, listing.whyNot().isEmpty() ? NOT_LISTED : listing.whyNot());
  }
}
