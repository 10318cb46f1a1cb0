package dev.archcheck.verify.openpgp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Certificates from files. That a certificate is in here does not mean that it is trusted. */
public final class Keyring {

  /** A file of keys is no larger. */
  public static final int MOST_BYTES = 8 << 20;

  private final Map<Fingerprint, Certificate> certificates = new LinkedHashMap<>();

  private Keyring() {}

  /**
   * Reads a file: packets as they are, or any number of blocks of armor, with other text between
   * them. Certificates of other versions than 4 are left out.
   *
   * @throws MalformedKeyringException if it is damaged, holds a secret key, or holds no certificate
   */
  public static Keyring read(byte[] file) throws MalformedKeyringException {
    Keyring keyring = new Keyring();
    try {
      for (byte[] block : blocks(file)) {
        keyring.add(Packet.all(block));
      }
    } catch (RefusedException e) {
      throw new MalformedKeyringException("no OpenPGP keys: " + e.getMessage());
    }
    if (keyring.certificates.isEmpty()) {
      throw new MalformedKeyringException("holds no OpenPGP certificate of version 4");
    }
    return keyring;
  }

  private static List<byte[]> blocks(byte[] file)
      throws RefusedException, MalformedKeyringException {
    if (file.length > MOST_BYTES) {
      throw new MalformedKeyringException("longer than " + MOST_BYTES + " bytes");
    }
    if (Armor.isBinary(file)) {
      return List.of(file);
    }
    List<byte[]> blocks = new ArrayList<>();
    for (Armor.Block block : Armor.blocks(file, Armor.Around.SKIPPED)) {
      if (!block.label.equals("PUBLIC KEY BLOCK")) {
        throw new MalformedKeyringException("holds a " + block.label + ", no public key");
      }
      blocks.add(block.data);
    }
    return blocks;
  }

  private void add(List<Packet> packets) throws RefusedException, MalformedKeyringException {
    Certificate certificate = null;
    List<SignaturePacket> current = new ArrayList<>();
    for (Packet packet : packets) {
      switch (packet.tag) {
        case Packet.PUBLIC_KEY -> {
          merge(certificate);
          certificate = start(packet);
          current = certificate == null ? new ArrayList<>() : certificate.direct;
        }
        case Packet.PUBLIC_SUBKEY -> current = subkey(certificate, packet);
        case Packet.USER_ID, Packet.USER_ATTRIBUTE -> current = identity(certificate, packet);
        case Packet.SIGNATURE -> signature(current, packet);
        case Packet.SECRET_KEY, Packet.SECRET_SUBKEY ->
            throw new MalformedKeyringException("holds a secret key; export the public one");
        case Packet.MARKER, Packet.TRUST, Packet.PADDING -> {}
        default -> {
          if (packet.tag < Packet.FIRST_NON_CRITICAL) {
            throw new MalformedKeyringException("holds a packet of type " + packet.tag);
          }
        }
      }
    }
    merge(certificate);
  }

  private static @Nullable Certificate start(Packet packet) throws RefusedException {
    return KeyPacket.isSupported(packet.body) ? new Certificate(KeyPacket.read(packet.body)) : null;
  }

  private static List<SignaturePacket> subkey(@Nullable Certificate certificate, Packet packet)
      throws RefusedException {
    return certificate == null || !KeyPacket.isSupported(packet.body)
        ? new ArrayList<>()
        : certificate.subkey(KeyPacket.read(packet.body)).signatures;
  }

  private static List<SignaturePacket> identity(@Nullable Certificate certificate, Packet packet) {
    Certificate.Identity identity = new Certificate.Identity(packet.tag, packet.body);
    if (certificate != null) {
      certificate.identities.add(identity);
    }
    return identity.signatures;
  }

  /** A signature that cannot be read says nothing, others may; but a revocation is not lost. */
  private static void signature(List<SignaturePacket> signatures, Packet packet) {
    try {
      signatures.add(SignaturePacket.read(packet.body));
    } catch (RefusedException _) {
      SignaturePacket revocation = SignaturePacket.unreadableRevocation(packet.body);
      if (revocation != null) {
        signatures.add(revocation);
      }
    }
  }

  private void merge(@Nullable Certificate certificate) {
    if (certificate == null) {
      return;
    }
    Certificate known = certificates.putIfAbsent(certificate.fingerprint(), certificate);
    if (known != null) {
      known.merge(certificate);
    }
  }

  /** {@return both together; what either says of a key counts} */
  public Keyring with(Keyring other) {
    Keyring both = new Keyring();
    for (Keyring one : List.of(this, other)) {
      for (Certificate certificate : one.certificates.values()) {
        Certificate copy = new Certificate(certificate.primary);
        copy.merge(certificate);
        both.merge(copy);
      }
    }
    return both;
  }

  /** {@return all certificates, in the order of the file} */
  public Collection<Certificate> certificates() {
    return List.copyOf(certificates.values());
  }

  /** {@return the certificate with this primary key, or null} */
  public @Nullable Certificate find(Fingerprint primary) {
    return certificates.get(primary);
  }
}
