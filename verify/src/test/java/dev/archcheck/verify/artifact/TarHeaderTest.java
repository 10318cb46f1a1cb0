package dev.archcheck.verify.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TarHeaderTest {

  private static final int CHECKSUM = 148;

  /** Sums byte for byte, as the specification says it. */
  private static long sum(byte[] block, boolean signed) {
    long sum = 0;
    for (int i = 0; i < block.length; i++) {
      int value = i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : block[i];
      sum += signed ? value : value & 0xFF;
    }
    return sum;
  }

  private static boolean valid(byte[] block, long stated) {
    byte[] copy = block.clone();
    byte[] digits = "%06o\0 ".formatted(stated).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, copy, CHECKSUM, 8);
    return new TarHeader(copy).checksumValid();
  }

  @Test
  void sumsBytesUnsignedOrSigned() {
    Random random = new Random(20261122);
    for (int i = 0; i < 500; i++) {
      byte[] block = new byte[TarHeader.SIZE];
      random.nextBytes(block);
      for (int at = 0; at < TarHeader.SIZE; at++) {
        // some blocks with mostly high bytes, some with few, some with none
        int kind = i % 4;
        block[at] =
            (byte) (kind == 0 ? block[at] | 0x80 : kind == 1 ? block[at] & 0x7F : block[at]);
      }
      long unsigned = sum(block, false);
      assertThat(valid(block, unsigned)).isTrue();
      assertThat(valid(block, unsigned + 1)).isFalse();
      assertThat(valid(block, unsigned + 65536)).isFalse();
      long signed = sum(block, true);
      if (signed >= 0) {
        assertThat(valid(block, signed)).isTrue();
        assertThat(valid(block, signed + 1)).isEqualTo(signed + 1 == unsigned);
      }
    }
  }

  @Test
  void sumsTheMostThatABlockCanHave() {
    byte[] block = new byte[TarHeader.SIZE];
    Arrays.fill(block, (byte) 0xFF);
    assertThat(valid(block, sum(block, false))).isTrue();
    assertThat(valid(new byte[TarHeader.SIZE], 8 * ' ')).isTrue();
  }

  @Test
  void everyByteCounts() {
    byte[] block = new byte[TarHeader.SIZE];
    long sum = sum(block, false);
    for (int i = 0; i < TarHeader.SIZE; i++) {
      block[i] = 1;
      boolean inChecksum = i >= CHECKSUM && i < CHECKSUM + 8;
      assertThat(valid(block, sum)).as("byte %d", i).isEqualTo(inChecksum);
      assertThat(valid(block, sum + 1)).as("byte %d", i).isEqualTo(!inChecksum);
      block[i] = 0;
    }
  }
}
