package dev.archcheck.verify.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.archcheck.inspect.InputChangedException;
import dev.archcheck.verify.digest.OpenFile.Links;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestsTest {

  @TempDir Path folder;

  /** The published values for the three letters abc (FIPS 180-4, FIPS 202, RFC 7693, BLAKE3). */
  @ParameterizedTest
  @CsvSource({
    "crc32, 352441c2",
    "md5, 900150983cd24fb0d6963f7d28e17f72",
    "sha1, a9993e364706816aba3e25717850c26c9cd0d89d",
    "sha256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "sha384, cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    "sha512, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    "sha3-256, 3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
    "sha3-512, b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0",
    "blake2b-512, ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
    "blake3, 6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85"
  })
  void publishedValues(String word, String hex) {
    Algorithm algorithm = Objects.requireNonNull(Algorithm.named(word));
    ContentDigests digests = new ContentDigests(List.of(algorithm));
    digests.update("abc".getBytes(StandardCharsets.US_ASCII), 0, 3);
    assertThat(digests.value(algorithm).hex()).isEqualTo(hex);
    // Taking a value does not end it.
    digests.update("def".getBytes(StandardCharsets.US_ASCII), 0, 3);
    ContentDigests whole = new ContentDigests(List.of(algorithm));
    whole.update("abcdef".getBytes(StandardCharsets.US_ASCII), 0, 6);
    assertThat(digests.value(algorithm)).isEqualTo(whole.value(algorithm));
    assertThat(digests.value(algorithm).hex()).hasSize(algorithm.hexLength());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1 << 20, (4 << 20) - 1, 4 << 20, (4 << 20) + 1, 9_000_001})
  void onePassIsTheSameForEveryLength(int length) throws IOException {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    Path file = Files.write(folder.resolve("file"), bytes);
    ContentDigests expected = new ContentDigests(Algorithm.all());
    expected.update(bytes, 0, length);
    try (OpenFile open = OpenFile.open(file, Links.FOLLOWED)) {
      ContentDigests made = new OnePass(open, _ -> {}).digests(Algorithm.all());
      assertThat(made.all()).isEqualTo(expected.all());
      assertThat(made.length()).isEqualTo(length);
    }
  }

  @Test
  void saysThatAFileChangedMeanwhile() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[9_000_000]);
    try (OpenFile open = OpenFile.open(file, Links.FOLLOWED)) {
      boolean[] done = new boolean[1];
      assertThatExceptionOfType(InputChangedException.class)
          .isThrownBy(() ->
              new OnePass(
                      open,
                      _ -> {
                        if (!done[0]) {
                          done[0] = true;
                          append(file);
                        }
                      })
                  .digests(List.of(Algorithm.SHA256)));
    }
  }

  @Test
  void saysThatAFileWasCut() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[9_000_000]);
    try (OpenFile open = OpenFile.open(file, Links.FOLLOWED)) {
      Files.write(file, new byte[10]);
      assertThatExceptionOfType(InputChangedException.class)
          .isThrownBy(() -> new OnePass(open, _ -> {}).digests(List.of(Algorithm.SHA256)));
    }
  }

  private static void append(Path file) {
    try {
      Files.write(file, new byte[1], StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void opensNoFolderAndOnDemandNoLink() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[1]);
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> OpenFile.open(folder, Links.FOLLOWED).close())
        .withMessage("is a folder");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> OpenFile.open(link, Links.REFUSED).close())
        .withMessage("is a symbolic link");
    OpenFile.open(link, Links.FOLLOWED).close();
  }

  @Test
  void aDigestHasItsLength() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Digest(Algorithm.SHA256, "ab"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Digest(Algorithm.MD5, "g".repeat(32)));
  }
}
