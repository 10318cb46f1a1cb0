package dev.archcheck.testkit;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Makes OpenPGP packets of version 4, also those that no other tool would make. */
public final class PgpMaker {

  public static final int SHA1 = 2;
  public static final int SHA256 = 8;
  public static final int SHA512 = 10;
  public static final int SHA224 = 11;
  public static final long YEAR = 365L * 24 * 3600;

  private PgpMaker() {}

  /** An RSA key. */
  public static final class Key {
    final KeyPair pair;
    public final byte[] body;

    private Key(KeyPair pair, byte[] body) {
      this.pair = pair;
      this.body = body;
    }

    public static Key rsa(int bits, String created) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        byte[] body =
            joined(
                new byte[] {4},
                u32(seconds(created)),
                new byte[] {1},
                mpi(key.getModulus()),
                mpi(key.getPublicExponent()));
        return new Key(pair, body);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    public byte[] fingerprint() {
      try {
        return MessageDigest.getInstance("SHA-1").digest(hashed());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    public String hex() {
      return HexFormat.of().withUpperCase().formatHex(fingerprint());
    }

    byte[] id() {
      return Arrays.copyOfRange(fingerprint(), 12, 20);
    }

    /** As every signature over it hashes it. */
    public byte[] hashed() {
      return joined(new byte[] {(byte) 0x99}, u16(body.length), body);
    }
  }

  /** A signature in the making. */
  public static final class Sig {
    private final Key signer;
    private int type;
    private int hash = SHA256;
    private int version = 4;
    private byte[] hashed = new byte[0];
    private byte[] unhashed = new byte[0];

    public Sig(Key signer, int type, String created) {
      this.signer = signer;
      this.type = type;
      if (!created.isEmpty()) {
        sub(2, u32(seconds(created)));
      }
      sub(33, joined(new byte[] {4}, signer.fingerprint()));
      unhashed(16, signer.id());
    }

    public Sig type(int other) {
      type = other;
      return this;
    }

    public Sig hash(int id) {
      hash = id;
      return this;
    }

    /** Takes back who made it; to be asked for before anything else is added unhashed. */
    public Sig anonymous() {
      byte[] issuer = subpacket(33, joined(new byte[] {4}, signer.fingerprint()));
      int at = HexFormat.of().formatHex(hashed).indexOf(HexFormat.of().formatHex(issuer)) / 2;
      hashed =
          joined(
              Arrays.copyOf(hashed, at),
              Arrays.copyOfRange(hashed, at + issuer.length, hashed.length));
      unhashed = new byte[0];
      return this;
    }

    public Sig version(int other) {
      version = other;
      return this;
    }

    public Sig sub(int kind, byte[] data) {
      hashed = joined(hashed, subpacket(kind, data));
      return this;
    }

    public Sig critical(int kind, byte[] data) {
      return sub(kind | 0x80, data);
    }

    public Sig unhashed(int kind, byte[] data) {
      unhashed = joined(unhashed, subpacket(kind, data));
      return this;
    }

    /** The body of the packet over these bytes. */
    public byte[] over(byte[]... material) {
      byte[] start =
          joined(
              new byte[] {(byte) version, (byte) type, 1, (byte) hash}, u16(hashed.length), hashed);
      byte[] message =
          joined(
              joined(material), start, new byte[] {(byte) version, (byte) 0xFF}, u32(start.length));
      try {
        byte[] digest = MessageDigest.getInstance(digest(hash)).digest(message);
        Signature rsa = Signature.getInstance(digest(hash).replace("-", "") + "withRSA");
        rsa.initSign(signer.pair.getPrivate());
        rsa.update(message);
        return joined(
            start,
            u16(unhashed.length),
            unhashed,
            Arrays.copyOf(digest, 2),
            mpi(new BigInteger(1, rsa.sign())));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static String digest(int hash) {
    return switch (hash) {
      case 1 -> "MD5";
      case SHA1 -> "SHA-1";
      case SHA256 -> "SHA-256";
      case SHA512 -> "SHA-512";
      case SHA224 -> "SHA-224";
      default -> throw new IllegalArgumentException();
    };
  }

  public static byte[] userId(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] userIdHashed(byte[] userId) {
    return joined(new byte[] {(byte) 0xB4}, u32(userId.length), userId);
  }

  public static byte[] packet(int tag, byte[] body) {
    return joined(new byte[] {(byte) (0xC0 | tag), (byte) 0xFF}, u32(body.length), body);
  }

  static byte[] subpacket(int kind, byte[] data) {
    return joined(new byte[] {(byte) 0xFF}, u32(data.length + 1L), new byte[] {(byte) kind}, data);
  }

  public static byte[] armored(String label, byte[] data) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(data);
    int crc = 0xB704CE;
    for (byte one : data) {
      crc ^= (one & 0xFF) << 16;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc << 1) ^ ((crc & 0x800000) == 0 ? 0 : 0x1864CFB);
      }
      crc &= 0xFFFFFF;
    }
    byte[] sum = {(byte) (crc >> 16), (byte) (crc >> 8), (byte) crc};
    return ("-----BEGIN PGP "
            + label
            + "-----\n\n"
            + body
            + "\n="
            + Base64.getEncoder().encodeToString(sum)
            + "\n-----END PGP "
            + label
            + "-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  public static byte[] u32(long value) {
    return new byte[] {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }

  static byte[] u16(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  private static byte[] mpi(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return joined(u16(number.bitLength()), Arrays.copyOfRange(bytes, from, bytes.length));
  }

  public static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static long seconds(String time) {
    return Instant.parse(time).getEpochSecond();
  }
}
