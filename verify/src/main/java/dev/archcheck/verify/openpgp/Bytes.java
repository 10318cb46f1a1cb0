package dev.archcheck.verify.openpgp;

import java.math.BigInteger;
import java.util.Arrays;

/** Reads the numbers of a packet in order (RFC 9580, 3). */
final class Bytes {

  private static final int MAX_BITS = 16384;

  private final byte[] bytes;
  private int position;

  Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  int position() {
    return position;
  }

  int left() {
    return bytes.length - position;
  }

  int u8() throws RefusedException {
    need(1);
    return bytes[position++] & 0xFF;
  }

  int u16() throws RefusedException {
    return (u8() << 8) | u8();
  }

  long u32() throws RefusedException {
    return ((long) u16() << 16) | u16();
  }

  byte[] take(long count) throws RefusedException {
    need(count);
    position += (int) count;
    return Arrays.copyOfRange(bytes, position - (int) count, position);
  }

  /** A number with the count of its bits in front (RFC 9580, 3.2). */
  BigInteger mpi() throws RefusedException {
    int bits = u16();
    if (bits > MAX_BITS) {
      throw new RefusedException(Reason.MALFORMED, "a number of " + bits + " bits");
    }
    BigInteger number = new BigInteger(1, take((bits + 7) / 8));
    if (number.bitLength() != bits) {
      throw new RefusedException(Reason.MALFORMED, "a number of another length than it says");
    }
    return number;
  }

  void end(String what) throws RefusedException {
    if (left() != 0) {
      throw new RefusedException(Reason.MALFORMED, left() + " bytes too many in " + what);
    }
  }

  private void need(long count) throws RefusedException {
    if (count > left()) {
      throw new RefusedException(Reason.MALFORMED, "cut off");
    }
  }
}
