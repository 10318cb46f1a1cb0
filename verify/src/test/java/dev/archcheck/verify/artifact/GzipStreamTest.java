package dev.archcheck.verify.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.inspect.MalformedBinaryException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GzipStreamTest {

  /** Longer than the input that is read at a time, and hard to compress. */
  private static final byte[] CONTENT = new byte[300_000];

  static {
    new Random(1).nextBytes(CONTENT);
  }

  private static byte[] packed(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 1;
    return changed;
  }

  /** As a connection gives it: in pieces, and never saying what there is to come. */
  private static InputStream trickle(byte[] bytes, int most) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int start, int length) {
        return super.read(into, start, Math.min(most, length));
      }

      @Override
      public synchronized int available() {
        return 0;
      }
    };
  }

  private static byte[] expanded(byte[] file, int most) throws IOException {
    try (InputStream in = new GzipStream("x.tar.gz", trickle(file, most))) {
      return in.readAllBytes();
    }
  }

  /** All optional parts of a header, with its check sum. */
  private static byte[] fullHeader() {
    byte[] header = {
      0x1F, (byte) 0x8B, 8, 0x1E, 1, 2, 3, 4, 0, 3, 3, 0, 7, 8, 9, 'n', 0, 'c', 'c', 0
    };
    CRC32 crc = new CRC32();
    crc.update(header);
    return joined(header, new byte[] {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)});
  }

  private static byte[] withFullHeader() throws IOException {
    byte[] plain = packed(CONTENT);
    return joined(fullHeader(), Arrays.copyOfRange(plain, 10, plain.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1 << 20})
  void expands(int most) throws IOException {
    assertThat(expanded(packed(CONTENT), most)).isEqualTo(CONTENT);
    assertThat(expanded(withFullHeader(), most)).isEqualTo(CONTENT);
    assertThat(expanded(packed(new byte[0]), most)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1 << 20})
  void saysWhereItIsCutOff(int most) throws IOException {
    byte[] whole = packed(new byte[100]);
    byte[] small = joined(fullHeader(), Arrays.copyOfRange(whole, 10, whole.length));
    assertThat(expanded(small, most)).hasSize(100);
    for (int length = 0; length < small.length; length++) {
      byte[] cut = Arrays.copyOf(small, length);
      assertThatThrownBy(() -> expanded(cut, most))
          .as("%d bytes", length)
          .isInstanceOf(MalformedBinaryException.class)
          .hasMessageContaining("is cut off")
          .hasMessageContaining(Integer.toHexString(length));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'gzip header', is not that of a gzip file",
    "1, 'gzip header', is not that of a gzip file",
    "2, CM, no method that is known",
    "4, CRC16, is ",
    "20, CRC16, is ",
    "-8, CRC32, but that of the content is",
    "-4, ISIZE, but the content has 300000 bytes"
  })
  void saysWhatIsDamaged(int at, String where, String what) throws IOException {
    byte[] file = withFullHeader();
    byte[] changed = changed(file, at < 0 ? file.length + at : at);
    assertThatThrownBy(() -> expanded(changed, 1 << 20))
        .isInstanceOf(MalformedBinaryException.class)
        .hasMessageContaining(where)
        .hasMessageContaining(what);
  }

  @Test
  void refusesReservedFlagsAndBrokenBlocks() throws IOException {
    byte[] flags = packed(CONTENT);
    flags[3] = 0x20;
    assertThatThrownBy(() -> expanded(flags, 99)).hasMessageContaining("reserved bits");
    byte[] block = packed(CONTENT);
    block[10] = 7; // block type 3, which there is not
    assertThatThrownBy(() -> expanded(block, 99))
        .isInstanceOf(MalformedBinaryException.class)
        .hasMessageContaining("is damaged: BTYPE 3 is reserved");
    byte[] name = joined(new byte[] {0x1F, (byte) 0x8B, 8, 8, 0, 0, 0, 0, 0, 0}, filled(70_000));
    assertThatThrownBy(() -> expanded(name, 99)).hasMessageContaining("FNAME");
  }

  private static byte[] filled(int length) {
    byte[] filled = new byte[length];
    Arrays.fill(filled, (byte) 'n');
    return filled;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 1 << 20})
  void nothingMayComeBehind(int most) throws IOException {
    byte[] file = packed(CONTENT);
    for (byte[] behind : new byte[][] {{0}, {1, 2, 3, 4}, packed(new byte[0]), packed(CONTENT)}) {
      assertThatThrownBy(() -> expanded(joined(file, behind), most))
          .isInstanceOf(MalformedBinaryException.class)
          .hasMessageContaining("goes on behind its end")
          .hasMessageContaining(Integer.toHexString(file.length));
    }
  }

  @Test
  void aFailureOfTheSourceIsNoDamage() throws IOException {
    byte[] file = packed(CONTENT);
    InputStream failing =
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            if (at == file.length) {
              throw new EOFException("the connection was cut");
            }
            return file[at++] & 0xFF;
          }

          @Override
          public int read(byte[] into, int start, int length) throws IOException {
            into[start] = (byte) read();
            return 1;
          }
        };
    // Only who reads on behind the last byte is told how the download ended.
    assertThatThrownBy(() -> new GzipStream("x.tar.gz", failing).readAllBytes())
        .isInstanceOf(EOFException.class)
        .hasMessage("the connection was cut");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5})
  void anArchiveWithACutHeaderIsDamaged(int length) throws IOException {
    byte[] cut = Arrays.copyOf(packed(CONTENT), length);
    assertThatThrownBy(
            () -> {
              try (PackedTar tar =
                  new PackedTar("x.tar.gz", new ByteArrayInputStream(cut), 1 << 20)) {
                tar.next();
              }
            })
        .isInstanceOf(MalformedBinaryException.class)
        .hasMessageContaining("gzip header")
        .hasMessageContaining("is cut off");
  }
}
