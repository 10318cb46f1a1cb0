package dev.archcheck.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.testkit.Corpus;
import dev.archcheck.testkit.Exercise;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Truncation at every offset of small fixtures, and 100,000 seeded random mutations for each
 * format, shared out among its fixtures. A parser may answer or throw its typed error; anything
 * else fails with what reproduces it.
 */
@Execution(ExecutionMode.CONCURRENT)
final class SweepTest {

  private static final long MAX_ALLOCATION = 16L << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Bytes that change the meaning of counts, offsets and sizes more often than random ones do. */
  private static final byte[] NASTY = {0, 1, 2, 4, 8, 0x7F, (byte) 0x80, (byte) 0xFE, (byte) 0xFF};

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "pe-arm64x, pe/arm64x.dll, 20000",
    "pe-arm64ec, pe/arm64ec.dll, 20000",
    "pe-exports, pe/exports-x64.dll, 20000",
    "pe-imports-32, pe/x86.exe, 20000",
    "pe-managed, managed/r2r-linux-x64.dll, 20000",
    "coff, pe/arm64ec.obj, 33334",
    "coff-bigobj, pe/bigobj-arm64.obj, 33334",
    "coff-import-library, pe/arm64x.lib, 33334",
    "macho-object, macho/m_arm64e.o, 33334",
    "macho-chained, macho/lib-x86_64.dylib, 33334",
    "macho-classic, macho/exe-x86_64-classic, 33334",
    "macho-fat, macho/fat.o, 50000",
    "macho-fat64, macho/fat64.o, 50000",
    "elf-object, elf/amd64.o, 25000",
    "elf-dynamic, elf/arm64.so, 25000",
    "elf-32, elf/386-exe, 25000",
    "elf-big-endian, elf/s390x.so, 25000",
    "ar-gnu, archive/gnu-mixed.a, 33334",
    "ar-bsd, archive/bsd-amd64.a, 33334",
    "ar-aix, archive/aix-big.a, 33334",
    "xcoff, other/xcoff64.o, 100000",
    "wasm, other/module.wasm, 100000",
    "coff-import-object, seed:ImportObjectFuzzTestInputs/read/arm64x.seed, 100000",
    "plan9, seed:Plan9ExecutableFuzzTestInputs/read/amd64.seed, 100000"
  })
  void survivesTruncationAndMutation(String format, String fixture, int mutations)
      throws IOException {
    byte[] original = load(fixture);
    assertThat(Exercise.everything(new BytesSource(fixture, original)))
        .as("the undamaged fixture is described")
        .isPositive();
    truncate(fixture, original);
    mutate(format, fixture, original, mutations);
  }

  /** Two formats have no small fixture; their smallest files are seeds of the fuzzers. */
  private static byte[] load(String fixture) throws IOException {
    if (!fixture.startsWith("seed:")) {
      return Files.readAllBytes(Corpus.fixture(fixture));
    }
    String resource = "/dev/archcheck/fuzz/" + fixture.substring(5);
    try (InputStream in = SweepTest.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    }
  }

  private static void truncate(String fixture, byte[] original) {
    for (int length = 0; length < original.length; length++) {
      check(fixture + " cut to " + length, java.util.Arrays.copyOf(original, length));
    }
  }

  private static void mutate(String format, String fixture, byte[] original, int mutations) {
    SplittableRandom random = new SplittableRandom(format.hashCode());
    for (int round = 0; round < mutations; round++) {
      byte[] bytes = original.clone();
      // Headers and tables lie near the start: half of the mutations go there.
      int reach = random.nextBoolean() ? Math.min(bytes.length, 1024) : bytes.length;
      int changes = 1 + random.nextInt(4);
      for (int change = 0; change < changes; change++) {
        int at = random.nextInt(reach);
        switch (random.nextInt(3)) {
          case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
          case 1 -> bytes[at] = NASTY[random.nextInt(NASTY.length)];
          default -> overwrite(bytes, at, NASTY[random.nextInt(NASTY.length)]);
        }
      }
      check(fixture + " mutation " + round, bytes);
    }
  }

  private static void overwrite(byte[] bytes, int at, byte value) {
    for (int i = at; i < Math.min(bytes.length, at + 4); i++) {
      bytes[i] = value;
    }
  }

  private static void check(String what, byte[] bytes) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      var _ = Exercise.everything(new BytesSource(what, bytes));
    } catch (IOException | RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (allocated > MAX_ALLOCATION) {
      throw new AssertionError(what + " allocated " + allocated + " bytes");
    }
  }
}
