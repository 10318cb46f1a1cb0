package dev.archcheck.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.inspect.elf.ElfFile;
import java.io.IOException;

final class ElfFileFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    FuzzContract.holds(bytes, ElfFile::read);
  }
}
