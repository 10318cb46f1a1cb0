package dev.archcheck.verify.openpgp;

import dev.archcheck.verify.digest.Algorithm;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Whether a key made a signature over a digest (RFC 9580, 5.2.3.1 and 5.5.5). */
final class Mathematics {

  private static final int RSA = 1;
  private static final int RSA_SIGN = 3;
  private static final int ECDSA = 19;
  private static final int EDDSA_LEGACY = 22;
  private static final int ED25519 = 27;

  private static final int LEAST_RSA_BITS = 2000;
  private static final int ED25519_LENGTH = 32;

  /** SubjectPublicKeyInfo of an Ed25519 key up to the key (RFC 8410). */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Mathematics() {}

  /** {@return what the key is, for people} */
  static String describe(KeyPacket key) {
    try {
      return switch (key.algorithm) {
        case RSA, RSA_SIGN -> "rsa" + key.numbers().mpi().bitLength();
        case ECDSA -> "ecdsa " + curve(key).name;
        case EDDSA_LEGACY, ED25519 -> "ed25519";
        default -> "algorithm " + key.algorithm;
      };
    } catch (RefusedException _) {
      return "algorithm " + key.algorithm;
    }
  }

  /** Refuses a key whose signatures prove nothing, or cannot be checked. */
  static void checkKey(KeyPacket key) throws RefusedException {
    switch (key.algorithm) {
      case RSA, RSA_SIGN -> {
        int bits = key.numbers().mpi().bitLength();
        if (bits < LEAST_RSA_BITS) {
          throw new RefusedException(Reason.WEAK_KEY, "RSA of " + bits + " bits");
        }
      }
      case ECDSA -> curve(key);
      case EDDSA_LEGACY, ED25519 -> {}
      default ->
          throw new RefusedException(
              Reason.UNSUPPORTED_ALGORITHM, "public key algorithm " + key.algorithm);
    }
  }

  /** {@return whether the key made the signature over this digest} */
  static boolean fits(KeyPacket key, SignaturePacket signature, Algorithm hash, byte[] digest)
      throws RefusedException {
    if (signature.keyAlgorithm != key.algorithm || !signature.startsWith(digest)) {
      return false;
    }
    try {
      return switch (key.algorithm) {
        case RSA, RSA_SIGN -> rsa(key, signature, hash, digest);
        case ECDSA -> ecdsa(key, signature, digest);
        case EDDSA_LEGACY -> eddsaLegacy(key, signature, digest);
        case ED25519 -> ed25519(key, signature, digest);
        default -> false;
      };
    } catch (GeneralSecurityException _) {
      return false; // no point of the curve, a number out of range
    }
  }

  /**
   * RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2): what must stand in the signature is made and compared as a
   * whole, so there is nothing in it to be read wrongly.
   */
  private static boolean rsa(
      KeyPacket key, SignaturePacket signature, Algorithm hash, byte[] digest)
      throws RefusedException {
    Bytes in = key.numbers();
    BigInteger modulus = in.mpi();
    BigInteger exponent = in.mpi();
    in.end("the key");
    Bytes numbers = signature.numbers();
    BigInteger value = numbers.mpi();
    numbers.end("the signature");
    if (exponent.bitLength() < 2
        || exponent.bitLength() > 64
        || !exponent.testBit(0)
        || !modulus.testBit(0)
        || value.compareTo(modulus) >= 0) {
      return false;
    }
    byte[] info = HashId.digestInfo(hash);
    int length = (modulus.bitLength() + 7) / 8;
    int padding = length - 3 - info.length - digest.length;
    if (padding < 8) {
      return false;
    }
    byte[] expected = new byte[length];
    expected[1] = 1;
    Arrays.fill(expected, 2, 2 + padding, (byte) 0xFF);
    System.arraycopy(info, 0, expected, 3 + padding, info.length);
    System.arraycopy(digest, 0, expected, length - digest.length, digest.length);
    return value.modPow(exponent, modulus).equals(new BigInteger(1, expected));
  }

  private static boolean eddsaLegacy(KeyPacket key, SignaturePacket signature, byte[] digest)
      throws RefusedException, GeneralSecurityException {
    Bytes in = key.numbers();
    String oid = HexFormat.of().formatHex(in.take(in.u8()));
    byte[] point = in.mpi().toByteArray();
    in.end("the key");
    if (!oid.equals("2b06010401da470f01")
        || point.length != ED25519_LENGTH + 1
        || point[0] != 0x40) {
      throw new RefusedException(Reason.UNSUPPORTED_ALGORITHM, "EdDSA on another curve");
    }
    Bytes numbers = signature.numbers();
    byte[] both = new byte[2 * ED25519_LENGTH];
    boolean fits = put(numbers.mpi(), both, 0, ED25519_LENGTH);
    fits &= put(numbers.mpi(), both, ED25519_LENGTH, ED25519_LENGTH);
    numbers.end("the signature");
    return fits && ed25519(Arrays.copyOfRange(point, 1, point.length), digest, both);
  }

  private static boolean ed25519(KeyPacket key, SignaturePacket signature, byte[] digest)
      throws RefusedException, GeneralSecurityException {
    Bytes in = key.numbers();
    byte[] point = in.take(ED25519_LENGTH);
    in.end("the key");
    Bytes numbers = signature.numbers();
    byte[] both = numbers.take(2 * ED25519_LENGTH);
    numbers.end("the signature");
    return ed25519(point, digest, both);
  }

  private static boolean ed25519(byte[] point, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + point.length);
    System.arraycopy(point, 0, encoded, ED25519_PREFIX.length, point.length);
    PublicKey key =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(key);
    check.update(message);
    return check.verify(signature);
  }

  private static boolean ecdsa(KeyPacket key, SignaturePacket signature, byte[] digest)
      throws RefusedException, GeneralSecurityException {
    Curve curve = curve(key);
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve.jdkName));
    ECPoint point =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(curve.point, 1, 1 + curve.length)),
            new BigInteger(
                1, Arrays.copyOfRange(curve.point, 1 + curve.length, curve.point.length)));
    PublicKey publicKey =
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    Bytes numbers = signature.numbers();
    byte[] both = new byte[2 * curve.length];
    boolean fits = put(numbers.mpi(), both, 0, curve.length);
    fits &= put(numbers.mpi(), both, curve.length, curve.length);
    numbers.end("the signature");
    Signature check = Signature.getInstance("NONEwithECDSAinP1363Format");
    check.initVerify(publicKey);
    check.update(digest);
    return fits && check.verify(both);
  }

  /** Puts a number of at most so many bytes, zeros in front. */
  private static boolean put(BigInteger number, byte[] into, int offset, int length) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    int count = bytes.length - from;
    if (count > length) {
      return false;
    }
    System.arraycopy(bytes, from, into, offset + length - count, count);
    return true;
  }

  private static final class Curve {
    final String name;
    final String jdkName;
    final int length;
    final byte[] point;

    Curve(String name, String jdkName, int length, byte[] point) {
      this.name = name;
      this.jdkName = jdkName;
      this.length = length;
      this.point = point;
    }
  }

  private static Curve curve(KeyPacket key) throws RefusedException {
    Bytes in = key.numbers();
    String oid = HexFormat.of().formatHex(in.take(in.u8()));
    byte[] point = in.mpi().toByteArray();
    in.end("the key");
    Curve curve =
        switch (oid) {
          case "2a8648ce3d030107" -> new Curve("P-256", "secp256r1", 32, point);
          case "2b81040022" -> new Curve("P-384", "secp384r1", 48, point);
          case "2b81040023" -> new Curve("P-521", "secp521r1", 66, point);
          default -> throw new RefusedException(Reason.UNSUPPORTED_ALGORITHM, "curve " + oid);
        };
    if (point.length != 1 + 2 * curve.length || point[0] != 4) {
      throw new RefusedException(Reason.MALFORMED, "no point of " + curve.name);
    }
    return curve;
  }
}
