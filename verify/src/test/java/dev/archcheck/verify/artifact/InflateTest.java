package dev.archcheck.verify.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected is what zlib says, by way of the JDK. */
final class InflateTest {

  /** What became of data: the bytes before its end or its damage, and which of both it was. */
  private record Outcome(ByteArrayOutputStream out, boolean whole, int used) {
    byte[] expanded() {
      return out.toByteArray();
    }
  }

  private static Outcome byZlib(byte[] data) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(data);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (true) {
        int got = inflater.inflate(buffer);
        out.write(buffer, 0, got);
        if (got == 0) {
          int used = data.length - inflater.getRemaining();
          return new Outcome(out, inflater.finished(), used);
        }
      }
    } catch (DataFormatException _) {
      return new Outcome(new ByteArrayOutputStream(), false, 0);
    } finally {
      inflater.end();
    }
  }

  private static Outcome byOurs(Inflate inflate, byte[] data, int most) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    inflate.open(
        new ByteArrayInputStream(data) {
          @Override
          public synchronized int read(byte[] into, int start, int length) {
            return super.read(into, start, Math.min(most, length));
          }
        });
    byte[] buffer = new byte[5000];
    try {
      for (int got; (got = inflate.read(buffer, 0, buffer.length)) >= 0; ) {
        out.write(buffer, 0, got);
      }
      assertThat(inflate.total()).isEqualTo(out.size());
      return new Outcome(out, true, (int) inflate.offset());
    } catch (DataFormatException _) {
      return new Outcome(out, false, 0);
    }
  }

  private static void same(Inflate inflate, byte[] data, int most) throws IOException {
    Outcome theirs = byZlib(data);
    Outcome ours = byOurs(inflate, data, most);
    assertThat(ours.whole()).as("whole").isEqualTo(theirs.whole());
    if (theirs.whole()) {
      assertThat(ours.expanded()).isEqualTo(theirs.expanded());
      assertThat(ours.used()).as("bytes used").isEqualTo(theirs.used());
    }
  }

  private static byte[] deflated(byte[] content, int level, int strategy) {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    deflater.setInput(content);
    deflater.finish();
    byte[] out = new byte[content.length * 2 + 1000];
    int length = 0;
    while (!deflater.finished()) { // a change of strategy may end the first call early
      length += deflater.deflate(out, length, out.length - length);
    }
    deflater.end();
    return Arrays.copyOf(out, length);
  }

  /** Bytes with as much order in them as is asked for, and with matches near and far. */
  private static byte[] content(Random random, int length, int symbols) {
    byte[] content = new byte[length];
    int at = 0;
    while (at < length) {
      int run = Math.min(length - at, 1 + random.nextInt(400));
      if (at > 0 && random.nextInt(3) > 0) {
        int back = 1 + random.nextInt(Math.min(at, random.nextBoolean() ? 12 : 40_000));
        for (int i = 0; i < run; i++, at++) {
          content[at] = content[at - back];
        }
      } else {
        for (int i = 0; i < run; i++, at++) {
          content[at] = (byte) (random.nextGaussian() * symbols);
        }
      }
    }
    return content;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 17, 4000, 1 << 20})
  void expandsWhatZlibMade(int most) throws IOException {
    Random random = new Random(most);
    Inflate inflate = new Inflate();
    int[] strategies = {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY};
    for (int symbols : new int[] {1, 3, 20, 60, 10_000}) {
      for (int length : new int[] {0, 1, 2, 100, 33_000, 99_000, 400_000}) {
        byte[] content = content(random, length, symbols);
        for (int level : new int[] {0, 1, 6, 9}) {
          for (int strategy : strategies) {
            byte[] data = deflated(content, level, strategy);
            Outcome ours = byOurs(inflate, data, most);
            assertThat(ours.whole()).isTrue();
            assertThat(ours.expanded()).isEqualTo(content);
            assertThat(ours.used()).isEqualTo(data.length);
          }
        }
      }
    }
  }

  @Test
  void everyCutIsCut() throws IOException {
    Random random = new Random(3);
    Inflate inflate = new Inflate();
    for (int level : new int[] {0, 1, 9}) {
      byte[] content = content(random, 3000, 20);
      byte[] data = deflated(content, level, Deflater.DEFAULT_STRATEGY);
      for (int length = 0; length < data.length; length++) {
        Outcome ours = byOurs(inflate, Arrays.copyOf(data, length), 1 << 20);
        assertThat(ours.whole()).as("%d of %d", length, data.length).isFalse();
        assertThat(ours.expanded()).isEqualTo(Arrays.copyOf(content, ours.expanded().length));
        // up to two literals beside the one that is cut
        int theirs = byZlib(Arrays.copyOf(data, length)).expanded().length;
        assertThat(theirs - ours.expanded().length)
            .as("lost of %d at %d", theirs, length)
            .isBetween(0, 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 9})
  void judgesDamageAsZlibDoes(int level) throws IOException {
    Random random = new Random(level);
    Inflate inflate = new Inflate();
    for (int round = 0; round < 4000; round++) {
      byte[] data =
          deflated(
              content(random, random.nextInt(2000), 1 + random.nextInt(60)),
              level,
              round % 3 == 0 ? Deflater.HUFFMAN_ONLY : Deflater.DEFAULT_STRATEGY);
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        // mostly in the header of the first block, where the codes are
        int at = random.nextInt(random.nextBoolean() ? Math.min(data.length, 80) : data.length);
        data[at] ^= (byte) (1 << random.nextInt(8));
      }
      same(inflate, data, round % 2 == 0 ? 1 << 20 : 1 + random.nextInt(30));
    }
  }

  /** Blocks of every kind, one after the other, cut at every byte. */
  @Test
  void everyCutBetweenBlocksIsCut() throws IOException {
    Random random = new Random(6);
    Inflate inflate = new Inflate();
    for (int round = 0; round < 200; round++) {
      Deflater deflater = new Deflater(9, true);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[70_000];
      for (int block = 0; block < 5; block++) {
        deflater.setLevel(random.nextBoolean() ? 9 : 0);
        deflater.setInput(content(random, random.nextInt(40), 30));
        int flush = random.nextBoolean() ? Deflater.SYNC_FLUSH : Deflater.FULL_FLUSH;
        for (int got; (got = deflater.deflate(buffer, 0, buffer.length, flush)) > 0; ) {
          out.write(buffer, 0, got);
        }
      }
      deflater.end();
      byte[] data = out.toByteArray();
      for (int length = 0; length <= data.length; length++) {
        inflate.open(new ByteArrayInputStream(data, 0, length));
        assertThatThrownBy(
                () -> {
                  while (inflate.read(buffer, 0, buffer.length) >= 0) {
                    // on to the end that is not there
                  }
                })
            .hasMessage("is cut off");
      }
    }
  }

  @Test
  void judgesAnyBytesAsZlibDoes() throws IOException {
    Random random = new Random(5);
    Inflate inflate = new Inflate();
    for (int round = 0; round < 60_000; round++) {
      byte[] data = new byte[random.nextInt(120)];
      random.nextBytes(data);
      same(inflate, data, 1 << 20);
    }
  }

  @Test
  void theBytesBehindAreNext() throws Exception {
    byte[] data = deflated(new byte[1000], 9, Deflater.DEFAULT_STRATEGY);
    byte[] file = new byte[data.length + 5];
    file[0] = 7;
    file[1] = 8;
    System.arraycopy(data, 0, file, 2, data.length);
    file[data.length + 2] = 9;
    file[data.length + 3] = 10;
    file[data.length + 4] = 11;
    Inflate inflate = new Inflate();
    inflate.open(new ByteArrayInputStream(file));
    assertThat(inflate.next()).isEqualTo(7);
    assertThat(inflate.next()).isEqualTo(8);
    byte[] out = new byte[1 << 16];
    assertThat(inflate.read(out, 0, out.length)).isEqualTo(1000);
    assertThat(inflate.read(out, 0, out.length)).isEqualTo(-1);
    assertThat(inflate.offset()).isEqualTo(data.length + 2);
    assertThat(inflate.next()).isEqualTo(9);
    assertThat(inflate.next()).isEqualTo(10);
    assertThat(inflate.next()).isEqualTo(11);
    assertThat(inflate.next()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "07, 'is damaged: BTYPE 3 is reserved'",
    "01 05 00 00 00, 'is damaged: LEN 5 and NLEN 0 contradict each other'",
    "01 05 00 fa ff 61, is cut off",
    "fd ff ff, 'is damaged: HLIT or HDIST says more codes than there are'",
    // a literal and a match whose distance is 2
    "4b 04 42, 'is damaged: a distance goes back to before the first byte'",
    // behind the end of a block, where what follows is not there
    "02 04, is cut off",
    "02 30, is cut off",
    "02 50 90 a3, is cut off",
    "02 04 ff ff, is cut off",
    "02 04 ff ff 00, is cut off",
    "'', is cut off"
  })
  void saysWhatIsWrong(String hex, String message) {
    byte[] data = HexFormat.of().parseHex(hex.replace(" ", ""));
    Inflate inflate = new Inflate();
    inflate.open(new ByteArrayInputStream(data));
    assertThatThrownBy(
            () -> {
              byte[] out = new byte[100];
              while (inflate.read(out, 0, out.length) >= 0) {
                // on to the damage
              }
            })
        .isInstanceOf(DataFormatException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"07", "06", "05ffffff", "01010000"})
  void whatFailedOnceFailsAgain(String hex) {
    Inflate inflate = new Inflate();
    inflate.open(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> inflate.read(new byte[10], 0, 10))
          .isInstanceOf(DataFormatException.class);
    }
  }

  @Test
  void whatTheSourceFailsWithIsPassedOn() throws IOException {
    Inflate inflate = new Inflate();
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    inflate.open(closed);
    assertThatThrownBy(() -> inflate.read(new byte[10], 0, 10))
        .isInstanceOf(IOException.class)
        .hasMessage("Stream closed");
    inflate.open(new ByteArrayInputStream(deflated(new byte[9], 6, Deflater.DEFAULT_STRATEGY)));
    assertThat(byOurs(inflate, deflated(new byte[9], 6, 0), 99).expanded()).hasSize(9);
  }
}
