package dev.archcheck.verify.openpgp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A signature of version 4 (RFC 9580, 5.2.3). */
final class SignaturePacket {

  static final int BINARY = 0x00;
  static final int TEXT = 0x01;
  static final int GENERIC_CERTIFICATION = 0x10;
  static final int POSITIVE_CERTIFICATION = 0x13;
  static final int SUBKEY_BINDING = 0x18;
  static final int PRIMARY_BINDING = 0x19;
  static final int DIRECT_KEY = 0x1F;
  static final int KEY_REVOCATION = 0x20;
  static final int SUBKEY_REVOCATION = 0x28;
  static final int CERTIFICATION_REVOCATION = 0x30;

  private static final int VERSION = 4;
  private static final int OLD_VERSION = 3;

  /** No algorithm has this number. */
  private static final int UNREADABLE = -1;

  final int type;
  final int keyAlgorithm;
  final int hashAlgorithm;
  final List<Subpacket> hashed;
  final List<Subpacket> unhashed;

  /** From the version to the end of the hashed subpackets, as it stands there. */
  private final byte[] signedPart;

  /** The first two bytes of the digest. */
  private final byte[] start;

  /** The numbers that the key's mathematics made. */
  private final byte[] numbers;

  private SignaturePacket(byte[] body) throws RefusedException {
    Bytes in = new Bytes(body);
    if (in.u8() != VERSION) {
      throw new RefusedException(Reason.UNSUPPORTED_VERSION, "version " + (body[0] & 0xFF));
    }
    type = in.u8();
    keyAlgorithm = in.u8();
    hashAlgorithm = in.u8();
    hashed = Subpacket.all(in.take(in.u16()));
    signedPart = Arrays.copyOf(body, in.position());
    unhashed = Subpacket.all(in.take(in.u16()));
    start = in.take(2);
    numbers = in.take(in.left());
  }

  /** What is left of a revocation that cannot be read. */
  private SignaturePacket(int type, List<Subpacket> issuer) {
    this.type = type;
    this.keyAlgorithm = UNREADABLE;
    this.hashAlgorithm = UNREADABLE;
    this.hashed = List.of();
    this.unhashed = issuer;
    this.signedPart = new byte[0];
    this.start = new byte[2];
    this.numbers = new byte[0];
  }

  static SignaturePacket read(byte[] body) throws RefusedException {
    return new SignaturePacket(body);
  }

  /**
   * {@return what stands for a revocation of another version, or a damaged one: it fits no key, but
   * it is there; null if the packet is no revocation of a key}
   */
  static @Nullable SignaturePacket unreadableRevocation(byte[] body) {
    boolean old = body.length > 0 && (body[0] == 2 || body[0] == OLD_VERSION);
    int at = old ? 2 : 1;
    int type = at < body.length ? body[at] & 0xFF : -1;
    if (type != KEY_REVOCATION && type != SUBKEY_REVOCATION) {
      return null;
    }
    // Version 3 has the ID of its key behind the time (RFC 9580, 5.2.2).
    return new SignaturePacket(
        type,
        old && body.length >= 15
            ? List.of(Subpacket.issuer(Arrays.copyOfRange(body, 7, 15)))
            : List.of());
  }

  /** Adds what stands behind the signed matter itself (RFC 9580, 5.2.4), and ends the digest. */
  byte[] finish(MessageDigest digest) {
    digest.update(signedPart);
    int length = signedPart.length;
    digest.update(
        new byte[] {
          VERSION,
          (byte) 0xFF,
          (byte) (length >> 24),
          (byte) (length >> 16),
          (byte) (length >> 8),
          (byte) length
        });
    return digest.digest();
  }

  boolean startsWith(byte[] digest) {
    return digest[0] == start[0] && digest[1] == start[1];
  }

  Bytes numbers() {
    return new Bytes(numbers);
  }

  /**
   * {@return the one hashed subpacket of a type, or null} What is said twice is not said clearly.
   */
  @Nullable Subpacket hashed(int wanted) throws RefusedException {
    Subpacket found = null;
    for (Subpacket one : hashed) {
      if (one.type == wanted) {
        if (found != null) {
          throw new RefusedException(Reason.MALFORMED, "subpacket " + wanted + " twice");
        }
        found = one;
      }
    }
    return found;
  }

  /** {@return when it was made, in seconds since 1970} */
  long created() throws RefusedException {
    Subpacket time;
    try {
      time = hashed(Subpacket.CREATION_TIME);
    } catch (RefusedException _) {
      throw new RefusedException(Reason.NO_TIME, "it names several times");
    }
    if (time == null) {
      throw new RefusedException(Reason.NO_TIME, "");
    }
    return time.seconds();
  }

  /** {@return the second from which on it holds no longer} */
  long expires() throws RefusedException {
    Subpacket life = hashed(Subpacket.SIGNATURE_EXPIRATION);
    return life == null || life.seconds() == 0 ? Long.MAX_VALUE : created() + life.seconds();
  }

  /** {@return how many seconds the key that it binds lives, or the most} */
  long keyLife() throws RefusedException {
    Subpacket life = hashed(Subpacket.KEY_EXPIRATION);
    return life == null || life.seconds() == 0 ? Long.MAX_VALUE : life.seconds();
  }

  boolean allowsSigning() throws RefusedException {
    Subpacket flags = hashed(Subpacket.KEY_FLAGS);
    return flags != null && flags.data.length > 0 && (flags.data[0] & 2) != 0;
  }

  /** Refuses what demands to be understood and is not (RFC 9580, 5.2.3.7). */
  void checkCritical() throws RefusedException {
    for (Subpacket one : hashed) {
      if (one.critical && one.type == Subpacket.NOTATION) {
        throw new RefusedException(Reason.UNKNOWN_NOTATION, notation(one));
      }
      if (one.critical && !one.isKnown()) {
        throw new RefusedException(Reason.UNKNOWN_CRITICAL, "subpacket " + one.type);
      }
    }
  }

  private static String notation(Subpacket one) throws RefusedException {
    Bytes in = new Bytes(one.data);
    in.take(4);
    int length = in.u16();
    in.u16();
    return new String(in.take(length), StandardCharsets.UTF_8);
  }

  /** {@return whether it says that it is by this key, and by no other} */
  boolean mayBeBy(KeyPacket key) {
    return namesNoOtherThan(key) && !issuers().isEmpty();
  }

  /** {@return whether it says that it is by this key, or does not say by which} */
  boolean namesNoOtherThan(KeyPacket key) {
    for (Subpacket one : issuers()) {
      if (!names(one, key)) {
        return false;
      }
    }
    return true;
  }

  private List<Subpacket> issuers() {
    List<Subpacket> issuers = new ArrayList<>();
    for (List<Subpacket> area : List.of(hashed, unhashed)) {
      for (Subpacket one : area) {
        if (one.type == Subpacket.ISSUER_FINGERPRINT || one.type == Subpacket.ISSUER) {
          issuers.add(one);
        }
      }
    }
    return issuers;
  }

  private static boolean names(Subpacket one, KeyPacket key) {
    String hex = HexFormat.of().formatHex(one.data).toUpperCase(Locale.ROOT);
    return one.type == Subpacket.ISSUER
        ? hex.equals(key.fingerprint.keyId())
        : hex.equals("%02d".formatted(KeyPacket.VERSION) + key.fingerprint.hex());
  }

  /** {@return who it says made it, for people} */
  String issuer() {
    String best = "";
    for (List<Subpacket> area : List.of(unhashed, hashed)) {
      for (Subpacket one : area) {
        String hex = HexFormat.of().formatHex(one.data).toUpperCase(Locale.ROOT);
        if (one.type == Subpacket.ISSUER_FINGERPRINT && hex.length() > 2) {
          return hex.substring(2);
        }
        if (one.type == Subpacket.ISSUER) {
          best = hex;
        }
      }
    }
    return best.isEmpty() ? "it does not say by which" : best;
  }

  /** {@return the signatures within this one, wherever they stand: each is checked by itself} */
  List<SignaturePacket> embedded() {
    List<SignaturePacket> found = new ArrayList<>();
    for (List<Subpacket> area : List.of(hashed, unhashed)) {
      for (Subpacket one : area) {
        if (one.type == Subpacket.EMBEDDED_SIGNATURE) {
          try {
            found.add(read(one.data));
          } catch (RefusedException _) {
            // One that cannot be read vouches for nothing.
          }
        }
      }
    }
    return found;
  }
}
