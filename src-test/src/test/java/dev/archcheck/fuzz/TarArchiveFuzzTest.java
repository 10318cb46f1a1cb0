package dev.archcheck.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.testkit.ArchiveExercise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

final class TarArchiveFuzzTest {

  private static final int BLOCK = 512;
  private static final int CHECKSUM = 148;
  private static final int MAGIC = 257;

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    var _ = ArchiveExercise.everything(bytes, ".tar");
    var _ = ArchiveExercise.everything(withChecksums(bytes), ".tar");
  }

  /** Few mutations hit a checksum; behind it everything else lies. */
  private static byte[] withChecksums(byte[] bytes) {
    byte[] summed = bytes.clone();
    for (int block = 0; block + BLOCK <= summed.length; block += BLOCK) {
      if (summed[block + MAGIC] == 'u' && summed[block + MAGIC + 1] == 's') {
        Arrays.fill(summed, block + CHECKSUM, block + CHECKSUM + 8, (byte) ' ');
        int sum = 0;
        for (int i = block; i < block + BLOCK; i++) {
          sum += summed[i] & 0xFF;
        }
        byte[] digits = String.format("%06o", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, summed, block + CHECKSUM, digits.length);
      }
    }
    return summed;
  }
}
