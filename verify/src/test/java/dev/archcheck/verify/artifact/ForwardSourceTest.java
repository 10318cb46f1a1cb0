package dev.archcheck.verify.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForwardSourceTest {

  private static final int SIZE = 20_000_003;

  private final byte[] bytes = new byte[SIZE];
  private int opened;
  private long pulled;

  ForwardSourceTest() {
    new Random(7).nextBytes(bytes);
  }

  private InputStream stream() {
    opened++;
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int start, int length) {
        int got = super.read(into, start, length);
        pulled += Math.max(got, 0);
        return got;
      }
    };
  }

  private ForwardSource source(long size) {
    return new ForwardSource("x", size, stream(), this::stream, new Budget(0), 1);
  }

  private void check(ForwardSource source, int offset, int length) throws IOException {
    ByteBuffer read = source.read(offset, length);
    assertThat(read.limit()).isEqualTo(length);
    byte[] got = new byte[length];
    read.get(got);
    assertThat(Arrays.equals(got, 0, length, bytes, offset, offset + length)).isTrue();
  }

  @Test
  void theFirstPageCostsOnePage() throws IOException {
    try (ForwardSource source = source(SIZE)) {
      check(source, 0, 64);
      check(source, 4000, 96);
      assertThat(pulled).isEqualTo(4096);
      check(source, 4000, 97);
      assertThat(pulled).isEqualTo(64 << 10);
    }
  }

  @Test
  void readsAnywhereAndKeepsWhatItMay() throws IOException {
    try (ForwardSource source = source(SIZE)) {
      ByteBuffer early = source.read(100, 100);
      check(source, SIZE - 1, 1);
      check(source, SIZE - 8_000_000, 300_000);
      check(source, (1 << 20) - 10, 0);
      check(source, 1_000_000, 40_000);
      assertThat(opened).isEqualTo(1);
      check(source, (1 << 20) - 10, 20); // the second half of it has been dropped
      assertThat(opened).isEqualTo(2);
      check(source, 5_000_000, 12_000_000);
      assertThat(source.retained()).isLessThanOrEqualTo((1 << 20) + (8 << 20));
      byte[] got = new byte[100];
      early.get(got);
      assertThat(got).isEqualTo(Arrays.copyOfRange(bytes, 100, 200));
    }
  }

  @Test
  void readsAtRandomAsTheBytesAre() throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < 3; i++) {
      try (ForwardSource source = source(SIZE)) {
        int offset = 0;
        while (offset < SIZE) {
          int length = Math.min(random.nextInt(200_000), SIZE - offset);
          check(source, offset, length);
          offset += random.nextInt(900_000);
        }
      }
    }
  }

  @Test
  void goingBackAndForthEndsWithAReason() throws IOException {
    try (ForwardSource source = source(SIZE)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 20; i++) {
                  for (int offset = 1 << 20; offset < SIZE; offset += 1 << 20) {
                    source.read(offset, 10);
                  }
                }
              })
          .isInstanceOfSatisfying(
              MalformedBinaryException.class,
              e -> assertThat(e.problem().reason()).isEqualTo(Reason.LIMIT));
    }
    assertThat(opened).isLessThanOrEqualTo(8);
  }

  @Test
  void theStatedSizeHasToBeKept() throws IOException {
    try (ForwardSource source = source(SIZE + 1L)) {
      assertThatThrownBy(() -> source.read(SIZE, 1))
          .isInstanceOfSatisfying(
              MalformedBinaryException.class,
              e -> assertThat(e.problem().reason()).isEqualTo(Reason.TRUNCATED));
    }
    try (ForwardSource source = source(3000)) {
      assertThatThrownBy(() -> source.read(0, 1))
          .isInstanceOfSatisfying(
              MalformedBinaryException.class,
              e -> assertThat(e.problem().reason()).isEqualTo(Reason.CONTRADICTION));
    }
    try (ForwardSource source = source(Long.MAX_VALUE)) {
      assertThatThrownBy(() -> source.read(1 << 20, Integer.MAX_VALUE))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> source.read(Long.MAX_VALUE, 1))
          .isInstanceOf(MalformedBinaryException.class);
    }
  }
}
