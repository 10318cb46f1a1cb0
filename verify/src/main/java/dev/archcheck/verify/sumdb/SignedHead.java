package dev.archcheck.verify.sumdb;

/**
 * A tree for which a log stands with its signature.
 *
 * @param note what was signed, verified
 */
public record SignedHead(TreeHead tree, VerifiedNote note) {

  /**
   * {@return the head that a note is, after its signature was verified}
   *
   * @throws LogException if the signature or the text is not what it must be
   */
  public static SignedHead open(UnverifiedNote note, LogKey key) throws LogException {
    VerifiedNote verified = note.verify(key);
    return new SignedHead(TreeHead.parse(verified.text()), verified);
  }

  /** {@return how many records the tree has} */
  public long size() {
    return tree.size();
  }
}
