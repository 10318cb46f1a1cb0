package dev.archcheck.servers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The private key of a log of the tests. */
public final class LogSigner {

  private final String name;
  private final KeyPair pair;
  private final byte[] algorithmAndKey;

  /** A new key. */
  public LogSigner(String name) {
    this.name = name;
    try {
      this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] key = Arrays.copyOfRange(encoded, encoded.length - 33, encoded.length);
    key[0] = 1; // the algorithm, in front of the last 32 bytes
    this.algorithmAndKey = key;
  }

  /** {@return the name of the log} */
  public String name() {
    return name;
  }

  private byte[] hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(digest.digest(algorithmAndKey), 4);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@return the key as settings have it} */
  public String verifierKey() {
    return name
        + "+"
        + HexFormat.of().formatHex(hash())
        + "+"
        + Base64.getEncoder().encodeToString(algorithmAndKey);
  }

  /** {@return the line of a signature, with its end} */
  public String line(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      byte[] bytes = ByteBuffer.allocate(68).put(hash()).put(signature.sign()).array();
      return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@return a signed note} */
  public String note(String text) {
    return text + "\n" + line(text);
  }
}
