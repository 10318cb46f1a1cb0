package dev.archcheck.verify.digest;

import java.security.MessageDigest;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake3Digest;

/** A digest that the JDK lacks, without the provider around it. */
final class LightDigest extends MessageDigest implements Cloneable {

  private final ExtendedDigest digest;

  private LightDigest(String name, ExtendedDigest digest) {
    super(name);
    this.digest = digest;
  }

  /** {@return BLAKE2b without a key, 64 bytes} */
  static MessageDigest blake2b512(String name) {
    return new LightDigest(name, new Blake2bDigest(512));
  }

  /** {@return BLAKE3 without a key, 32 bytes} */
  static MessageDigest blake3(String name) {
    return new LightDigest(name, new Blake3Digest());
  }

  @Override
  protected void engineUpdate(byte input) {
    digest.update(input);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int length) {
    digest.update(input, offset, length);
  }

  @Override
  protected byte[] engineDigest() {
    byte[] value = new byte[digest.getDigestSize()];
    digest.doFinal(value, 0);
    return value;
  }

  @Override
  protected void engineReset() {
    digest.reset();
  }

  @Override
  protected int engineGetDigestLength() {
    return digest.getDigestSize();
  }

  @Override
  @SuppressWarnings(
      "MissingSuperCall") // the state is not in fields that a plain copy would keep apart
  public Object clone() throws CloneNotSupportedException {
    ExtendedDigest copy =
        switch (digest) {
          case Blake2bDigest blake2b -> new Blake2bDigest(blake2b);
          case Blake3Digest blake3 -> new Blake3Digest(blake3);
          default -> throw new CloneNotSupportedException(getAlgorithm());
        };
    return new LightDigest(getAlgorithm(), copy);
  }
}
