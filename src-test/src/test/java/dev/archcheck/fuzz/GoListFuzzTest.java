package dev.archcheck.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.cli.render.CgoDifference;
import dev.archcheck.cli.render.CgoGraph;
import dev.archcheck.cli.render.CgoJson;
import dev.archcheck.cli.render.CgoText;
import dev.archcheck.cli.render.CgoVerdict;
import dev.archcheck.cli.render.Page;
import dev.archcheck.cli.render.Verdict;
import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.cgo.CgoCheck;
import dev.archcheck.verify.cgo.CgoReport;
import dev.archcheck.verify.cgo.CgoRequest;
import dev.archcheck.verify.cgo.GoListReader;
import dev.archcheck.verify.cgo.PackageUse;
import dev.archcheck.verify.cgo.Scan;
import dev.archcheck.verify.cgo.Sources;
import dev.archcheck.verify.policy.Baseline;
import dev.archcheck.verify.policy.Policy;
import dev.archcheck.verify.policy.Scanned;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Bytes as what go list wrote: whatever they are, there is an answer, and it can be shown. */
final class GoListFuzzTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final Sources NOWHERE = Sources.ofModules(Path.of("there-is-no-such-folder"));
  private static final Platform LINUX = new Platform(Os.LINUX, Arch.AMD64);

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    List<Scan> scans = GoListReader.read("fuzz", new ByteArrayInputStream(bytes));
    assertThat(scans).isNotEmpty();
    judge(scans, Set.of(), false, false);
    judge(scans, Set.of(LINUX), true, true);
  }

  private static void judge(List<Scan> scans, Set<Platform> targets, boolean assumed, boolean end)
      throws IOException {
    CgoCheck check =
        new CgoCheck(
            new CgoRequest(
                scans,
                targets,
                NOWHERE,
                assumed,
                assumed,
                end,
                Severity.ERROR,
                Scanned.Extent.PROJECT,
                Policy.DEFAULT,
                Baseline.EMPTY,
                TODAY));
    CgoReport report = check.run();
    assertThat(report.targets()).hasSameSizeAs(scans);
    boolean empty = scans.stream().allMatch(scan -> scan.packages().isEmpty());
    if (empty) {
      assertThat(report.report().checked()).allMatch(one -> !isPassed(one));
    }
    Set<String> recognised = new HashSet<>();
    for (Finding finding : report.report().findings()) {
      assertThat(finding.message()).isNotBlank();
      assertThat(
              recognised.add(finding.rule() + " " + finding.artifact() + " " + finding.identity()))
          .isTrue();
    }
    for (PackageUse use : report.uses()) {
      assertThat(use.targets()).isNotEmpty();
      assertThat(use.chain().packages()).isNotEmpty();
      assertThat(use.chain().cut()).isLessThan(use.chain().packages().size() - 1);
      assertThat(check.why(use.chain().packages().getLast())).isNotEmpty();
    }
    show(report);
    String text = Baseline.EMPTY.with(report.open(), report.scanned()).text();
    assertThat(text).endsWith("\n");
  }

  private static boolean isPassed(Checked one) {
    return one.outcome() == Checked.Outcome.PASSED;
  }

  private static void show(CgoReport report) throws IOException {
    Verdict verdict = CgoVerdict.of(report, Severity.ERROR, _ -> "go list");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new CgoJson(out).write(report, CgoDifference.NONE, verdict);
    if (report.targets().stream().anyMatch(one -> one.state().isConclusive())) {
      CgoDifference same =
          CgoDifference.between("now", new ByteArrayInputStream(out.toByteArray()), report);
      assertThat(same.removed().size()).isEqualTo(same.added().size());
    }
    CgoGraph.dot(report, out);
    CgoGraph.mermaid(report, out);
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    new CgoText(new Page(page, false), true, Severity.ERROR)
        .print(report, CgoDifference.NONE, verdict);
    assertThat(page.toString(StandardCharsets.UTF_8).replace("\n", ""))
        .doesNotContainPattern("\\p{Cntrl}");
  }
}
