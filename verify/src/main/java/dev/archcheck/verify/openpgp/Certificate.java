package dev.archcheck.verify.openpgp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A primary key with everything that it and others say of it. */
public final class Certificate {

  /**
   * A key of a certificate.
   *
   * @param algorithm for people: {@code rsa4096}
   * @param expires when it ends or ended as far as is known now; null if it does not, or if the
   *     primary key does not vouch for it
   */
  public record KeyInfo(
      Fingerprint fingerprint, String algorithm, Instant created, @Nullable Instant expires) {}

  /** A user ID or attribute with what is said of it. */
  static final class Identity {
    final int tag;
    final byte[] body;
    final List<SignaturePacket> signatures = new ArrayList<>();

    Identity(int tag, byte[] body) {
      this.tag = tag;
      this.body = body;
    }
  }

  /** A subkey with what is said of it. */
  static final class Subkey {
    final KeyPacket key;
    final List<SignaturePacket> signatures = new ArrayList<>();

    Subkey(KeyPacket key) {
      this.key = key;
    }
  }

  final KeyPacket primary;
  final List<SignaturePacket> direct = new ArrayList<>();
  final List<Identity> identities = new ArrayList<>();
  final List<Subkey> subkeys = new ArrayList<>();

  Certificate(KeyPacket primary) {
    this.primary = primary;
  }

  /** {@return the name of the primary key, which stands for the whole} */
  public Fingerprint fingerprint() {
    return primary.fingerprint;
  }

  /** {@return who the owner says to be; nobody has checked it here} */
  public List<String> userIds() {
    List<String> names = new ArrayList<>();
    for (Identity identity : identities) {
      if (identity.tag == Packet.USER_ID) {
        names.add(new String(identity.body, StandardCharsets.UTF_8));
      }
    }
    return names;
  }

  /** {@return the primary key and all subkeys that may sign files at a time, or could before} */
  public List<KeyInfo> signingKeys(Instant now) {
    KeyStanding standing = new KeyStanding(this);
    List<KeyInfo> keys = new ArrayList<>();
    for (KeyPacket key : keys()) {
      long end = standing.signsUntil(key, now.getEpochSecond());
      if (end != KeyStanding.NEVER) {
        keys.add(
            new KeyInfo(
                key.fingerprint,
                Mathematics.describe(key),
                Instant.ofEpochSecond(key.created),
                end == Long.MAX_VALUE ? null : Instant.ofEpochSecond(end)));
      }
    }
    return keys;
  }

  List<KeyPacket> keys() {
    List<KeyPacket> keys = new ArrayList<>();
    keys.add(primary);
    for (Subkey subkey : subkeys) {
      keys.add(subkey.key);
    }
    return keys;
  }

  /** Adds what another copy of the same certificate says: a revocation may stand in one alone. */
  void merge(Certificate other) {
    direct.addAll(other.direct);
    identities.addAll(other.identities);
    for (Subkey subkey : other.subkeys) {
      subkey(subkey.key).signatures.addAll(subkey.signatures);
    }
  }

  Subkey subkey(KeyPacket key) {
    for (Subkey subkey : subkeys) {
      if (subkey.key.fingerprint.equals(key.fingerprint)) {
        return subkey;
      }
    }
    Subkey added = new Subkey(key);
    subkeys.add(added);
    return added;
  }
}
