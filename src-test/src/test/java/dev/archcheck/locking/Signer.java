package dev.archcheck.locking;

import static dev.archcheck.testkit.PgpMaker.joined;
import static dev.archcheck.testkit.PgpMaker.packet;

import dev.archcheck.testkit.PgpMaker;
import dev.archcheck.testkit.PgpMaker.Sig;

/** An OpenPGP key of the tests that signs archives. */
final class Signer {

  private static final PgpMaker.Key KEY = PgpMaker.Key.rsa(2048, "2024-01-01T00:00:00Z");

  private Signer() {}

  /** {@return the certificate, for {@code --keyring}} */
  static byte[] certificate() {
    byte[] name = PgpMaker.userId("Test <test@example.org>");
    Sig self = new Sig(KEY, 0x13, "2024-01-01T00:00:00Z").sub(27, new byte[] {3});
    return PgpMaker.armored(
        "PUBLIC KEY BLOCK",
        joined(
            packet(6, KEY.body),
            packet(13, name),
            packet(2, self.over(KEY.hashed(), PgpMaker.userIdHashed(name)))));
  }

  /** {@return the signature of a file} */
  static byte[] signature(byte[] file) {
    return PgpMaker.armored(
        "SIGNATURE", packet(2, new Sig(KEY, 0, "2024-06-01T00:00:00Z").over(file)));
  }
}
