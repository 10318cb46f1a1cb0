package dev.archcheck.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.testkit.ArchiveExercise;
import java.io.IOException;

/** gzip and bzip2; the content says which. */
final class CompressedFileFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    var _ = ArchiveExercise.everything(bytes, ".gz");
  }
}
