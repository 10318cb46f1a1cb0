package dev.archcheck.verify.openpgp;

import dev.archcheck.verify.digest.Algorithm;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The digests that signatures name by number (RFC 9580, 9.5). */
final class HashId {

  private static final int MD5 = 1;
  private static final int SHA1 = 2;
  private static final int RIPEMD160 = 3;
  private static final int SHA224 = 11;

  private HashId() {}

  /** {@return the algorithm, weak or not, or null if it is not known here} */
  static @Nullable Algorithm algorithm(int id) {
    return switch (id) {
      case MD5 -> Algorithm.MD5;
      case SHA1 -> Algorithm.SHA1;
      case 8 -> Algorithm.SHA256;
      case 9 -> Algorithm.SHA384;
      case 10 -> Algorithm.SHA512;
      case 12 -> Algorithm.SHA3_256;
      case 14 -> Algorithm.SHA3_512;
      default -> null;
    };
  }

  /** {@return the algorithm of a signature over a file} */
  static Algorithm strong(int id) throws RefusedException {
    Algorithm algorithm = algorithm(id);
    if (id == RIPEMD160 || id == SHA224 || (algorithm != null && algorithm.isWeak())) {
      throw new RefusedException(Reason.WEAK_HASH, name(id));
    }
    if (algorithm == null) {
      throw new RefusedException(Reason.UNSUPPORTED_ALGORITHM, "digest " + id);
    }
    return algorithm;
  }

  private static String name(int id) {
    return switch (id) {
      case MD5 -> "MD5";
      case SHA1 -> "SHA-1";
      case RIPEMD160 -> "RIPEMD-160";
      default -> "SHA-224";
    };
  }

  /**
   * {@return what stands before a digest in a signature of RSA (RFC 9580, 5.2.2; RFC 8017, 9.2)}
   */
  static byte[] digestInfo(Algorithm algorithm) {
    return HexFormat.of()
        .parseHex(
            switch (algorithm) {
              case MD5 -> "3020300c06082a864886f70d020505000410";
              case SHA1 -> "3021300906052b0e03021a05000414";
              case SHA256 -> "3031300d060960864801650304020105000420";
              case SHA384 -> "3041300d060960864801650304020205000430";
              case SHA512 -> "3051300d060960864801650304020305000440";
              case SHA3_256 -> "3031300d060960864801650304020805000420";
              case SHA3_512 -> "3051300d060960864801650304020a05000440";
              case CRC32, BLAKE2B_512, BLAKE3 -> throw new IllegalArgumentException();
            });
  }
}
