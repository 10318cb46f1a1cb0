package dev.archcheck.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.toolchain.doctor.Capture;
import dev.archcheck.toolchain.doctor.CaptureFile;
import dev.archcheck.toolchain.doctor.MalformedCaptureException;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Bytes as a capture: one that is judged and stays what it is, or the typed error. */
final class CaptureFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    Capture capture;
    try {
      capture = CaptureFile.read(new ByteArrayInputStream(bytes));
    } catch (MalformedCaptureException expected) {
      assertThat(expected.getMessage()).isNotBlank();
      return;
    }
    CaptureContract.holds(capture);
  }
}
