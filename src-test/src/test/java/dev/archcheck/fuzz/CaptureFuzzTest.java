package dev.archcheck.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.cli.render.DoctorJson;
import dev.archcheck.cli.render.DoctorText;
import dev.archcheck.cli.render.Page;
import dev.archcheck.cli.render.Verdict;
import dev.archcheck.toolchain.doctor.Capture;
import dev.archcheck.toolchain.doctor.CaptureFile;
import dev.archcheck.toolchain.doctor.Doctor;
import dev.archcheck.toolchain.doctor.DoctorReport;
import dev.archcheck.toolchain.doctor.MalformedCaptureException;
import dev.archcheck.verify.Severity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

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
    DoctorReport report = Doctor.judge(capture);
    Verdict verdict = DoctorText.verdict(report, Severity.ERROR);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new DoctorJson(out).write(report, verdict);
    assertThat(CaptureFile.read(new ByteArrayInputStream(out.toByteArray()))).isEqualTo(capture);
    for (DoctorText.Topic topic : DoctorText.Topic.values()) {
      ByteArrayOutputStream page = new ByteArrayOutputStream();
      new DoctorText(new Page(page, false), true).print(topic, topic.only(report), verdict);
      assertThat(page.toString(StandardCharsets.UTF_8).replace("\n", ""))
          .doesNotContainPattern("\\p{Cntrl}");
    }
  }
}
