package dev.archcheck.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.policy.Judgement;
import dev.archcheck.verify.policy.Policy;
import dev.archcheck.verify.policy.PolicyException;
import dev.archcheck.verify.policy.Scanned;
import dev.archcheck.verify.policy.Subject;
import dev.archcheck.verify.policy.Waiver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Bytes as a policy: one that judges, or the typed error. */
final class PolicyFuzzTest {

  private static final String NAME = "p.yaml";
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject(Rule.CGO_PACKAGE, "a.com/b/c", "a.com/b", "v1.0.0", "linux/amd64", false),
          new Subject(Rule.CGO_PACKAGE, "a.com/b/c", "a.com/b", "v1.0.0", "linux/amd64", true),
          new Subject(Rule.STD_CGO, "net", "", "", "darwin/arm64", false),
          Subject.ofFile(Rule.WRONG_OS, "dist/a.zip!/b"));

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) {
    Policy policy;
    try {
      policy = Policy.parse(NAME, bytes);
    } catch (PolicyException expected) {
      assertThat(expected).hasMessageStartingWith(NAME + ":");
      assertThat(expected.problem()).isNotBlank();
      assertThat(expected.problem().codePoints()).noneMatch(Character::isISOControl);
      assertThat(expected.line() > 0).isEqualTo(expected.column() > 0);
      return;
    }
    for (Waiver waiver : policy.waivers()) {
      assertThat(waiver.owner()).isNotBlank();
      assertThat(waiver.reason()).isNotBlank();
      assertThat(waiver.expires().getYear()).isBetween(0, 9999);
      assertThat(waiver.place().line()).isPositive();
    }
    assertThat(policy.allowances()).allMatch(one -> !one.reason().isBlank());
    List<Judgement> judgements = new ArrayList<>();
    SUBJECTS.forEach(subject -> judgements.add(policy.judge(subject, TODAY)));
    Scanned scanned =
        new Scanned(EnumSet.allOf(Rule.class), Set.of("linux/amd64"), Scanned.Extent.PROJECT);
    for (Finding finding : policy.findings(judgements, TODAY, scanned)) {
      assertThat(finding.artifact()).isEqualTo(NAME);
      assertThat(finding.message()).isNotBlank();
    }
  }
}
