package dev.archcheck.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.inspect.pe.ImportObject;
import java.io.IOException;

final class ImportObjectFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    FuzzContract.holds(bytes, ImportObject::read);
  }
}
