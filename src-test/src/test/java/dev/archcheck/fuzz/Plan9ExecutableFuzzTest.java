package dev.archcheck.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.inspect.plan9.Plan9Executable;
import java.io.IOException;

final class Plan9ExecutableFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    FuzzContract.holds(bytes, Plan9Executable::read);
  }
}
