package dev.archcheck.verify.artifact;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A tar header block (POSIX ustar, pax and GNU), 512 bytes. */
final class TarHeader {

  static final int SIZE = 512;

  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPEFLAG = 156;
  private static final int MAGIC = 257;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EVEN_BYTES = 0x00FF_00FF_00FF_00FFL;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private final byte[] block;

  TarHeader(byte[] block) {
    this.block = block;
  }

  /** {@return whether a block starts a tar archive: it has a valid checksum and is not empty} */
  static boolean isHeader(byte[] block) {
    return block.length >= SIZE && block[0] != 0 && new TarHeader(block).checksumValid();
  }

  /** {@return whether the magic of ustar or GNU tar is there; the oldest archives have none} */
  boolean ustar() {
    return block[MAGIC] == 'u'
        && block[MAGIC + 1] == 's'
        && block[MAGIC + 2] == 't'
        && block[MAGIC + 3] == 'a'
        && block[MAGIC + 4] == 'r';
  }

  /** GNU uses the bytes of the prefix for other things. */
  private boolean posix() {
    return ustar() && block[MAGIC + 5] == 0;
  }

  byte[] block() {
    return block;
  }

  /**
   * The sum of all bytes, the checksum itself taken as blanks; some old tars summed them signed,
   * which makes each byte above 127 less by 256. Eight bytes are added at once, to four sums of 16
   * bits: a header stands before each of thousands of files.
   */
  boolean checksumValid() {
    long sums = 0;
    int above = 0;
    for (int i = 0; i < SIZE; i += Long.BYTES) {
      long eight = (long) LONG.get(block, i);
      sums += (eight & EVEN_BYTES) + (eight >>> Byte.SIZE & EVEN_BYTES);
      above += Long.bitCount(eight & HIGH_BITS);
    }
    int unsigned = CHECKSUM_LENGTH * ' ';
    for (; sums != 0; sums >>>= Short.SIZE) {
      unsigned += (int) sums & 0xFFFF;
    }
    for (int i = CHECKSUM; i < CHECKSUM + CHECKSUM_LENGTH; i++) {
      unsigned -= block[i] & 0xFF;
      above -= block[i] < 0 ? 1 : 0;
    }
    long stated = number(CHECKSUM, CHECKSUM_LENGTH);
    return stated == unsigned || stated == unsigned - 256 * above;
  }

  char type() {
    return (char) (block[TYPEFLAG] & 0xFF);
  }

  /** {@return the permission bits, or -1 if they are no number} */
  int mode() {
    return (int) number(100, 8);
  }

  /** {@return the size of the data, or -1 if it is no number} */
  long size() {
    return number(124, 12);
  }

  String linkName() {
    return text(block, 157, 100);
  }

  String name() {
    String name = text(block, 0, 100);
    String prefix = posix() ? text(block, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /**
   * {@return an octal number, or one in GNU's base-256, which sets the first bit; -1 if it is
   * neither, or negative}
   */
  long number(int offset, int length) {
    return number(block, offset, length);
  }

  static long number(byte[] block, int offset, int length) {
    if ((block[offset] & 0x80) != 0) {
      return base256(block, offset, length);
    }
    int at = offset;
    int end = offset + length;
    while (at < end && block[at] == ' ') {
      at++;
    }
    long value = 0;
    for (; at < end && block[at] >= '0' && block[at] <= '7'; at++) {
      value = value << 3 | (block[at] - '0');
    }
    // Twelve octal digits are 36 bits; nothing can overflow.
    return at == end || block[at] == 0 || block[at] == ' ' ? value : -1;
  }

  private static long base256(byte[] block, int offset, int length) {
    long value = block[offset] & 0x7F;
    for (int i = offset + 1; i < offset + length; i++) {
      if (value > Long.MAX_VALUE >>> 8) {
        return -1;
      }
      value = value << 8 | (block[i] & 0xFF);
    }
    return value;
  }

  /** {@return text up to the first zero byte, as UTF-8 if it is that} */
  static String text(byte[] bytes, int offset, int length) {
    int end = offset;
    int sign = 0;
    while (end < offset + length && bytes[end] != 0) {
      sign |= bytes[end];
      end++;
    }
    if (sign >= 0) {
      return new String(bytes, offset, end - offset, StandardCharsets.US_ASCII);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, offset, end - offset))
          .toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, offset, end - offset, StandardCharsets.ISO_8859_1);
    }
  }
}
