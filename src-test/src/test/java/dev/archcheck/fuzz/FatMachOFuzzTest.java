package dev.archcheck.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.inspect.macho.FatMachO;
import java.io.IOException;

final class FatMachOFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    FuzzContract.holds(bytes, FatMachO::read);
  }
}
