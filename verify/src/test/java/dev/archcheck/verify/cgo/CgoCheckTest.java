package dev.archcheck.verify.cgo;

import static dev.archcheck.verify.cgo.GoStream.dep;
import static dev.archcheck.verify.cgo.GoStream.own;
import static dev.archcheck.verify.cgo.GoStream.std;
import static dev.archcheck.verify.cgo.GoStream.testMain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.cgo.CgoReport.CutImport;
import dev.archcheck.verify.policy.Baseline;
import dev.archcheck.verify.policy.BaselineException;
import dev.archcheck.verify.policy.Policy;
import dev.archcheck.verify.policy.PolicyException;
import dev.archcheck.verify.policy.Scanned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gate makes of scans: findings, what became of each use, and what to cut. */
class CgoCheckTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final Platform LINUX = new Platform(Os.LINUX, Arch.AMD64);
  private static final Platform MAC = new Platform(Os.DARWIN, Arch.ARM64);

  @TempDir private Path folder;

  private Policy policy = Policy.DEFAULT;
  private Baseline baseline = Baseline.EMPTY;
  private Set<Platform> targets = Set.of();
  private boolean endNeeded;

  /** A program that imports a dependency of its own, which imports one with cgo. */
  private static GoStream linux() {
    return GoStream.on("linux", "amd64")
        .add(
            dep("example.org/c").cgo("a.go", "b.go").imports("C", "unsafe"),
            dep("example.org/mid").imports("example.org/c"),
            own("example.com/app/lib").dep().list("GoFiles", "lib.go").imports("example.org/mid"),
            own("example.com/app").program().imports("example.com/app/lib", "runtime"));
  }

  private static GoStream mac() {
    return GoStream.on("darwin", "arm64")
        .add(
            dep("example.org/m").cgo("m_darwin.go").imports("C"),
            own("example.com/app").program().imports("example.org/m"));
  }

  private CgoCheck check(GoStream... streams) {
    List<Scan> scans = new ArrayList<>();
    for (GoStream stream : streams) {
      scans.add(stream.scan());
    }
    return new CgoCheck(
        new CgoRequest(
            scans,
            targets,
            Sources.ofModules(folder),
            false,
            false,
            endNeeded,
            policy.failOn(),
            Scanned.Extent.PROJECT,
            policy,
            baseline,
            TODAY));
  }

  private CgoReport run(GoStream... streams) {
    return check(streams).run();
  }

  private static List<String> lines(CgoReport report) {
    return report.report().findings().stream()
        .map(one ->
            one.severity().name().toLowerCase(Locale.ROOT)
                + " "
                + one.artifact()
                + " "
                + one.message())
        .toList();
  }

  /** What is shipped on one target fails there, and not where only its tests need it. */
  @Test
  void aUseThatOnlyTestsNeedOnOneTarget() {
    GoStream tests =
        GoStream.on("linux", "amd64")
            .add(
                dep("example.org/m").cgo("m_linux.go").imports("C"),
                own("example.com/app").program().imports("runtime"),
                own("example.com/app")
                    .text("ImportPath", "example.com/app [example.com/app.test]")
                    .forTest("example.com/app")
                    .program()
                    .imports("example.org/m"),
                GoStream.testMain("example.com/app")
                    .imports("example.com/app [example.com/app.test]"));
    CgoReport report = run(tests, mac());
    assertThat(lines(report))
        .contains(
            "error example.org/m uses cgo on darwin/arm64: m_darwin.go",
            "note example.org/m uses cgo on linux/amd64: m_linux.go; only tests need it");
    assertThat(checked(report)).anyMatch(line -> line.contains("linux/amd64 PASSED"));
    assertThat(checked(report)).anyMatch(line -> line.contains("darwin/arm64 FAILED"));
  }

  private static Finding finding(CgoReport report, Rule rule) {
    return report.report().findings().stream()
        .filter(one -> one.rule() == rule)
        .findFirst()
        .orElseThrow();
  }

  private static PackageUse use(CgoReport report, String artifact) {
    return report.uses().stream()
        .filter(one -> one.artifact().equals(artifact))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> outcomes(CgoReport report, String artifact) {
    return use(report, artifact).targets().entrySet().stream()
        .map(one ->
            one.getKey()
                + " "
                + one.getValue().outcome()
                + (one.getValue().testOnly() ? " tests" : "")
                + (one.getValue().why().isEmpty() ? "" : " " + one.getValue().why()))
        .toList();
  }

  private static List<String> checked(CgoReport report) {
    return report.report().checked().stream()
        .map(one ->
            one.artifact()
                + " "
                + one.outcome()
                + (one.detail().isEmpty() ? "" : ": " + one.detail()))
        .toList();
  }

  private void policy(String text) throws PolicyException {
    policy = Policy.parse("p.yaml", ("version: 1\n" + text).getBytes(StandardCharsets.UTF_8));
  }

  private void baselineOf(CgoReport report) throws BaselineException {
    String text = baseline.with(report.open(), report.scanned()).text();
    baseline = Baseline.parse("base.txt", text.getBytes(StandardCharsets.UTF_8));
  }

  // Findings and what they say.

  @Test
  void aPackageWithCgoIsAFindingWithItsChain() {
    CgoReport report = run(linux());
    assertThat(lines(report))
        .containsExactly(
            "error example.org/c uses cgo: a.go, b.go",
            "note runtime/cgo is of the standard library and uses cgo: cgo.go");
    Finding finding = finding(report, Rule.CGO_PACKAGE);
    assertThat(finding.identity()).isEqualTo("example.org/c");
    assertThat(finding.evidence())
        .containsExactly(
            new Evidence.Chain(
                List.of(
                    "example.com/app", "example.com/app/lib", "example.org/mid", "example.org/c"),
                1),
            new Evidence.Declared("module", "example.org/c@v1.2.3"),
            new Evidence.Declared("through", "example.org/mid@v1.2.3"));
    assertThat(checked(report)).containsExactly("linux/amd64 FAILED");
    assertThat(report.mainModules()).containsExactly("example.com/app");
    assertThat(report.targets().getFirst().packages()).isEqualTo(9);

    PackageUse use = use(report, "example.org/c");
    assertThat(use.direct()).isFalse();
    assertThat(use.through()).isEqualTo("example.org/mid@v1.2.3");
    assertThat(use.chains()).isEqualTo(1);
    assertThat(use.module().toString()).isEqualTo("example.org/c@v1.2.3");
    assertThat(outcomes(report, "example.org/c")).containsExactly("linux/amd64 DENIED");
    assertThat(report.open()).extracting(one -> one.artifact()).contains("example.org/c");
  }

  @Test
  void nothingToFindIsPassed() {
    GoStream stream =
        GoStream.on("linux", "amd64")
            .without("runtime/cgo")
            .add(own("example.com/app").program().imports("runtime"));
    CgoReport report = run(stream);
    assertThat(report.report().findings()).isEmpty();
    assertThat(checked(report)).containsExactly("linux/amd64 PASSED");
    assertThat(report.cut()).isEmpty();
  }

  @Test
  void manyFilesAreCounted() {
    GoStream four = linux();
    four.find("example.org/c").cgo("a.go", "b.go", "c.go", "d.go");
    assertThat(lines(run(four)).getFirst()).endsWith("uses cgo: a.go, b.go, c.go, d.go");
    GoStream six = linux();
    six.find("example.org/c").cgo("a.go", "b.go", "c.go", "d.go", "e.go", "f.go");
    assertThat(lines(run(six)).getFirst()).endsWith("uses cgo: a.go, b.go, c.go and 3 more");
    assertThat(use(run(six), "example.org/c").shown()).hasSize(6);
  }

  @Test
  void whatCanStandInForAPackageIsNamed() {
    GoStream stream = linux();
    stream.add(
        dep("github.com/mattn/go-sqlite3").cgo("sqlite3.go").imports("C"),
        own("example.com/app/db").imports("github.com/mattn/go-sqlite3"));
    assertThat(finding(run(stream), Rule.CGO_STUB).evidence())
        .anyMatch(one ->
            one instanceof Evidence.Declared(String source, String text)
                && source.equals("replacement")
                && text.startsWith("modernc.org/sqlite"));
  }

  @Test
  void placesAreThoseOfTheUsersFiles() throws IOException {
    Files.writeString(
        folder.resolve("go.mod"),
        "module example.com/app\n\nrequire example.org/c v1.2.3 // indirect\n");
    Files.createDirectories(folder.resolve("lib"));
    Files.writeString(
        folder.resolve("lib/lib.go"),
        "package lib\n\nimport (\n\t\"fmt\"\n\t_ \"example.org/mid\"\n)\n");
    CgoReport report = run(linux());
    assertThat(finding(report, Rule.CGO_PACKAGE).evidence().subList(0, 2))
        .containsExactly(
            new Evidence.Source("go.mod", 3, 0, "require example.org/c@v1.2.3"),
            new Evidence.Source("lib/lib.go", 5, 4, "import \"example.org/mid\""));
    assertThat(report.cut())
        .containsExactly(new CutImport("example.com/app/lib", "example.org/mid", "lib/lib.go:5"));
  }

  @Test
  void ownCodeIsPlacedAtItsImportOfC() throws IOException {
    Files.writeString(folder.resolve("go.mod"), "module example.com/app\n");
    Files.writeString(
        folder.resolve("c.go"), "package main\n\n// #include <stdio.h>\nimport \"C\"\n");
    GoStream stream =
        GoStream.on("linux", "amd64")
            .add(own("example.com/app").program().cgo("c.go").imports("C"));
    CgoReport report = run(stream);
    assertThat(finding(report, Rule.CGO_PACKAGE).evidence())
        .containsExactly(new Evidence.Source("c.go", 4, 8, "import \"C\""));
    assertThat(use(report, "example.com/app").direct()).isTrue();
    assertThat(use(report, "example.com/app").through()).isEmpty();
    assertThat(report.cut()).containsExactly(new CutImport("example.com/app", "", "c.go:4"));
  }

  /** Whoever recognises a finding by its identity finds it again after an update of a module. */
  @Test
  void theIdentityIsStableOverVersionsAndLines() throws IOException {
    Files.writeString(
        folder.resolve("go.mod"), "module example.com/app\nrequire example.org/c v1.2.3\n");
    Finding before = finding(run(linux()), Rule.CGO_PACKAGE);
    Files.writeString(
        folder.resolve("go.mod"), "module example.com/app\n\n\nrequire example.org/c v2.0.0\n");
    GoStream later = linux();
    later.find("example.org/c").module("example.org/c", "v2.0.0").cgo("other.go");
    Finding after = finding(run(later), Rule.CGO_PACKAGE);
    assertThat(after.evidence()).isNotEqualTo(before.evidence());
    assertThat(after.identity()).isEqualTo(before.identity());
    assertThat(after.artifact()).isEqualTo(before.artifact());
  }

  @Test
  void findingsAreInTheOrderOfTheirSeverity() {
    GoStream stream = linux();
    stream.add(
        dep("example.org/o").list("SysoFiles", "x.syso"),
        own("example.com/app/more").imports("example.org/o"));
    assertThat(run(stream).report().findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR, Severity.WARNING, Severity.NOTE);
  }

  @Test
  void assemblyIsOnlyNotedUnlessThePolicySaysMore() throws PolicyException {
    GoStream stream = linux();
    stream.find("example.org/mid").list("SFiles", "x.s");
    CgoReport report = run(stream);
    assertThat(outcomes(report, "example.org/mid")).containsExactly("linux/amd64 NOTED");
    assertThat(lines(report)).noneMatch(one -> one.contains("example.org/mid has assembly"));
    policy("cgo: {rules: {assembly-package: error}}");
    assertThat(lines(run(stream))).contains("error example.org/mid has assembly: x.s");
  }

  @Test
  void whatOnlyTestsNeedIsANote() throws PolicyException {
    GoStream stream =
        GoStream.on("linux", "amd64")
            .without("runtime/cgo")
            .add(
                own("example.com/app").program().imports("runtime"),
                dep("example.org/c").cgo("c.go").imports("C"),
                testMain("example.com/app").imports("example.org/c"));
    CgoReport report = run(stream);
    assertThat(lines(report))
        .containsExactly("note example.org/c uses cgo: c.go; only tests need it");
    assertThat(outcomes(report, "example.org/c")).containsExactly("linux/amd64 DENIED tests");
    assertThat(checked(report)).containsExactly("linux/amd64 PASSED");
    assertThat(report.cut()).isEmpty();

    policy("cgo: {tests: as-others}");
    assertThat(lines(run(stream))).first().asString().startsWith("error example.org/c");
    policy("cgo: {tests: ignore}");
    CgoReport ignored = run(stream);
    assertThat(lines(ignored)).isEmpty();
    assertThat(outcomes(ignored, "example.org/c")).containsExactly("linux/amd64 IGNORED tests");
  }

  @Test
  void whatLoadsPluginsIsCutFromThePackagePlugin() {
    GoStream stream = GoStream.on("linux", "amd64");
    stream.add(
        std("plugin").cgo("plugin_dlopen.go").imports("C"),
        dep("example.org/p").imports("plugin"),
        own("example.com/app").program().imports("example.org/p"));
    CgoReport report = run(stream);
    assertThat(lines(report))
        .contains("warning example.org/p loads plugins of Go: it imports plugin");
    assertThat(report.cut()).containsExactly(new CutImport("example.com/app", "example.org/p", ""));
    assertThat(report.cutAnywhere()).containsExactly(new CutImport("example.org/p", "plugin", ""));
  }

  /** What a run would fail for must have been looked for. */
  @Test
  void sourcesThatAreNotHereAreNotChecked() throws PolicyException, IOException {
    GoStream stream =
        GoStream.on("linux", "amd64")
            .without("runtime/cgo")
            .add(
                dep("example.org/asm").list("SFiles", "x.s").list("GoFiles", "x.go"),
                own("example.com/app/lib").dep().list("SFiles", "l.s").list("GoFiles", "l.go"),
                own("example.com/app")
                    .program()
                    .list("GoFiles", "main.go")
                    .imports("runtime", "example.org/asm", "example.com/app/lib"));
    CgoReport usual = run(stream);
    assertThat(checked(usual)).containsExactly("linux/amd64 PASSED");
    assertThat(usual.targets().getFirst().unread()).isEqualTo(2);

    policy("cgo: {rules: {dlopen-package: error}}");
    assertThat(checked(run(stream)))
        .containsExactly(
            "linux/amd64 NOT_CHECKED: the sources of example.org/asm and 1 more are not here: C"
                + " that they load without cgo would not be seen");
    Files.writeString(folder.resolve("go.mod"), "module example.com/app\n");
    Files.writeString(
        Files.createDirectories(folder.resolve("lib")).resolve("l.go"), "package lib\n");
    assertThat(run(stream).targets().getFirst().unread()).isEqualTo(1);
    policy(
        "cgo: {rules: {dlopen-package: error}, allow: [{rule: dlopen-package, package:"
            + " example.org/asm, reason: r}]}");
    assertThat(checked(run(stream))).containsExactly("linux/amd64 PASSED");
  }

  // Several targets.

  @Test
  void aMatrixSaysWhere() {
    CgoReport report = run(linux(), mac());
    assertThat(lines(report).subList(0, 2))
        .containsExactly(
            "error example.org/c uses cgo on linux/amd64: a.go, b.go",
            "error example.org/m uses cgo on darwin/arm64: m_darwin.go");
    assertThat(lines(report))
        .contains("note runtime/cgo is of the standard library and uses cgo: cgo.go");
    assertThat(report.report().findings())
        .extracting(Finding::identity)
        .contains("example.org/c linux/amd64", "example.org/m darwin/arm64");
    assertThat(checked(report)).containsExactly("linux/amd64 FAILED", "darwin/arm64 FAILED");
    assertThat(outcomes(report, "runtime/cgo"))
        .containsExactly("linux/amd64 DENIED", "darwin/arm64 DENIED");
  }

  /** What is cut on one target only is still there on the other. */
  @Test
  void cutsAreForAllTargets() {
    GoStream other = mac();
    other.add(
        dep("example.org/c").cgo("a.go").imports("C"),
        dep("example.org/glue").imports("example.org/c"),
        own("example.com/app/two").program().imports("example.org/glue"));
    CgoReport report = run(linux(), other);
    assertThat(report.cut())
        .containsExactlyInAnyOrder(
            new CutImport("example.com/app/lib", "example.org/mid", ""),
            new CutImport("example.com/app", "example.org/m", ""),
            new CutImport("example.com/app/two", "example.org/glue", ""));
  }

  @Test
  void aUseIsShownOnATargetWhereItIsAFinding() throws PolicyException {
    GoStream other = mac();
    other.add(
        dep("example.org/c").cgo("a.go").imports("C"),
        own("example.com/app/two").program().imports("example.org/c"));
    policy(
        "cgo: {allow: [{rule: cgo-package, package: example.org/c, targets: [linux/amd64],"
            + " reason: r}]}");
    CgoReport report = run(linux(), other);
    assertThat(outcomes(report, "example.org/c"))
        .containsExactly("linux/amd64 ALLOWED r", "darwin/arm64 DENIED");
    assertThat(use(report, "example.org/c").chain().packages())
        .containsExactly("example.com/app/two", "example.org/c");
    assertThat(finding(report, Rule.CGO_PACKAGE).message())
        .isEqualTo("uses cgo on darwin/arm64: a.go");
  }

  @Test
  void targetsThatNoScanIsForAreNotChecked() {
    targets = new LinkedHashSet<>(List.of(LINUX, MAC));
    CgoReport report = run(linux());
    assertThat(checked(report))
        .containsExactly(
            "linux/amd64 FAILED", "darwin/arm64 NOT_CHECKED: no scan is for this target");
    targets = Set.of(MAC);
    assertThat(checked(run(linux())))
        .containsExactly(
            "linux/amd64 NOT_CHECKED: it is for linux/amd64 and not for darwin/arm64",
            "darwin/arm64 NOT_CHECKED: no scan is for this target");
  }

  @Test
  void severalScansForOneTargetHaveNamesOfTheirOwn() throws PolicyException {
    policy("cgo: {tests: ignore}");
    GoStream tests =
        GoStream.on("linux", "amd64")
            .add(
                own("example.com/app").imports(),
                dep("example.org/c").cgo("c.go").imports("C"),
                testMain("example.com/app").imports("example.org/c"));
    CgoReport report = run(mac(), linux(), linux(), tests);
    assertThat(report.targets())
        .extracting(CgoReport.Target::name)
        .containsExactly(
            "darwin/arm64", "linux/amd64", "linux/amd64 (test)", "linux/amd64 (test) #2");
    assertThat(outcomes(report, "example.org/c"))
        .containsExactly(
            "linux/amd64 DENIED",
            "linux/amd64 (test) DENIED",
            "linux/amd64 (test) #2 IGNORED tests");
  }

  // What cannot be relied on.

  @Test
  void findingsOfAScanThatIsCutAreStillFindings() {
    Scan cut = GoStream.read(linux().text() + "{").getFirst();
    CgoReport report =
        new CgoCheck(
                new CgoRequest(
                    List.of(cut),
                    Set.of(),
                    Sources.ofModules(folder),
                    false,
                    false,
                    false,
                    policy.failOn(),
                    Scanned.Extent.PROJECT,
                    policy,
                    baseline,
                    TODAY))
            .run();
    assertThat(lines(report).getFirst()).isEqualTo("error example.org/c uses cgo: a.go, b.go");
    assertThat(report.report().checked())
        .extracting(Checked::outcome)
        .containsExactly(Outcome.NOT_CHECKED);
    assertThat(report.scanned().targets()).isEmpty();
  }

  @Test
  void anEndMarkMayBeDemanded() {
    endNeeded = true;
    assertThat(checked(run(linux())))
        .containsExactly(
            "linux/amd64 NOT_CHECKED: its last line is not '# exit 0', which says that it is whole;"
                + " write it by: echo \"# exit $?\"");
    Scan ended = GoStream.read(linux().text() + "# exit 0\n").getFirst();
    assertThat(ended.end()).isEqualTo(Scan.End.GOOD);
  }

  @Test
  void noScansAtAllAreNothing() {
    CgoReport report = run();
    assertThat(report.report().checked()).isEmpty();
    assertThat(report.uses()).isEmpty();
  }

  // Policies and baselines.

  @Test
  void whatIsAllowedOrWaivedIsNoFinding() throws PolicyException {
    policy("cgo: {allow: [{rule: cgo-package, module: example.org/*, reason: we ship it}]}");
    CgoReport allowed = run(linux());
    assertThat(lines(allowed)).noneMatch(one -> one.contains("example.org/c"));
    assertThat(outcomes(allowed, "example.org/c"))
        .containsExactly("linux/amd64 ALLOWED we ship it");
    assertThat(checked(allowed)).containsExactly("linux/amd64 PASSED");
    assertThat(allowed.cut()).isEmpty();
    assertThat(allowed.open()).noneMatch(one -> one.artifact().equals("example.org/c"));

    policy(
        "waivers: [{rule: cgo-package, package: example.org/c, reason: r, owner: me,"
            + " expires: 2026-12-31}]");
    assertThat(outcomes(run(linux()), "example.org/c"))
        .containsExactly("linux/amd64 WAIVED me until 2026-12-31");
  }

  @Test
  void waiversThatExpiredOrAreForNothingAreSaid() throws PolicyException {
    policy(
        "waivers:\n"
            + "  - {rule: cgo-package, package: example.org/c, reason: r, owner: o,"
            + " expires: 2026-11-22}\n"
            + "  - {rule: swig-package, package: example.org/none, reason: r, owner: o,"
            + " expires: 2027-01-01, targets: [linux/amd64]}\n"
            + "  - {rule: std-cgo, package: runtime/cgo, reason: r, owner: o,"
            + " expires: 2026-11-23}\n");
    assertThat(lines(run(linux())))
        .contains(
            "error example.org/c uses cgo: a.go, b.go",
            "error p.yaml a waiver expired on 2026-11-22: cgo-package package example.org/c",
            "warning p.yaml a waiver is for nothing that was found: swig-package package"
                + " example.org/none on linux/amd64",
            "note p.yaml a waiver expires on 2026-11-23: std-cgo package runtime/cgo");
    GoStream cut = linux();
    cut.find("example.com/app").incomplete();
    assertThat(lines(run(cut))).noneMatch(one -> one.contains("for nothing that was found"));
  }

  @Test
  void whatIsInTheBaselineIsKnown() throws BaselineException {
    baselineOf(run(linux()));
    CgoReport known = run(linux());
    assertThat(lines(known)).isEmpty();
    assertThat(outcomes(known, "example.org/c")).containsExactly("linux/amd64 KNOWN");
    assertThat(known.open()).extracting(one -> one.artifact()).contains("example.org/c");

    GoStream newer = linux();
    newer.find("example.org/c").module("example.org/c", "v9.0.0");
    assertThat(lines(run(newer))).isEmpty();

    GoStream more = linux();
    more.find("example.org/mid").cgo("new.go");
    assertThat(lines(run(more))).containsExactly("error example.org/mid uses cgo: new.go");

    CgoReport elsewhere = run(linux(), mac());
    assertThat(lines(elsewhere))
        .containsExactly(
            "error example.org/m uses cgo on darwin/arm64: m_darwin.go",
            "note runtime/cgo is of the standard library and uses cgo on darwin/arm64: cgo.go");
  }

  @Test
  void theBaselineSaysWhatIsNoLongerFound() throws BaselineException {
    baselineOf(run(linux()));
    GoStream clean = linux();
    clean.find("example.org/c").without("CgoFiles").imports();
    assertThat(lines(run(clean)))
        .containsExactly(
            "note base.txt the baseline has what is no longer found: cgo-package example.org/c"
                + " example.org/c linux/amd64");
    GoStream cut = linux();
    cut.find("example.org/c").without("CgoFiles").imports();
    cut.find("example.com/app").incomplete();
    assertThat(lines(run(cut))).isEmpty();
    // Of two scans for a target both must be whole.
    assertThat(lines(run(clean, cut))).isEmpty();
  }

  // Why.

  @Test
  void whyNamesAllShortestChains() {
    GoStream stream = linux();
    stream.add(
        dep("example.org/other").imports("example.org/c"),
        own("example.com/app/two").program().imports("example.org/other"),
        own("example.com/app/three").program().imports("example.org/mid"));
    CgoCheck check = check(stream, mac());
    check.run();
    Why why = Objects.requireNonNull(check.why("example.org/c").get("linux/amd64"));
    assertThat(why.count()).isEqualTo(2);
    assertThat(why.chains())
        .extracting(chain -> String.join(" ", chain.packages()))
        .containsExactly(
            "example.com/app/three example.org/mid example.org/c",
            "example.com/app/two example.org/other example.org/c");
    assertThat(why.rules()).containsExactly(Rule.CGO_PACKAGE);
    assertThat(check.why("example.org/c")).containsOnlyKeys("linux/amd64");
    assertThat(check.why("runtime")).containsOnlyKeys("linux/amd64", "darwin/arm64");
    assertThat(check.why("nothing")).isEmpty();
  }

  @Test
  void whyKeepsTheFirstHundredChains() {
    GoStream stream = linux();
    for (int i = 0; i < 150; i++) {
      stream.add(own("example.com/app/x" + i).program().imports("example.org/c"));
    }
    CgoCheck check = check(stream);
    check.run();
    Why why = Objects.requireNonNull(check.why("example.org/c").get("linux/amd64"));
    assertThat(why.count()).isEqualTo(150);
    assertThat(why.chains()).hasSize(Why.SHOWN);
  }
}
