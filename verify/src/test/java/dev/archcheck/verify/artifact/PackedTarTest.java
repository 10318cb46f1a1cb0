package dev.archcheck.verify.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.inspect.MalformedBinaryException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PackedTarTest {

  private static final int BLOCK = 128 << 10;

  /** More than all blocks that are ever read ahead hold. */
  private static final int LARGE = 100 * BLOCK + 17;

  private static final int HELD = 40;

  private final Random random = new Random(8);

  private static byte[] tarGz(List<byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < files.size(); i++) {
        byte[] content = files.get(i);
        byte[] header = new byte[TarHeader.SIZE];
        field(header, 0, "f" + i);
        field(header, 100, "0000644");
        field(header, 124, "%011o".formatted(content.length));
        field(header, 148, "        ");
        field(header, 156, "0");
        field(header, 257, "ustar");
        int sum = 0;
        for (byte one : header) {
          sum += one & 0xFF;
        }
        field(header, 148, "%06o\0 ".formatted(sum));
        gzip.write(header);
        gzip.write(content);
        gzip.write(new byte[Math.floorMod(-content.length, TarHeader.SIZE)]);
      }
      gzip.write(new byte[2 * TarHeader.SIZE]);
    }
    return bytes.toByteArray();
  }

  private static void field(byte[] header, int offset, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }

  private byte[] content(int size) {
    byte[] content = new byte[size];
    random.nextBytes(content);
    return content;
  }

  private static PackedTar open(byte[] gzip) {
    return new PackedTar("x.tar.gz", new ByteArrayInputStream(gzip), 1 << 30);
  }

  private static final class Taken {
    private final Slice slice;
    private final byte[] expected;

    Taken(Slice slice, byte[] content, int at) {
      this.slice = slice;
      this.expected = Arrays.copyOfRange(content, at, at + slice.length());
    }

    void checkAndRelease() {
      int end = slice.start() + slice.length();
      assertThat(Arrays.copyOfRange(slice.bytes(), slice.start(), end)).isEqualTo(expected);
      slice.release();
      slice.release(); // the second time is nothing
    }
  }

  @Test
  void slicesKeepTheirBytesUntilTheyAreReleased() throws IOException {
    List<byte[]> files = new ArrayList<>(List.of(content(0), content(1), content(LARGE)));
    for (int i = 0; i < 300; i++) {
      files.add(content(random.nextInt(3 * TarHeader.SIZE)));
    }
    files.add(content(BLOCK));
    files.add(content(BLOCK - TarHeader.SIZE));
    files.add(content(5 * BLOCK));
    Queue<Taken> held = new ArrayDeque<>();
    try (PackedTar tar = open(tarGz(files))) {
      for (byte[] content : files) {
        PackedEntry entry = Objects.requireNonNull(tar.next());
        assertThat(entry.size()).isEqualTo(content.length);
        for (int at = 0; at < content.length; ) {
          Slice slice = tar.take();
          assertThat(slice.length()).isPositive();
          held.add(new Taken(slice, content, at));
          at += slice.length();
          if (held.size() > HELD) {
            held.remove().checkAndRelease();
          }
        }
        assertThat(tar.take().length()).isZero();
      }
      assertThat(tar.next()).isNull();
      held.forEach(Taken::checkAndRelease);
    }
  }

  @Test
  void takesAndReadsInTurn() throws IOException {
    byte[] content = content(3 * BLOCK);
    try (PackedTar tar = open(tarGz(List.of(content, content)))) {
      tar.next();
      Slice first = tar.take();
      byte[] rest = new byte[content.length];
      int got = tar.read(rest, first.length(), content.length - first.length());
      System.arraycopy(first.bytes(), first.start(), rest, 0, first.length());
      first.release();
      assertThat(first.length() + got).isEqualTo(content.length);
      assertThat(rest).isEqualTo(content);
      assertThat(tar.next()).isNotNull(); // whatever was not taken is passed over
      assertThat(tar.next()).isNull();
    }
  }

  @Test
  void anArchiveThatEndsWithinAFileIsCutOff() throws IOException {
    byte[] whole = tarGz(List.of(content(2 * BLOCK)));
    byte[] expanded;
    try (var in = new GZIPInputStream(new ByteArrayInputStream(whole))) {
      expanded = in.readNBytes(BLOCK);
    }
    ByteArrayOutputStream cut = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(cut)) {
      gzip.write(expanded);
    }
    try (PackedTar tar = open(cut.toByteArray())) {
      tar.next();
      tar.take().release();
      assertThatThrownBy(tar::take)
          .isInstanceOf(MalformedBinaryException.class)
          .hasMessageContaining("cut off within the content");
    }
  }
}
