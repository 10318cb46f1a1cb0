package dev.archcheck.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.inspect.macho.MachO;
import java.io.IOException;

final class MachOFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    FuzzContract.holds(bytes, MachO::read);
  }
}
