package dev.archcheck.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.testkit.Corpus;
import dev.archcheck.testkit.Exercise;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Truncation at every offset and seeded random mutations of one small fixture for each format. A
 * parser may answer or throw its typed error; anything else fails with what reproduces it.
 */
final class SweepTest {

  private static final int MUTATIONS = 100_000;
  private static final long MAX_ALLOCATION = 16L << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Bytes that change the meaning of counts, offsets and sizes more often than random ones do. */
  private static final byte[] NASTY = {0, 1, 2, 4, 8, 0x7F, (byte) 0x80, (byte) 0xFE, (byte) 0xFF};

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "pe-arm64x, pe/arm64x.dll",
    "pe-arm64ec, pe/arm64ec.dll",
    "pe-exports, pe/exports-x64.dll",
    "pe-imports-32, pe/x86.exe",
    "pe-managed, managed/r2r-linux-x64.dll",
    "coff, pe/arm64ec.obj",
    "coff-bigobj, pe/bigobj-arm64.obj",
    "coff-import-library, pe/arm64x.lib",
    "macho-object, macho/m_arm64e.o",
    "macho-chained, macho/lib-x86_64.dylib",
    "macho-classic, macho/exe-x86_64-classic",
    "macho-fat, macho/fat.o",
    "macho-fat64, macho/fat64.o",
    "elf-object, elf/amd64.o",
    "elf-dynamic, elf/arm64.so",
    "elf-32, elf/386-exe",
    "elf-big-endian, elf/s390x.so",
    "ar-gnu, archive/gnu-mixed.a",
    "ar-bsd, archive/bsd-amd64.a",
    "ar-aix, archive/aix-big.a",
    "xcoff, other/xcoff64.o",
    "wasm, other/module.wasm"
  })
  void survivesTruncationAndMutation(String format, String fixture) throws IOException {
    byte[] original = Files.readAllBytes(Corpus.fixture(fixture));
    assertThat(Exercise.everything(new BytesSource(fixture, original)))
        .as("the undamaged fixture is described")
        .isPositive();
    truncate(fixture, original);
    mutate(format, fixture, original);
  }

  private static void truncate(String fixture, byte[] original) {
    for (int length = 0; length < original.length; length++) {
      check(fixture + " cut to " + length, java.util.Arrays.copyOf(original, length));
    }
  }

  private static void mutate(String format, String fixture, byte[] original) {
    SplittableRandom random = new SplittableRandom(format.hashCode());
    for (int round = 0; round < MUTATIONS; round++) {
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
