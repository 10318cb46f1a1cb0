package dev.archcheck.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.testkit.ArchiveExercise;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Truncation at every offset and seeded random mutations of the fuzzers' seeds, as {@link
 * SweepTest} does it for binaries.
 */
@Execution(ExecutionMode.CONCURRENT)
final class ArchiveSweepTest {

  @ParameterizedTest(name = "{0}/{1}")
  @CsvSource({
    "ZipArchive, deflated, .zip, 5000",
    "ZipArchive, stored, .zip, 5000",
    "ZipArchive, zip64, .zip, 5000",
    "ZipArchive, nested, .zip, 5000",
    "TarArchive, ordinary, .tar, 2500",
    "TarArchive, pax, .tar, 2500",
    "TarArchive, gnu, .tar, 2500",
    "TarArchive, joined, .tar, 2500",
    "TarArchive, sparse-gnu, .tar, 2500",
    "TarArchive, sparse-pax, .tar, 2500",
    "CompressedFile, elf.gz, .gz, 2500",
    "CompressedFile, tar.gz, .tgz, 5000",
    "CompressedFile, two.gz, .gz, 2500",
    "CompressedFile, elf.bz2, .bz2, 500",
    "CompressedFile, tar.bz2, .tbz2, 500",
    "DebPackage, gzip, .deb, 2500",
    "DebPackage, plain, .deb, 2500"
  })
  void survivesTruncationAndMutation(String fuzzer, String name, String extension, int mutations)
      throws IOException {
    byte[] original = seed(fuzzer + "FuzzTestInputs/read/" + name + ".seed");
    assertThat(ArchiveExercise.everything(original, extension)).isPositive();
    for (int length = 0; length < original.length; length++) {
      check(name + " cut to " + length, Arrays.copyOf(original, length), extension);
    }
    SplittableRandom random = new SplittableRandom(name.hashCode());
    for (int round = 0; round < mutations; round++) {
      byte[] bytes = original.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] =
            (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(-2, 3));
      }
      check(name + " mutation " + round, bytes, extension);
    }
  }

  private static byte[] seed(String name) throws IOException {
    String resource = "/dev/archcheck/fuzz/" + name;
    try (InputStream in = ArchiveSweepTest.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    }
  }

  private static void check(String what, byte[] bytes, String extension) {
    try {
      var _ = ArchiveExercise.everything(bytes, extension);
    } catch (IOException | RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
  }
}
