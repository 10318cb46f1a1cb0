package dev.archcheck.verify.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a policy says of uses, and afterwards of itself. */
class JudgementTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final String LINUX = "linux/amd64";
  private static final String MAC = "darwin/arm64";

  private static Policy policy(String text) throws PolicyException {
    return Policy.parse("p.yaml", ("version: 1\n" + text).getBytes(StandardCharsets.UTF_8));
  }

  private static Policy waivers(String... fields) throws PolicyException {
    return withTargets("", fields);
  }

  private static Policy withTargets(String targets, String... fields) throws PolicyException {
    StringBuilder text = new StringBuilder();
    text.append(targets.isEmpty() ? "" : "cgo: {targets: " + targets + "}\n");
    text.append("waivers:\n");
    for (String one : fields) {
      text.append("  - {reason: why, owner: who, ").append(one).append("}\n");
    }
    return policy(text.toString());
  }

  private static String until(String day) {
    return "rule: cgo-package, package: a.com/m/**, expires: " + day;
  }

  private static Subject use(String artifact, String target) {
    return new Subject(Rule.CGO_PACKAGE, artifact, "a.com/m", "v1.2.3", target, false);
  }

  private static Subject testUse() {
    return new Subject(Rule.CGO_PACKAGE, "a.com/m/p", "a.com/m", "v1.2.3", LINUX, true);
  }

  private static Scanned scanned(String... targets) {
    return new Scanned(EnumSet.allOf(Rule.class), Set.of(targets), Scanned.Extent.PROJECT);
  }

  /** Judges and gives the findings as {@code rule severity line: message}. */
  private static List<String> run(Policy policy, Scanned scanned, Subject... subjects) {
    List<Judgement> judgements = new ArrayList<>();
    for (Subject subject : subjects) {
      judgements.add(policy.judge(subject, TODAY));
    }
    return policy.findings(judgements, TODAY, scanned).stream().map(JudgementTest::line).toList();
  }

  private static String line(Finding finding) {
    assertThat(finding.artifact()).isEqualTo("p.yaml");
    assertThat(finding.evidence()).hasSize(1);
    Evidence.Source source = (Evidence.Source) finding.evidence().getFirst();
    assertThat(source.file()).isEqualTo("p.yaml");
    assertThat(source.text()).isEqualTo("who: why");
    assertThat(source.column()).isEqualTo(5);
    assertThat(finding.message()).endsWith(": " + finding.identity());
    return finding.rule().id()
        + " "
        + finding.severity().name().toLowerCase(Locale.ROOT)
        + " "
        + source.line()
        + ": "
        + finding.message();
  }

  private static Severity denied(Policy policy, Subject subject) {
    return ((Judgement.Denied) policy.judge(subject, TODAY)).severity();
  }

  @Test
  void withoutAPolicyEveryRuleHasItsSeverity() {
    for (Rule rule : Rule.values()) {
      Subject subject = new Subject(rule, "x", "", "", LINUX, false);
      assertThat(Policy.DEFAULT.judge(subject, TODAY))
          .isEqualTo(new Judgement.Denied(rule.severity(), List.of()));
    }
    assertThat(run(Policy.DEFAULT, scanned(LINUX), use("a.com/m/p", LINUX))).isEmpty();
  }

  @Test
  void severitiesAreThoseOfThePolicy() throws PolicyException {
    Policy policy = policy("cgo: {rules: {cgo-package: warning, std-cgo: error}}");
    assertThat(denied(policy, use("a/b", LINUX))).isEqualTo(Severity.WARNING);
    assertThat(denied(policy, new Subject(Rule.STD_CGO, "net", "", "", LINUX, false)))
        .isEqualTo(Severity.ERROR);
    assertThat(denied(policy, new Subject(Rule.CGO_STUB, "net", "", "", LINUX, false)))
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void testsCountAsThePolicySays() throws PolicyException {
    assertThat(denied(Policy.DEFAULT, testUse())).isEqualTo(Severity.NOTE);
    assertThat(denied(policy("cgo: {tests: note}"), testUse())).isEqualTo(Severity.NOTE);
    assertThat(denied(policy("cgo: {tests: as-others}"), testUse())).isEqualTo(Severity.ERROR);
    assertThat(policy("cgo: {tests: ignore}").judge(testUse(), TODAY))
        .isEqualTo(new Judgement.Ignored());
    assertThat(denied(policy("cgo: {tests: ignore}"), use("a.com/m/p", LINUX)))
        .isEqualTo(Severity.ERROR);
  }

  @Test
  void anAllowanceIsForExactlyWhatItSays() throws PolicyException {
    Policy policy =
        policy(
            "cgo: {allow: [{rule: cgo-package, package: 'a.com/m/p*', module: a.com/m,"
                + " targets: [linux/*, '*/arm64'], reason: x}]}");
    Allowance allowance = policy.allowances().getFirst();
    assertThat(policy.judge(use("a.com/m/p", LINUX), TODAY))
        .isEqualTo(new Judgement.Allowed(allowance));
    assertThat(policy.judge(use("a.com/m/p1", "windows/arm64"), TODAY))
        .isEqualTo(new Judgement.Allowed(allowance));
    Subject[] others = {
      use("a.com/m/q", LINUX),
      use("a.com/m/p", "windows/amd64"),
      use("a.com/m/p", ""),
      new Subject(Rule.SWIG_PACKAGE, "a.com/m/p", "a.com/m", "", LINUX, false),
      new Subject(Rule.CGO_PACKAGE, "a.com/m/p", "a.com/n", "", LINUX, false),
      new Subject(Rule.CGO_PACKAGE, "a.com/m/p", "", "", LINUX, false)
    };
    for (Subject other : others) {
      assertThat(denied(policy, other)).as("%s", other).isEqualTo(Severity.ERROR);
    }
  }

  @Test
  void aWaiverHoldsUntilTheEndOfItsLastDay() throws PolicyException {
    for (String day : List.of("2026-11-23", "2026-11-24")) {
      Policy policy = waivers(until(day));
      assertThat(policy.judge(use("a.com/m/p", LINUX), TODAY))
          .isEqualTo(new Judgement.Waived(policy.waivers()));
    }
    Policy policy = waivers(until("2026-11-22"));
    assertThat(policy.judge(use("a.com/m/p", LINUX), TODAY))
        .isEqualTo(new Judgement.Denied(Severity.ERROR, policy.waivers()));
  }

  @Test
  void filesAreWaivedByTheirPaths() throws PolicyException {
    Policy policy = waivers("rule: wrong-os, artifact: dist/**, expires: 2027-12-31");
    assertThat(policy.judge(Subject.ofFile(Rule.WRONG_OS, "dist/a/b.exe"), TODAY))
        .isInstanceOf(Judgement.Waived.class);
    assertThat(policy.judge(Subject.ofFile(Rule.WRONG_OS, "out/b.exe"), TODAY))
        .isInstanceOf(Judgement.Denied.class);
    assertThat(policy.judge(Subject.ofFile(Rule.WRONG_LIBC, "dist/a/b.exe"), TODAY))
        .isInstanceOf(Judgement.Denied.class);
    assertThat(run(policy, scanned(), Subject.ofFile(Rule.WRONG_OS, "dist/a/b.exe"))).isEmpty();
    assertThat(run(policy, scanned()))
        .containsExactly(
            "waiver-unused note 3: a waiver is for nothing that was found: wrong-os artifact"
                + " dist/**");
  }

  @Test
  void anExpiredWaiverIsAnErrorWhereItIsStillNeeded() throws PolicyException {
    Policy policy = waivers(until("2026-11-22"));
    assertThat(run(policy, scanned(LINUX), use("a.com/m/p", LINUX)))
        .containsExactly(
            "waiver-expired error 3: a waiver expired on 2026-11-22: cgo-package package"
                + " a.com/m/**");
    assertThat(run(policy, scanned(LINUX), use("b.com/p", LINUX)))
        .containsExactly(
            "waiver-expired warning 3: a waiver expired on 2026-11-22: cgo-package package"
                + " a.com/m/**");
  }

  @Test
  void whatAnotherWaiverCoversMakesAnExpiredOneNoError() throws PolicyException {
    Policy policy =
        waivers(
            until("2026-11-22"),
            "rule: cgo-package, module: a.com/m, expires: 2027-06-30",
            "rule: cgo-package, package: a.com/m/p, expires: 2027-12-31");
    Judgement.Waived waived = (Judgement.Waived) policy.judge(use("a.com/m/p", LINUX), TODAY);
    assertThat(waived.waivers()).isEqualTo(policy.waivers().subList(1, 3));
    assertThat(waived.waiver()).isEqualTo(policy.waivers().getLast());
    assertThat(run(policy, scanned(LINUX), use("a.com/m/p", LINUX)))
        .containsExactly(
            "waiver-expired warning 3: a waiver expired on 2026-11-22: cgo-package package"
                + " a.com/m/**");
  }

  @Test
  void aWaiverThatIsUsedAndExpiresSoonIsANote() throws PolicyException {
    for (String day : List.of("2026-11-23", "2026-12-06")) {
      assertThat(run(waivers(until(day)), scanned(LINUX), use("a.com/m/p", LINUX)))
          .containsExactly(
              "waiver-expiring note 3: a waiver expires on "
                  + day
                  + ": cgo-package package a.com/m/**");
    }
    assertThat(run(waivers(until("2026-12-07")), scanned(LINUX), use("a.com/m/p", LINUX)))
        .isEmpty();
    assertThat(TODAY.plusDays(Policy.NEAR_DAYS)).isEqualTo(LocalDate.of(2026, 12, 7));
  }

  private static final String UNUSED =
      ": a waiver is for nothing that was found: cgo-package package a.com/m/**";

  @Test
  void anUnusedWaiverIsAWarningWhereTheTargetsAreKnown() throws PolicyException {
    String waiver = until("2027-12-31");
    Policy declared = withTargets("[linux/amd64, darwin/arm64]", waiver);
    assertThat(run(declared, scanned(LINUX, MAC)))
        .containsExactly("waiver-unused warning 4" + UNUSED);
    assertThat(run(declared, scanned(LINUX))).isEmpty();
    assertThat(run(declared, scanned(LINUX, MAC), use("a.com/m", MAC))).isEmpty();

    Policy single = waivers(waiver + ", targets: [linux/amd64]");
    assertThat(run(single, scanned(LINUX)))
        .containsExactly("waiver-unused warning 3" + UNUSED + " on linux/amd64");
    assertThat(run(single, scanned(MAC), use("a.com/m", MAC))).isEmpty();
    assertThat(run(single, scanned())).isEmpty();

    Policy pattern = withTargets("[linux/amd64, darwin/arm64]", waiver + ", targets: [linux/*]");
    assertThat(run(pattern, scanned(LINUX)))
        .containsExactly("waiver-unused warning 4" + UNUSED + " on linux/*");
    assertThat(run(pattern, scanned(MAC))).isEmpty();
  }

  @Test
  void anUnusedWaiverIsANoteWhereOtherRunsMayNeedIt() throws PolicyException {
    assertThat(run(waivers(until("2027-12-31")), scanned(LINUX)))
        .containsExactly("waiver-unused note 3" + UNUSED);
    assertThat(run(waivers(until("2027-12-31") + ", targets: [linux/*]"), scanned(LINUX)))
        .containsExactly("waiver-unused note 3" + UNUSED + " on linux/*");
    assertThat(run(waivers(until("2027-12-31")), scanned())).isEmpty();
  }

  @Test
  void waiversOfRulesThatAreNotJudgedAreLeftAlone() throws PolicyException {
    Policy policy =
        waivers(until("2026-11-22"), "rule: wrong-os, artifact: dist/**, expires: 2026-11-22");
    assertThat(
            policy.findings(
                List.of(),
                TODAY,
                new Scanned(Set.of(Rule.STD_CGO), Set.of(LINUX), Scanned.Extent.PROJECT)))
        .isEmpty();
    assertThat(
            policy
                .findings(
                    List.of(),
                    TODAY,
                    new Scanned(Set.of(Rule.WRONG_OS), Set.of(LINUX), Scanned.Extent.PROJECT))
                .stream()
                .map(JudgementTest::line))
        .containsExactly(
            "waiver-expired warning 4: a waiver expired on 2026-11-22: wrong-os artifact dist/**");
  }

  @Test
  void whatIsAllowedOrIgnoredNeedsNoWaiver() throws PolicyException {
    String waivers =
        "waivers: [{rule: cgo-package, package: a.com/m/p, targets: [linux/amd64],"
            + " reason: why, owner: who, expires: 2027-12-31}]\n";
    Policy allowed =
        policy(waivers + "cgo: {allow: [{rule: cgo-package, module: a.com/m, reason: x}]}");
    Policy ignored = policy(waivers + "cgo: {tests: ignore}");
    for (Policy policy : Arrays.asList(allowed, ignored)) {
      assertThat(policy.findings(List.of(policy.judge(testUse(), TODAY)), TODAY, scanned(LINUX)))
          .extracting(Finding::rule)
          .containsExactly(Rule.WAIVER_UNUSED);
    }
    assertThat(policy(waivers).judge(testUse(), TODAY)).isInstanceOf(Judgement.Waived.class);
  }

  /** In a monorepo a run of one module cannot know what the others need. */
  @Test
  void aRunOfSomePackagesOnlyCallsNoWaiverDead() throws PolicyException {
    Policy policy =
        policy(
            "cgo: {targets: [linux/amd64]}\nwaivers: [{rule: cgo-package, package: example.org/c,"
                + " reason: r, owner: o, expires: 2030-01-01}]");
    Scanned part = new Scanned(EnumSet.allOf(Rule.class), Set.of(LINUX), Scanned.Extent.MODULE);
    assertThat(policy.findings(List.of(), TODAY, part))
        .extracting(Finding::severity)
        .containsExactly(Severity.NOTE);
    assertThat(policy.findings(List.of(), TODAY, scanned(LINUX)))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
  }
}
