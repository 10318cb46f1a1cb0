package dev.archcheck.verify.digest;

import java.security.MessageDigest;

/**
 * CRC-32 of zip and gzip, its value with the most significant byte first as tools print it. The
 * JDK's cannot be copied.
 */
final class Crc32Digest extends MessageDigest implements Cloneable {

  /** The polynomial, the lowest power at the highest bit (ISO 3309). */
  private static final int POLYNOMIAL = 0xEDB88320;

  private static final int[] TABLE = table();

  private int state = -1;

  Crc32Digest() {
    super("CRC-32");
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value >>> 1) ^ ((value & 1) == 0 ? 0 : POLYNOMIAL);
      }
      table[i] = value;
    }
    return table;
  }

  @Override
  protected void engineUpdate(byte input) {
    state = (state >>> 8) ^ TABLE[(state ^ input) & 0xFF];
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      engineUpdate(input[i]);
    }
  }

  @Override
  protected byte[] engineDigest() {
    int value = ~state;
    engineReset();
    return new byte[] {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }

  @Override
  protected void engineReset() {
    state = -1;
  }

  @Override
  public Object clone() throws CloneNotSupportedException {
    return super.clone();
  }
}
