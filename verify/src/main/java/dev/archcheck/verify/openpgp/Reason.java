package dev.archcheck.verify.openpgp;

/** Why a signature does not count. */
public enum Reason {
  /** The file is empty, damaged, or no OpenPGP data at all. */
  MALFORMED("is no well-formed OpenPGP signature"),
  /** The check sum at the end of the armor does not fit. */
  BAD_CRC("its armor is damaged: the check sum does not fit"),
  /** More than one block of armor. */
  SEVERAL_BLOCKS("holds several blocks of armor; which one is meant?"),
  /** Something stands before or after the signature. */
  SURROUNDED("holds other text around the signature"),
  /** A message that is signed inline, or in clear. */
  INLINE("is a signed message, no detached signature"),
  /** A key, or something else, where a signature should be. */
  NOT_A_SIGNATURE("is OpenPGP data, but no signature"),
  /** A version other than 4. */
  UNSUPPORTED_VERSION("has a version that is not supported"),
  /** A key algorithm that is not supported. */
  UNSUPPORTED_ALGORITHM("was made with an algorithm that is not supported"),
  /** MD5, SHA-1, RIPEMD-160, SHA-224. */
  WEAK_HASH("rests on a weak digest"),
  /** RSA below 2000 bits. */
  WEAK_KEY("was made by a weak key"),
  /** Type 0x01: line ends do not count. */
  TEXT_MODE("is over text, where line ends do not count; a file needs one over its bytes"),
  /** Any other type than 0x00. */
  WRONG_TYPE("is of a type that signs no file"),
  /** A critical subpacket that is not known, or given in a way that is none. */
  UNKNOWN_CRITICAL("demands something that is not known"),
  /** A critical notation: none is known. */
  UNKNOWN_NOTATION("demands a notation that is not known"),
  /** No time of signing, or several. */
  NO_TIME("does not say when it was made"),
  /** Made after now. */
  FUTURE("was made in the future"),
  /** Says itself that it holds no longer. */
  EXPIRED_SIGNATURE("has expired, as it says itself"),
  /** Made before its key. */
  OLDER_THAN_KEY("is older than its key"),
  /** No key of the keyring has its issuer. */
  UNKNOWN_KEY("was made by a key that is not known"),
  /** The key is in the keyring, but its primary key is not the one that is trusted. */
  UNTRUSTED_KEY("was made by a key that is not trusted"),
  /** The mathematics does not fit: another file, another key, or damaged. */
  BAD_SIGNATURE("does not fit the file"),
  /** The primary key has no self-signature that held at the time. */
  UNBOUND_PRIMARY("was made by a key whose primary key vouched for nothing then"),
  /** The primary key did not vouch for the subkey at the time. */
  UNBOUND_SUBKEY("was made by a subkey that its primary key did not vouch for then"),
  /** The subkey does not vouch for the primary key, so anybody could have adopted it. */
  NO_BACK_SIGNATURE("was made by a subkey that does not vouch for its primary key"),
  /** A key for encryption, authentication or certification only. */
  NOT_A_SIGNING_KEY("was made by a key that is not for signing"),
  /** Made after the end of the key or its primary key. */
  EXPIRED_KEY("was made after its key had expired"),
  /** The key was revoked at the time, or ever as compromised. */
  REVOKED_KEY("was made by a revoked key");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /** {@return what is wrong, to stand behind "the signature"; without a full stop} */
  public String sentence() {
    return sentence;
  }

  /**
   * {@return whether nothing was found against the file; there was just nothing to check it with}
   */
  public boolean isInconclusive() {
    return switch (this) {
      case UNKNOWN_KEY, UNSUPPORTED_VERSION, UNSUPPORTED_ALGORITHM -> true;
      default -> false;
    };
  }
}
