package dev.archcheck.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.archcheck.cli.render.Account;
import dev.archcheck.cli.render.Account.Subjects;
import dev.archcheck.cli.render.ReportFormat;
import dev.archcheck.reports.ActionsLog.Command;
import dev.archcheck.reports.MarkdownPage.Row;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

/** What names and messages say cannot break a format, and no limit of its readers is passed. */
class ReportFormatsTest {

  private static final List<String> TEXTS = HostileTexts.all(300);
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path folder;

  @BeforeEach
  void makeRepository() throws IOException {
    Files.createDirectory(folder.resolve(".git"));
    Files.writeString(folder.resolve("go.mod"), "module example.com/x\n");
  }

  private Account account(Report report, Subjects subjects) {
    return Accounts.account(report, folder, subjects);
  }

  private static long notChecked(Report report) {
    return report.count(Outcome.NOT_CHECKED);
  }

  @ParameterizedTest
  @EnumSource
  void hostileTextsInSarif(Subjects subjects) throws IOException {
    Report report = Accounts.hostile(TEXTS);
    JsonNode run = SarifFile.run(Accounts.view(ReportFormat.SARIF, account(report, subjects)));

    assertThat(run.path("results")).hasSameSizeAs(report.findings());
    assertThat(run.at("/tool/driver/rules")).hasSize(Rule.values().length);
    assertThat(run.at("/invocations/0/toolExecutionNotifications").size())
        .isEqualTo((int) notChecked(report));
    assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void hostileTextsInJunit(Subjects subjects) throws Exception {
    Report report = Accounts.hostile(TEXTS);
    Element suite = JunitFile.suite(Accounts.view(ReportFormat.JUNIT, account(report, subjects)));

    Set<String> names = new HashSet<>();
    report.checked().forEach(one -> names.add(one.artifact()));
    report.findings().forEach(one -> names.add(one.artifact()));
    assertThat(JunitFile.elements(suite, "testcase")).hasSameSizeAs(names);
    assertThat(JunitFile.elements(suite, "failure")).isNotEmpty();
    assertThat(JunitFile.elements(suite, "error")).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void hostileTextsInGithub(Subjects subjects) throws IOException {
    Report report = Accounts.hostile(TEXTS);
    String log = Accounts.view(ReportFormat.GITHUB, account(report, subjects));
    List<Command> commands = ActionsLog.commands(log);

    assertThat(commands).hasSize(30);
    for (String level : new String[] {"error", "warning", "notice"}) {
      assertThat(commands.stream().filter(one -> one.name().equals(level))).hasSize(10);
    }
    commands.forEach(ReportFormatsTest::isAnnotation);
    assertThat(log.lines().filter(one -> !one.startsWith("::")))
        .allMatch(one -> one.startsWith("archcheck: "));
    assertThat(log)
        .matches(
            "(?s)[^\\p{Cntrl}\u2028\u2029\u202e\u200b]*(\n[^\\p{Cntrl}\u2028\u2029\u202e\u200b]*)*");
  }

  private static void isAnnotation(Command command) {
    assertThat(command.name()).isIn("error", "warning", "notice");
    assertThat(command.properties().keySet())
        .isSubsetOf("file", "line", "col", "title")
        .contains("title");
    assertThat(command.properties().get("title")).matches("[a-z-]+");
    assertThat(command.properties().getOrDefault("line", "1")).matches("[1-9][0-9]*");
    assertThat(command.data()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void everyHostileTextInAnAnnotation(Subjects subjects) throws IOException {
    // Few enough that each of them is annotated.
    for (int i = 0; i < TEXTS.size(); i += 10) {
      Report report = Accounts.hostile(TEXTS.subList(i, Math.min(i + 10, TEXTS.size())));
      String log = Accounts.view(ReportFormat.GITHUB, account(report, subjects));
      List<Command> commands = ActionsLog.commands(log);
      assertThat(commands).hasSize(report.findings().size() + (int) notChecked(report));
      commands.forEach(ReportFormatsTest::isAnnotation);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hostileTextsInGitlab(Subjects subjects) throws IOException {
    Report report = Accounts.hostile(TEXTS);
    JsonNode entries = gitlab(account(report, subjects));

    assertThat(entries.size()).isEqualTo(report.findings().size() + (int) notChecked(report));
  }

  @ParameterizedTest
  @EnumSource
  void hostileTextsInMarkdown(Subjects subjects) throws IOException {
    // One after the other: together they are longer than a comment may be.
    for (int i = 0; i < TEXTS.size(); i += 20) {
      List<String> some = TEXTS.subList(i, Math.min(i + 20, TEXTS.size()));
      Report report = Accounts.hostile(some);
      String page = Accounts.view(ReportFormat.MARKDOWN, account(report, subjects));
      List<Row> rows = MarkdownPage.rows(page);
      assertThat(rows).hasSize(report.findings().size() + (int) notChecked(report));
      for (int j = 0; j < rows.size(); j++) {
        int columns = subjects == Subjects.PACKAGES ? 5 : 4;
        assertThat(rows.get(j).cells()).hasSize(j < report.findings().size() ? columns : 2);
      }
      assertThat(page).hasSizeLessThanOrEqualTo(60_000).doesNotContain("Left out");
    }
  }

  /**
   * GitLab publishes no schema of its format: this is what its documentation demands of an entry.
   */
  private static JsonNode gitlab(Account account) throws IOException {
    JsonNode entries = MAPPER.readTree(Accounts.view(ReportFormat.GITLAB, account));
    assertThat(entries.isArray()).isTrue();
    Set<String> prints = new HashSet<>();
    for (JsonNode entry : entries) {
      assertThat(entry.path("description").asText()).isNotBlank();
      assertThat(entry.path("check_name").asText()).matches("[a-z-]+");
      assertThat(prints.add(entry.path("fingerprint").asText())).isTrue();
      assertThat(entry.path("fingerprint").asText()).isNotBlank();
      assertThat(entry.path("severity").asText())
          .isIn("info", "minor", "major", "critical", "blocker");
      assertThat(entry.at("/location/path").asText()).isNotEmpty().doesNotStartWith("./");
      assertThat(entry.at("/location/lines/begin").asInt()).isPositive();
    }
    return entries;
  }

  @Test
  void sarifKeepsTheMostSevereAndSaysWhatItLeavesOut() throws IOException {
    JsonNode run =
        SarifFile.run(
            Accounts.view(
                ReportFormat.SARIF, account(Accounts.large(6_000, 1_500), Subjects.FILES)));

    assertThat(run.path("results")).hasSize(5_000);
    int[] levels = new int[3];
    for (JsonNode result : run.path("results")) {
      levels[List.of("error", "warning", "note").indexOf(result.path("level").asText())]++;
    }
    assertThat(levels).containsExactly(2_000, 2_000, 1_000);
    JsonNode notifications = run.at("/invocations/0/toolExecutionNotifications");
    assertThat(notifications.at("/0/message/text").asText())
        .startsWith("1000 findings left out")
        .contains("1000 notes");
    assertThat(notifications).hasSize(1 + 1_000 + 1);
    assertThat(notifications.at("/1001/message/text").asText()).startsWith("500 more files");
  }

  @Test
  void sarifStaysWithinTheSizeThatGithubTakes() throws IOException {
    Random random = new Random(5);
    StringBuilder noise = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      noise.append((char) ('!' + random.nextInt(94)));
    }
    List<Evidence> evidence =
        new ArrayList<>(
            Collections.nCopies(3_000, new Evidence.Source("a/" + noise, 1, 1, noise.toString())));
    evidence.add(new Evidence.Chain(Collections.nCopies(20_000, noise.toString()), 3));
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      findings.add(
          new Finding(
              Rule.CGO_PACKAGE,
              Severity.ERROR,
              i + noise.substring(i),
              noise.reverse().toString(),
              evidence,
              ""));
    }
    JsonNode run =
        SarifFile.run(
            Accounts.view(
                ReportFormat.SARIF,
                account(new Report(List.of(), findings, 0), Subjects.PACKAGES)));

    int kept = run.path("results").size();
    assertThat(kept).isBetween(500, 3_999);
    assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text").asText())
        .startsWith((4_000 - kept) + " findings left out");
  }

  @Test
  void sarifBoundsTheLocationsOfOneResult() throws IOException {
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 1; i <= 1_500; i++) {
      evidence.add(new Evidence.Source("x.go", i, 1, "import"));
    }
    evidence.add(new Evidence.Chain(Collections.nCopies(6_000, "a"), 3));
    evidence.add(new Evidence.Chain(Collections.nCopies(6_000, "b"), -1));
    Finding finding = new Finding(Rule.CGO_PACKAGE, Severity.ERROR, "a", "uses cgo", evidence, "");
    JsonNode result =
        SarifFile.run(
                Accounts.view(
                    ReportFormat.SARIF,
                    account(new Report(List.of(), List.of(finding), 0), Subjects.PACKAGES)))
            .at("/results/0");

    assertThat(result.path("relatedLocations")).hasSize(999);
    assertThat(result.at("/codeFlows/0/threadFlows/0/locations")).hasSize(6_000);
    assertThat(result.at("/codeFlows/1/threadFlows/0/locations")).hasSize(4_000);
  }

  @Test
  void githubAnnotatesTheMostSevereAndNamesTheRest() throws IOException {
    String log =
        Accounts.view(ReportFormat.GITHUB, account(Accounts.large(60, 15), Subjects.FILES));

    assertThat(ActionsLog.commands(log)).hasSize(30);
    assertThat(log)
        .contains("archcheck: 25 more errors, 10 more warnings, 10 more notices without an")
        .contains("dist/unread14 was not checked: permission denied");
    assertThat(log.lines().filter(line -> line.startsWith("archcheck:   "))).hasSize(45);
    assertThat(log)
        .endsWith(
            "archcheck: failed: 20 errors, 20 warnings, 20 notes; 15 files could not be checked\n");
  }

  @Test
  void markdownIsBoundedAndSaysWhatItLeavesOut() throws IOException {
    String page =
        Accounts.view(ReportFormat.MARKDOWN, account(Accounts.large(3_000, 50), Subjects.FILES));
    List<Row> rows = MarkdownPage.rows(page);

    assertThat(page).hasSizeBetween(50_000, 60_000);
    assertThat(page)
        .endsWith(
            "_Left out, because this would be too long: %d findings and 50 files that could not be checked. The report as JSON has all._\n"
                .formatted(3_000 - rows.size()));
    assertThat(rows.getFirst().cells().get(1)).isEqualTo("error");
  }

  @Test
  void junitTellsWhatFailsFromWhatIsOnlyFound() throws Exception {
    Report report = Accounts.large(3, 1);
    Element suite =
        JunitFile.suite(Accounts.view(ReportFormat.JUNIT, account(report, Subjects.FILES)));

    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    Element failure = JunitFile.elements(suite, "failure").getFirst();
    assertThat(failure.getAttribute("type")).isEqualTo("wrong-architecture");
    assertThat(failure.getTextContent()).contains("path says \"linux_arm64\"", "hint: ");
    Element note = JunitFile.elements(suite, "testcase").getFirst();
    assertThat(JunitFile.elements(note, "system-out").getFirst().getTextContent())
        .startsWith("note: is linux/amd64");
  }

  @Test
  void nothingCheckedIsNowhereSuccess() throws Exception {
    Account account = account(new Report(List.of(), List.of(), 4), Subjects.FILES);

    JsonNode run = SarifFile.run(Accounts.view(ReportFormat.SARIF, account));
    assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
    assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text").asText())
        .startsWith("nothing was checked");
    Element suite = JunitFile.suite(Accounts.view(ReportFormat.JUNIT, account));
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(ActionsLog.commands(Accounts.view(ReportFormat.GITHUB, account)))
        .singleElement()
        .satisfies(one -> assertThat(one.name()).isEqualTo("error"));
    assertThat(gitlab(account).at("/0/check_name").asText()).isEqualTo("not-checked");
    assertThat(Accounts.view(ReportFormat.MARKDOWN, account))
        .startsWith("## archcheck verify: inconclusive\n\nnothing was checked");
  }

  @Test
  void passedIsEverywhereSuccess() throws Exception {
    Report report = new Report(List.of(Accounts.checked("a", Outcome.PASSED, "")), List.of(), 0);
    Account account = account(report, Subjects.FILES);

    JsonNode run = SarifFile.run(Accounts.view(ReportFormat.SARIF, account));
    assertThat(run.path("results")).isEmpty();
    assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
    Element suite = JunitFile.suite(Accounts.view(ReportFormat.JUNIT, account));
    assertThat(suite.getAttribute("tests")).isEqualTo("1");
    assertThat(suite.getAttribute("failures") + suite.getAttribute("errors")).isEqualTo("00");
    assertThat(Accounts.view(ReportFormat.GITHUB, account))
        .isEqualTo("archcheck: 1 artifact: 1 passed\narchcheck: passed\n");
    assertThat(Accounts.view(ReportFormat.GITLAB, account)).isEqualTo("[]\n");
    assertThat(MarkdownPage.rows(Accounts.view(ReportFormat.MARKDOWN, account))).isEmpty();
  }

  @Test
  void sarifShowsSourcesAndChains() throws IOException {
    Finding finding =
        new Finding(
            Rule.CGO_PACKAGE,
            Severity.ERROR,
            "example.com/c",
            "uses cgo: c.go",
            List.of(
                new Evidence.Source("/root/go/pkg/mod/example.com/c@v1.2.3/c.go", 5, 8, "\"C\""),
                new Evidence.Source("go.mod", 3, 2, "require example.com/c v1.2.3"),
                new Evidence.Chain(List.of("example.com/x", "example.com/b", "example.com/c"), 1)),
            "c.go");
    Account account = account(new Report(List.of(), List.of(finding), 0), Subjects.PACKAGES);
    JsonNode result = SarifFile.run(Accounts.view(ReportFormat.SARIF, account)).at("/results/0");

    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("go.mod");
    assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(3);
    assertThat(result.at("/locations/0/physicalLocation/region/startColumn").asInt()).isEqualTo(2);
    assertThat(result.at("/locations/0/logicalLocations/0/fullyQualifiedName").asText())
        .isEqualTo("example.com/c");
    assertThat(result.at("/relatedLocations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("file:///root/go/pkg/mod/example.com/c%40v1.2.3/c.go");
    JsonNode steps = result.at("/codeFlows/0/threadFlows/0/locations");
    assertThat(steps).hasSize(3);
    assertThat(steps.at("/1/location/message/text").asText())
        .isEqualTo("example.com/b has the import to remove");
  }
}
