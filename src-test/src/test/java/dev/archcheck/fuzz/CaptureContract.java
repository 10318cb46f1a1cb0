package dev.archcheck.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.cli.render.DoctorJson;
import dev.archcheck.cli.render.DoctorText;
import dev.archcheck.cli.render.Page;
import dev.archcheck.cli.render.Verdict;
import dev.archcheck.toolchain.doctor.Capture;
import dev.archcheck.toolchain.doctor.CaptureFile;
import dev.archcheck.toolchain.doctor.Doctor;
import dev.archcheck.toolchain.doctor.DoctorReport;
import dev.archcheck.verify.Severity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What holds for every capture: it is judged, its document reads back as itself, and its page has
 * nothing in it that moves a cursor.
 */
final class CaptureContract {

  private CaptureContract() {}

  static void holds(Capture capture) throws IOException {
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
