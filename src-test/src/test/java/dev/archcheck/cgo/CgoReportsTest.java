package dev.archcheck.cgo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.archcheck.testkit.GoListText;
import dev.archcheck.testkit.Runs;
import dev.archcheck.testkit.Runs.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the views of {@code cgo} say of waivers, of targets and of what has changed. */
class CgoReportsTest {

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @TempDir private Path folder;

  private static GoListText linux() {
    return GoListText.on("linux", "amd64")
        .cgo("example.org/c", "a.go")
        .program("example.com/app", "example.org/c", "runtime");
  }

  private static GoListText mac() {
    return GoListText.on("darwin", "arm64")
        .cgo("example.org/c", "a.go")
        .program("example.com/app", "example.org/c", "runtime");
  }

  private static GoListText pure(String os, String arch) {
    return GoListText.on(os, arch).program("example.com/app", "runtime");
  }

  private Result cgo(List<GoListText> streams, String... arguments) throws IOException {
    return cgo("version: 1\n", streams, arguments);
  }

  private Result cgo(String policy, List<GoListText> streams, String... arguments)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("cgo", "--policy"));
    words.add(Files.writeString(folder.resolve("p.yaml"), policy).toString());
    for (int i = 0; i < streams.size(); i++) {
      words.add("--input");
      words.add(streams.get(i).in(folder, "scan" + i + ".json").toString());
    }
    words.addAll(List.of(arguments));
    return Runs.here(words.toArray(new String[0]));
  }

  private static String waiver(String targets, String owner, LocalDate expires) {
    return """
      - rule: cgo-package
        package: example.org/c
        targets: [%s]
        reason: until it is replaced
        owner: %s
        expires: %s
    """
        .formatted(targets, owner, expires);
  }

  // Waivers.

  @Test
  void twoWaiversOfOnePackageHaveTheirOwnDates() throws IOException {
    String policy =
        "version: 1\nwaivers:\n"
            + waiver("linux/amd64", "one", today.plusDays(40))
            + waiver("darwin/arm64", "two", today.plusDays(90));
    Result result = cgo(policy, List.of(linux(), mac()));
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains(
            "waived: example.org/c  [cgo-package] on linux/amd64, one until " + today.plusDays(40))
        .contains(
            "waived: example.org/c  [cgo-package] on darwin/arm64, two until "
                + today.plusDays(90));
  }

  @Test
  void aWaiverThatEndsSoonIsSaidWithoutVerbose() throws IOException {
    String policy = "version: 1\nwaivers:\n" + waiver("linux/amd64", "one", today.plusDays(5));
    Result result = cgo(policy, List.of(linux()));
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("  note: a waiver expires on " + today.plusDays(5));
  }

  @Test
  void anExpiredWaiverThatNothingNeedsIsToBeRemoved() throws IOException {
    String policy = "version: 1\nwaivers:\n" + waiver("linux/amd64", "one", today.minusDays(5));
    Result result = cgo(policy, List.of(pure("linux", "amd64")));
    assertThat(result.out())
        .contains("warning: a waiver expired on " + today.minusDays(5), "    hint: remove it\n")
        .doesNotContain("new date");
    assertThat(cgo(policy, List.of(linux())).out()).contains("give it a new date");
  }

  // Tables.

  @Test
  void aTableWithoutLinesIsLeftOut() throws IOException {
    List<GoListText> none = List.of(pure("linux", "amd64"), pure("darwin", "arm64"));
    for (GoListText one : none) {
      GoListText.list(one.find("runtime/cgo"), "CgoFiles");
      GoListText.list(one.find("runtime/cgo"), "Imports", "unsafe");
    }
    Result result = cgo(none);
    assertThat(result.code()).as(result.out()).isZero();
    assertThat(result.out()).startsWith("linux/amd64: ");
  }

  // Differences.

  private String earlier(GoListText... streams) throws IOException {
    String file = folder.resolve("earlier.json").toString();
    assertThat(cgo(List.of(streams), "--format", "json", "--output", file).code()).isNotEqualTo(2);
    return file;
  }

  @Test
  void targetsThatOnlyOneRunHasAreNamed() throws IOException {
    GoListText windows = pure("windows", "amd64");
    String file = earlier(linux(), windows);
    Result result = cgo(List.of(linux(), mac()), "--diff", file);
    assertThat(result.out())
        .contains("not compared, because only this run has it: darwin/arm64\n")
        .contains("not compared, because only " + file + " has it: windows/amd64\n");
    JsonNode json =
        new JsonMapper()
            .readTree(cgo(List.of(linux(), mac()), "--diff", file, "--format", "json").out());
    assertThat(json.at("/difference/onlyNow/0").asText()).isEqualTo("darwin/arm64");
    assertThat(json.at("/difference/onlyThen/0").asText()).isEqualTo("windows/amd64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "markdown", "github", "junit"})
  void theDifferenceIsInEachForm(String form) throws IOException {
    String file = earlier(pure("linux", "amd64"));
    assertThat(cgo(List.of(linux()), "--diff", file, "--format", form).out())
        .contains("+ example.org/c  [cgo-package] on linux/amd64");
  }

  @Test
  void theSummaryOfTheStepHasTheDifference() throws Exception {
    String file = earlier(pure("linux", "amd64"));
    Path scan = linux().in(folder, "scan.json");
    Path summary = folder.resolve("summary.md");
    Runs.in(
        folder,
        new byte[0],
        Map.of("GITHUB_STEP_SUMMARY", summary.toString()),
        "cgo",
        "--input",
        scan.toString(),
        "--diff",
        file,
        "--format",
        "github");
    assertThat(summary).content().contains("+ example.org/c  [cgo-package] on linux/amd64");
  }

  // Targets.

  @Test
  void targetsAreCalledTargets() throws IOException {
    for (String form : List.of("github", "markdown")) {
      assertThat(cgo(List.of(linux(), mac()), "--format", form).out())
          .contains("2 targets: 2 with findings\n");
    }
  }

  @Test
  void theCaseOfATargetFailsWithWhatFailsOnIt() throws IOException {
    String policy = "version: 1\ncgo: {rules: {dlopen-package: note}}\n";
    List<GoListText> both = List.of(linux(), pure("darwin", "arm64"));
    String out = cgo(policy, both, "--format", "junit").out();
    assertThat(out)
        .contains("tests=\"4\" failures=\"2\" errors=\"0\"")
        .contains(
            "<testcase name=\"linux/amd64\" classname=\"archcheck.cgo\" time=\"0\">\n"
                + "      <failure type=\"target\" message=\"example.org/c\">")
        .contains(
            "<testcase name=\"darwin/arm64\" classname=\"archcheck.cgo\" time=\"0\">\n"
                + "    </testcase>");
    String mild = "version: 1\ncgo: {rules: {cgo-package: warning}}\n";
    assertThat(cgo(mild, both, "--format", "junit").out()).contains("failures=\"0\"");
  }

  @Test
  void whatCouldNotBeCheckedIsSaidBesideFindings() throws IOException {
    GoListText off = GoListText.off("darwin", "arm64").program("example.com/app", "runtime");
    Result result = cgo(List.of(linux(), off));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .endsWith("\nfailed: 1 error, 1 note; darwin/arm64 could not be checked\n");
  }

  // SARIF and Markdown.

  @Test
  void theCategoryIsOfTheFolderAndTheTargets() throws Exception {
    Files.createDirectory(folder.resolve(".git"));
    Path below = Files.createDirectories(folder.resolve("tools/a"));
    Path scan = linux().in(folder, "scan.json");
    String[] words = {"cgo", "--input", scan.toString(), "--format", "sarif", "--target", ""};
    for (Path from : List.of(folder, below)) {
      for (String target : List.of("", "linux/amd64", "windows/amd64,linux/amd64")) {
        words[6] = target;
        int length = target.isEmpty() ? 5 : 7;
        String[] some = Arrays.copyOf(words, length);
        JsonNode run = new JsonMapper().readTree(Runs.in(from, new byte[0], Map.of(), some).out());
        String last =
            target.isEmpty()
                ? ""
                : target.contains(",") ? "linux-amd64+windows-amd64/" : "linux-amd64/";
        assertThat(run.at("/runs/0/automationDetails/id").asText())
            .isEqualTo("archcheck-cgo/" + (from.equals(below) ? "tools/a/" : "") + last);
      }
    }
  }

  private Path module() throws IOException {
    Files.writeString(
        folder.resolve("go.mod"),
        "module example.com/app\n\nrequire (\n\texample.org/c v1.2.3\n)\n");
    Files.createDirectory(folder.resolve("own"));
    Files.writeString(folder.resolve("own/own.go"), "package own\n\nimport \"example.org/c\"\n");
    GoListText text =
        GoListText.on("linux", "amd64")
            .cgo("example.org/c", "a.go")
            .program("example.com/app", "example.com/app/own")
            .program("example.com/app/own", "example.org/c");
    text.find("example.com/app/own").put("Dir", "/src/app/own").put("DepOnly", true);
    text.find("example.com/app").put("Dir", "/src/app");
    GoListText.list(text.find("example.com/app/own"), "GoFiles", "own.go");
    return text.in(folder, "scan.json");
  }

  @Test
  void theStepsOfAChainHaveTheirOwnPlaces() throws Exception {
    Path scan = module();
    String out =
        Runs.in(
                folder,
                new byte[0],
                Map.of(),
                "cgo",
                "--input",
                scan.toString(),
                "--format",
                "sarif")
            .out();
    JsonNode steps =
        new JsonMapper().readTree(out).at("/runs/0/results/0/codeFlows/0/threadFlows/0/locations");
    List<String> places = new ArrayList<>();
    for (JsonNode step : steps) {
      JsonNode place = step.at("/location/physicalLocation");
      places.add(
          place.at("/artifactLocation/uri").asText() + ":" + place.at("/region/startLine").asInt());
    }
    assertThat(places).containsExactly("go.mod:1", "own/own.go:3", "go.mod:4");
  }

  @Test
  void markdownHasPlacesAndChains() throws Exception {
    Path scan = module();
    String out =
        Runs.in(
                folder,
                new byte[0],
                Map.of(),
                "cgo",
                "--input",
                scan.toString(),
                "--format",
                "markdown")
            .out();
    assertThat(out)
        .contains("| artifact | severity | rule | what | where |\n")
        .contains("| `example.org/c` | error | cgo-package | uses cgo: a.go | `go.mod:4` |\n")
        .contains("- `example.com/app → example.com/app/own ✂ example.org/c`\n");
    GoListText known =
        GoListText.on("linux", "amd64")
            .cgo("github.com/mattn/go-sqlite3", "a.go")
            .program("example.com/app", "github.com/mattn/go-sqlite3");
    assertThat(cgo(List.of(known), "--format", "markdown").out())
        .contains("- instead of `github.com/mattn/go-sqlite3`: ");
  }

  /** What go says beside a go.work of whose modules none is named. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTargetThatGoCannotListIsCountedOnce() throws Exception {
    Path go = Files.createDirectories(folder.resolve("bin")).resolve("go");
    Files.writeString(
        go,
        """
        #!/bin/sh
        echo '{"ImportPath": "./...", "Match": ["./..."], "Incomplete": true,
          "Error": {"ImportStack": [], "Pos": "", "Err": "pattern ./...: directory prefix . does not
         contain modules listed in go.work or their selected dependencies"}}' | tr -d '\\n'
        """);
    assertThat(go.toFile().setExecutable(true)).isTrue();
    Result result =
        Runs.in(
            folder,
            new byte[0],
            Map.of("PATH", go.getParent() + ":/usr/bin:/bin"),
            "cgo",
            "--target",
            "linux/amd64,darwin/arm64");
    assertThat(result.code()).as(result.out() + result.err()).isEqualTo(3);
    assertThat(result.out())
        .contains("inconclusive: 2 of 2 could not be checked\n")
        .contains("go list for darwin/arm64: ")
        .doesNotContain("no scan is for this target");
  }
}
