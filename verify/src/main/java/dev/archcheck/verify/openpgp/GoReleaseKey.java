package dev.archcheck.verify.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The key that releases of Go are signed with: Google's for Linux packages. Its subkeys live three
 * years; the primary key does not end, and is what is trusted.
 */
public final class GoReleaseKey {

  /** The primary key, made 2016-04-12. */
  public static final Fingerprint PRIMARY =
      new Fingerprint("EB4C1BFD4F042F6DDDCCEC917721F63BD38B4796");

  private static final String RESOURCE = "google-linux-signing.asc";

  private GoReleaseKey() {}

  /** {@return the certificate with the subkeys that are known to this program} */
  public static Keyring embedded() {
    try (InputStream in = GoReleaseKey.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing");
      }
      return Keyring.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
