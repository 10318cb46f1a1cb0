package dev.archcheck.verify.openpgp;

import java.io.IOException;

/** A file that should hold OpenPGP certificates and does not. */
public final class MalformedKeyringException extends IOException {

  private static final long serialVersionUID = 1;

  /** A reason without the name of the file. */
  public MalformedKeyringException(String message) {
    super(message);
  }
}
