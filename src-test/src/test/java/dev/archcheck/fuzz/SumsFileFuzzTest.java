package dev.archcheck.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.verify.checksum.MalformedSumsException;
import dev.archcheck.verify.checksum.SumsEntry;
import dev.archcheck.verify.checksum.SumsFile;
import java.nio.file.Path;

/** Bytes as a list of digests: safe names, or the typed error. */
final class SumsFileFuzzTest {

  private static final Path FOLDER = Path.of("/folder");

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) {
    SumsFile sums;
    try {
      sums = SumsFile.read(bytes, "x.sha256");
    } catch (MalformedSumsException expected) {
      return;
    }
    for (SumsEntry entry : sums.entries()) {
      Path path = FOLDER.resolve(entry.name()).normalize();
      if (!path.startsWith(FOLDER)
          || path.equals(FOLDER)
          || !entry.equals(sums.find(entry.name()))) {
        throw new AssertionError("leads out of the folder: " + entry);
      }
    }
  }
}
