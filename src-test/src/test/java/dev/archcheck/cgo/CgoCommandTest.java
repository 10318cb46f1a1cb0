package dev.archcheck.cgo;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.archcheck.testkit.Corpus;
import dev.archcheck.testkit.GoBuild;
import dev.archcheck.testkit.GoListText;
import dev.archcheck.testkit.Runs;
import dev.archcheck.testkit.Runs.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code cgo} on saved streams: every option, and every exit code. */
class CgoCommandTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path folder;

  private static GoListText linux() {
    return GoListText.on("linux", "amd64")
        .cgo("example.org/c", "a.go", "b.go")
        .dep("example.org/mid", "example.org/c")
        .program("example.com/app/cmd", "example.org/mid", "runtime");
  }

  private static GoListText pure() {
    return GoListText.on("linux", "amd64").program("example.com/app", "runtime");
  }

  private static GoListText mac() {
    return GoListText.on("darwin", "arm64")
        .cgo("example.org/m", "m_darwin.go")
        .program("example.com/app/cmd", "example.org/m");
  }

  private String stream(GoListText text) throws IOException {
    return text.in(folder, "scan.json").toString();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Runs {@code cgo} with a policy that says nothing, whatever lies around. */
  private Result cgo(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("cgo"));
    words.addAll(List.of(arguments));
    if (!words.contains("--policy")) {
      Path policy = folder.resolve("empty.yaml");
      Files.writeString(policy, "version: 1\n");
      words.addAll(List.of("--policy", policy.toString()));
    }
    return Runs.here(words.toArray(new String[0]));
  }

  private Result input(GoListText text, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("--input", stream(text)));
    words.addAll(List.of(arguments));
    return cgo(words.toArray(new String[0]));
  }

  private JsonNode json(GoListText text, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("--format", "json"));
    words.addAll(List.of(arguments));
    Result result = input(text, words.toArray(new String[0]));
    assertThat(result.err()).isEmpty();
    return MAPPER.readTree(result.out());
  }

  // What a run says.

  @Test
  void aFindingWithItsWayAndTheImportToCut() throws IOException {
    Result result = input(linux());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .isEqualTo(
            """
            example.org/c v1.2.3
              error: uses cgo: a.go, b.go  [cgo-package]
                it comes through example.org/mid@v1.2.3
                hint: remove the import, or allow it in .archcheck.yaml

            imported by
              ./cmd
              └─ ✂ example.org/mid
                 └─ example.org/c  cgo

            to be rid of it, remove this
              ./cmd  import "example.org/mid"

            1 package of the standard library: runtime/cgo
            linux/amd64: 8 packages, cgo on
              taken for whole, without an end mark: --require-end asks for one
            failed: 1 error, 1 note
            """);
  }

  /** Of a chain as long as a stream the tree would be as large as its square. */
  @Test
  void theMiddleOfALongChainIsLeftOut() throws IOException {
    GoListText text = GoListText.on("linux", "amd64").cgo("example.org/p0", "c.go");
    for (int i = 1; i < 5000; i++) {
      text.dep("example.org/p" + i, "example.org/p" + (i - 1));
    }
    Result result = input(text.program("example.com/app", "example.org/p4999"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains("✂ example.org/p4999\n", "└─ example.org/p4981\n", "└─ … 4961 packages\n")
        .contains("└─ example.org/p19\n", "└─ example.org/p0  cgo\n")
        .doesNotContain("example.org/p4980");
    assertThat(result.out().lines()).hasSizeLessThan(70);
  }

  @Test
  void nothingToFind() throws IOException {
    Result result = input(pure());
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("linux/amd64: 6 packages, cgo on\n").endsWith("1 note\n");
  }

  @Test
  void verboseShowsTheNotesAndTheEvidence() throws IOException {
    Result result = input(pure(), "-v");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("note: is of the standard library and uses cgo: cgo.go  [std-cgo]")
        .contains(
            "linux/amd64: 6 packages, cgo on (runtime: crash_cgo_test.go is among TestGoFiles)");
  }

  @Test
  void quietSaysNothing() throws IOException {
    for (String option : List.of("-q", "--quiet")) {
      Result result = input(linux(), option);
      assertThat(result).isEqualTo(new Result(1, "", ""));
    }
  }

  @Test
  void colourIsOnDemand() throws IOException {
    assertThat(input(linux(), "--color", "always").out()).contains("\u001b[");
    assertThat(input(linux()).out()).doesNotContain("\u001b");
  }

  @Test
  void theResultGoesToAFile() throws IOException {
    Path file = folder.resolve("result.json");
    Result result = input(linux(), "--format", "json", "--output", file.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo("archcheck: failed: 1 error, 1 note; the report is in " + file + "\n");
    assertThat(MAPPER.readTree(file.toFile()).path("schema").asText()).isEqualTo("archcheck.cgo/1");
    Result none = input(linux(), "--output", folder.resolve("no/such/folder/result").toString());
    assertThat(none.code()).isEqualTo(4);
    assertThat(none.err()).contains("result");
  }

  @ParameterizedTest
  @CsvSource({
    "note, 1, 1",
    "warning, 0, 1",
    "error, 0, 1",
  })
  void theSeverityDecides(String severity, int pure, int cgo) throws IOException {
    assertThat(input(pure(), "--fail-on", severity).code()).isEqualTo(pure);
    assertThat(input(linux(), "--fail-on", severity).code()).isEqualTo(cgo);
  }

  @Test
  void thePolicySaysTheSeverityUnlessAnOptionDoes() throws IOException {
    String policy = write("p.yaml", "version: 1\ncgo: {fail-on: note}\n").toString();
    assertThat(input(pure(), "--policy", policy).code()).isEqualTo(1);
    assertThat(input(pure(), "--policy", policy, "--fail-on", "error").code()).isZero();
  }

  // Usage.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--no-such-option",
        "--fail-on|loud",
        "--format|yaml",
        "--color|sometimes",
        "--target|linux",
        "--target|linux/amd64,",
        "--target|macos/arm64",
        "--target|linux/x86_64",
        "--update-baseline",
        "--input|x|./...",
        "--input|x|--tags|a",
        "--input|x|--test",
        "--|-mod=mod",
        "--input",
        "--tags|-x|--|--tags=x"
      })
  void argumentsThatMakeNoSenseAreUsage(String arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(arguments.split("\\|", -1)));
    if (!words.contains("--")) {
      words.addAll(List.of("--policy", folder.resolve("none").toString()));
    }
    words.addFirst("cgo");
    Result result = Runs.here(words.toArray(new String[0]));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("archcheck");
  }

  @Test
  void helpNamesEveryOption() {
    Result result = Runs.here("cgo", "--help");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains(
            "--input",
            "--target",
            "--tags",
            "--test",
            "--why",
            "--policy",
            "--baseline",
            "--update-baseline",
            "--diff",
            "--binary",
            "--assume-cgo",
            "--require-end",
            "--fail-on",
            "--quiet",
            "--verbose",
            "--format",
            "--output",
            "--color");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 90);
  }

  // What cannot be relied on.

  static List<Map.Entry<String, String>> inconclusive() {
    String pure = pure().text();
    return List.of(
        Map.entry("there is no package in it", ""),
        Map.entry(
            "there is no package in it, only 'go: cannot find main module'",
            "go: cannot find main module\n"),
        Map.entry(
            "an object has Path and no ImportPath, as those of go list -m", "{\"Path\":\"x\"}\n"),
        Map.entry("the JSON breaks off or is damaged", pure.substring(0, pure.length() - 5)),
        Map.entry("it ends with example.org/next", pure().dep("example.org/next").text()),
        Map.entry("between two packages stands 'exit status 1'", pure + "exit status 1\n"),
        Map.entry("go list ended with an error", pure + "# exit 1\n"),
        Map.entry(
            "cgo was off when it was made",
            GoListText.off("linux", "amd64").program("example.com/app", "runtime").text()),
        Map.entry(
            "which is not in it: was it made without -deps",
            pure.replace("\"runtime\" ]", "\"runtime\", \"gone\" ]")));
  }

  @ParameterizedTest
  @MethodSource("inconclusive")
  void whatProvesNothingIsInconclusive(Map.Entry<String, String> one) throws IOException {
    Path file = write("scan.json", one.getValue());
    Result result = cgo("--input", file.toString());
    assertThat(result.out()).contains("not checked: ").contains(one.getKey());
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out())
        .containsAnyOf("(CGO_ENABLED=1 ", "mend what go cannot load")
        .contains("inconclusive");
  }

  @Test
  void aFindingOutweighsWhatCannotBeReliedOn() throws IOException {
    Path file = write("scan.json", linux().text() + "{");
    Result result = cgo("--input", file.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("not checked: ").contains("failed: 1 error");
  }

  @Test
  void filesThatCannotBeReadAreInconclusive() throws IOException {
    for (String name : List.of(folder.resolve("none").toString(), folder.toString())) {
      Result result = cgo("--input", name);
      assertThat(result.code()).isEqualTo(3);
      assertThat(result.err()).startsWith("archcheck: " + name + ": ");
      assertThat(result.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--input", "--policy", "--baseline", "--diff", "--binary", "--output"})
  void aTextThatCannotNameAFileIsNoBug(String option) throws IOException {
    String strange = "a\u0000b";
    Result result =
        option.equals("--input") ? cgo(option, strange) : input(linux(), option, strange);
    assertThat(result.code()).isIn(3, 4);
    assertThat(result.err()).doesNotContain("internal error");
    assertThat(result.err())
        .contains(option.equals("--output") ? "cannot be written" : "cannot name a file");
    if (option.equals("--baseline")) {
      Result update = input(linux(), option, strange, "--update-baseline");
      assertThat(update.code()).isIn(3, 4);
      assertThat(update.err()).doesNotContain("internal error");
    }
  }

  @Test
  void somebodyMayVouchForAFilteredStream() throws IOException {
    GoListText filtered = pure();
    filtered.find("runtime").remove(List.of("Doc", "HFiles", "Deps"));
    Result result = input(filtered);
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).contains("nothing in it has SysoFiles, SwigFiles");
    assertThat(input(filtered, "--assume-cgo").code()).isZero();

    GoListText unknown = GoListText.off("linux", "amd64").program("example.com/app", "runtime");
    unknown.find("runtime").remove("IgnoredGoFiles");
    assertThat(input(unknown).code()).isEqualTo(3);
    assertThat(input(unknown, "--assume-cgo").code()).isZero();
    GoListText off = GoListText.off("linux", "amd64").program("example.com/app", "runtime");
    assertThat(input(off, "--assume-cgo").code()).isEqualTo(3);
  }

  @Test
  void anEndMarkMayBeDemanded() throws IOException {
    assertThat(input(pure(), "--require-end").code()).isEqualTo(3);
    assertThat(input(pure()).out()).contains("taken for whole, without an end mark");
    Path file = write("ended.json", pure().text() + "# exit 0\n");
    assertThat(cgo("--input", file.toString(), "--require-end").code()).isZero();
    assertThat(cgo("--input", file.toString()).out()).doesNotContain("end mark");
  }

  // Targets and inputs.

  @Test
  void theTargetMustBeThatOfTheStream() throws IOException {
    assertThat(input(pure(), "--target", "linux/amd64").code()).isZero();
    Result other = input(pure(), "--target", "windows/arm64");
    assertThat(other.code()).isEqualTo(3);
    assertThat(other.out()).contains("it is for linux/amd64 and not for windows/arm64");
    Result more = input(pure(), "--target", "linux/amd64, darwin/arm64");
    assertThat(more.code()).isEqualTo(3);
    assertThat(more.out()).contains("inconclusive: darwin/arm64 could not be checked");
  }

  @Test
  void thePolicyNamesTheTargets() throws IOException {
    String policy =
        write("p.yaml", "version: 1\ncgo: {targets: [linux/amd64, darwin/arm64]}\n").toString();
    assertThat(input(pure(), "--policy", policy).code()).isEqualTo(3);
    assertThat(input(pure(), "--policy", policy, "--target", "linux/amd64").code()).isZero();
  }

  @Test
  void severalInputsMakeAMatrix() throws IOException {
    Path both = write("both.json", linux().text() + "# exit 0\n" + mac().text() + "# exit 0\n");
    Path one = linux().in(folder, "one.json");
    Path two = mac().in(folder, "two.json");
    for (Result result :
        List.of(
            cgo("--input", both.toString()),
            cgo("--input", one.toString(), "--input", two.toString()))) {
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.out())
          .contains(
              """
              package        linux/amd64  darwin/arm64
              runtime/cgo    std          std
              example.org/c  cgo          -
              example.org/m  -            cgo
              """);
    }
  }

  @Test
  void inputMayBeCompressedOrUtf16() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(linux().text().getBytes(UTF_8));
    }
    Path zipped = Files.write(folder.resolve("a.gz"), bytes.toByteArray());
    Path wide = Files.write(folder.resolve("b"), ("\ufeff" + linux().text()).getBytes(UTF_16LE));
    String plain = input(linux(), "--format", "gitlab").out();
    assertThat(cgo("--input", zipped.toString(), "--format", "gitlab").out()).isEqualTo(plain);
    assertThat(cgo("--input", wide.toString(), "--format", "gitlab").out()).isEqualTo(plain);
  }

  @Test
  void standardInputAndThePolicyOfTheFolder() throws Exception {
    Path below = Files.createDirectories(folder.resolve("repo/sub"));
    Files.createDirectory(folder.resolve("repo/.git"));
    byte[] stream = linux().text().getBytes(UTF_8);
    String[] words = {"cgo", "--input", "-"};
    Result without = Runs.in(below, stream, Map.of(), words);
    assertThat(without.code()).isEqualTo(1);
    assertThat(without.out()).contains("linux/amd64: 8 packages");
    Files.writeString(folder.resolve(".archcheck.yaml"), "version: 1\ncgo: {nonsense: 1}\n");
    assertThat(Runs.in(below, stream, Map.of(), words).code()).isEqualTo(1);
    Files.writeString(
        folder.resolve("repo/.archcheck.yaml"),
        "version: 1\ncgo: {allow: [{rule: cgo-package, package: example.org/**, reason: it is meant}]}\n");
    Result allowed = Runs.in(below, stream, Map.of(), words);
    assertThat(allowed.code()).isZero();
    assertThat(allowed.out()).contains("allowed: example.org/c  [cgo-package], it is meant");
    Files.writeString(folder.resolve("repo/sub/.archcheck.yaml"), "version: 2\n");
    Result broken = Runs.in(below, stream, Map.of(), words);
    assertThat(broken.code()).isEqualTo(3);
    assertThat(broken.err()).startsWith("archcheck: .archcheck.yaml:1:");
  }

  // Policies and baselines.

  @Test
  void aPolicyThatIsNoneIsInconclusive() throws IOException {
    for (String text : List.of("version: 1\ncgo: [\n", "version: 9\n", "a: b: c\n")) {
      String policy = write("p.yaml", text).toString();
      Result result = input(pure(), "--policy", policy);
      assertThat(result.code()).isEqualTo(3);
      assertThat(result.err()).startsWith("archcheck: " + policy + ":");
      assertThat(result.out()).isEmpty();
    }
    assertThat(input(pure(), "--policy", folder.resolve("none").toString()).code()).isEqualTo(3);
  }

  @Test
  void aWaiverHoldsUntilItsDay() throws IOException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String waiver =
        """
        version: 1
        waivers:
          - rule: cgo-package
            package: example.org/c
            reason: until it is replaced
            owner: somebody
            expires: %s
        """;
    String good = write("p.yaml", waiver.formatted(today.plusDays(40))).toString();
    Result waived = input(linux(), "--policy", good);
    assertThat(waived.code()).isZero();
    assertThat(waived.out())
        .contains("waived: example.org/c  [cgo-package], somebody until " + today.plusDays(40));
    String old = write("p.yaml", waiver.formatted(today.minusDays(2))).toString();
    Result expired = input(linux(), "--policy", old);
    assertThat(expired.code()).isEqualTo(1);
    assertThat(expired.out()).contains("a waiver expired on " + today.minusDays(2));
  }

  @Test
  void aBaselineIsWrittenAndThenKnown() throws IOException {
    Path baseline = folder.resolve("base.txt");
    Result missing = input(linux(), "--baseline", baseline.toString());
    assertThat(missing.code()).isEqualTo(3);

    Result written = input(linux(), "--baseline", baseline.toString(), "--update-baseline");
    assertThat(written.code()).isZero();
    assertThat(written.err())
        .isEqualTo(
            """
            archcheck: %s is written: 2 uses, 2 added, 0 removed
              + cgo-package example.org/c example.org/c linux/amd64
              + std-cgo runtime/cgo - linux/amd64
            """
                .formatted(baseline));
    assertThat(Files.readString(baseline))
        .contains("cgo-package example.org/c example.org/c linux/amd64\n");
    Result known = input(linux(), "--baseline", baseline.toString());
    assertThat(known.code()).isZero();
    assertThat(known.out()).contains("known: example.org/c  [cgo-package]\n");

    GoListText more = linux();
    GoListText.list(more.find("example.org/mid"), "CgoFiles", "new.go");
    Result found = input(more, "--baseline", baseline.toString());
    assertThat(found.code()).isEqualTo(1);
    assertThat(found.out()).contains("example.org/mid v1.2.3\n  error: uses cgo: new.go");
    Result fewer = input(pure(), "--baseline", baseline.toString(), "-v");
    assertThat(fewer.code()).isZero();
    assertThat(fewer.out()).contains("the baseline has what is no longer found: cgo-package");
    String stale =
        write("p.yaml", "version: 1\ncgo: {rules: {baseline-stale: error}}\n").toString();
    Result failed = input(pure(), "--baseline", baseline.toString(), "--policy", stale);
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).contains("error: the baseline has what is no longer found");
    String before = Files.readString(baseline);
    assertThat(input(pure(), "--baseline", baseline.toString(), "--update-baseline").err())
        .endsWith(
            """
             is written: 1 use, 0 added, 1 removed
              - cgo-package example.org/c example.org/c linux/amd64
            """);
    Files.writeString(baseline, before);
    assertThat(input(pure(), "--baseline", baseline.toString(), "--update-baseline", "-q").err())
        .isEmpty();
    assertThat(Files.readString(baseline)).doesNotContain("example.org/c");
  }

  @Test
  void aBaselineIsNotWrittenFromWhatProvesNothing() throws IOException {
    Path baseline = write("base.txt", "nothing of this format\n");
    assertThat(input(linux(), "--baseline", baseline.toString()).code()).isEqualTo(3);
    Files.delete(baseline);
    Path cut = write("scan.json", linux().text() + "{");
    Result result =
        cgo("--input", cut.toString(), "--baseline", baseline.toString(), "--update-baseline");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains("the baseline is as it was");
    assertThat(baseline).doesNotExist();
    Result none =
        input(linux(), "--baseline", folder.resolve("no/base.txt").toString(), "--update-baseline");
    assertThat(none.code()).isEqualTo(4);
  }

  /** A target that was asked for and has no scan must not vanish from the baseline unseen. */
  @Test
  void aBaselineIsNotWrittenWhereATargetIsMissing() throws IOException {
    Path baseline = folder.resolve("base.txt");
    Result result =
        input(
            linux(),
            "--target",
            "linux/amd64,darwin/arm64",
            "--baseline",
            baseline.toString(),
            "--update-baseline");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains("darwin/arm64");
    assertThat(baseline).doesNotExist();
  }

  // Why.

  @Test
  void whyShowsTheChains() throws IOException {
    Result result = input(linux(), "--why", "example.org/c");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            example.org/c of example.org/c@v1.2.3 on linux/amd64: cgo
              1 shortest chain

              ./cmd
                imports example.org/mid   ✂ the import to cut
                imports example.org/c

            """);
    assertThat(input(linux(), "--why", "runtime").out()).contains("no native code of its own");
    assertThat(input(linux(), "--why", "example.com/app/cmd").out())
        .contains("it was asked for itself");
    Result unknown = input(linux(), "--why", "example.org/none");
    assertThat(unknown.code()).isEqualTo(3);
    assertThat(unknown.err()).startsWith("archcheck: no package example.org/none is in the scan\n");
  }

  @Test
  void whyAsJson() throws IOException {
    JsonNode tree = json(linux(), "--why", "example.org/c");
    assertThat(tree)
        .isEqualTo(
            MAPPER.readTree(
                """
                {"schema": "archcheck.cgo-why/1", "package": "example.org/c", "targets": [
                  {"target": "linux/amd64", "module": "example.org/c", "version": "v1.2.3",
                   "count": 1, "chains": [{
                     "packages": ["example.com/app/cmd", "example.org/mid", "example.org/c"],
                     "cutAfter": 0}]}]}
                """));
  }

  // Differences.

  private Path saved(GoListText text) throws IOException {
    Path file = folder.resolve("earlier.json");
    input(text, "--format", "json", "--output", file.toString());
    return file;
  }

  @Test
  void theDifferenceToAnEarlierRun() throws IOException {
    Path earlier = saved(linux());
    Result same = input(linux(), "--diff", earlier.toString());
    assertThat(same.code()).isEqualTo(1);
    assertThat(same.out()).contains("nothing has changed since " + earlier + "\n");

    GoListText other =
        GoListText.on("linux", "amd64").cgo("example.org/d", "d.go").program("x", "example.org/d");
    Result changed = input(other, "--diff", earlier.toString());
    assertThat(changed.out())
        .contains(
            """
            + example.org/d  [cgo-package] on linux/amd64
            - example.org/c  [cgo-package] on linux/amd64
            """);
    JsonNode tree = json(other, "--diff", earlier.toString());
    assertThat(tree.at("/difference/since").asText()).isEqualTo(earlier.toString());
    assertThat(tree.at("/difference/added/0").asText()).startsWith("example.org/d  [cgo");
    assertThat(tree.at("/difference/removed")).hasSize(1);
  }

  /** A name with blanks is a name. */
  @Test
  void theDifferenceOfTargetsWithLongNames() throws IOException {
    Path one = linux().in(folder, "one.json");
    Path two = linux().in(folder, "second scan.json");
    Path earlier = folder.resolve("earlier.json");
    cgo(
        "--input",
        one.toString(),
        "--input",
        two.toString(),
        "--format",
        "json",
        "--output",
        earlier.toString());
    pure().in(folder, "second scan.json");
    Result changed =
        cgo("--input", one.toString(), "--input", two.toString(), "--diff", earlier.toString());
    assertThat(changed.out())
        .contains("- example.org/c  [cgo-package] on linux/amd64 (" + two + ")\n");
  }

  @Test
  void runsWithoutACommonTargetCannotBeCompared() throws IOException {
    Result result = input(mac(), "--diff", saved(linux()).toString());
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains("no target of this run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{",
        "x",
        "null",
        "{\"schema\":\"archcheck.verify/1\"}",
        "{\"schema\":{\"schema\":\"archcheck.cgo/1\"}}",
        "{\"schema\":\"archcheck.cgo/1\",\"targets\":{}}",
        "{\"schema\":\"archcheck.cgo/1\",\"uses\":7}",
        "{\"schema\":\"archcheck.cgo/1\",\"targets\":[1]}",
        "{\"schema\":\"archcheck.cgo/1\",\"targets\":[],\"uses\":[{\"rule\":[{}]}]",
        "{\"schema\":\"archcheck.cgo/1\",\"targets\":[]"
      })
  void anEarlierRunThatIsNoneIsInconclusive(String text) throws IOException {
    Path file = write("earlier.json", text);
    Result result = input(linux(), "--diff", file.toString());
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).startsWith("archcheck: " + file + ": ").doesNotContain("internal");
    assertThat(result.out()).isEmpty();
  }

  // Built programs.

  private static GoBuild build(String program) throws IOException {
    return build(program, "go1.26");
  }

  private static GoBuild build(String program, String go) throws IOException {
    return GoBuild.all().stream()
        .filter(one ->
            one.program().equals(program)
                && one.platform().equals("linux/amd64")
                && one.go().startsWith(go))
        .findFirst()
        .orElseThrow();
  }

  private static GoListText scanOf(String program, boolean withCgo) {
    GoListText text = GoListText.on("linux", "amd64");
    if (withCgo) {
      text.cgo("example.test/native", "n.go");
    }
    return text.program(
        "example.test/" + program, withCgo ? new String[] {"example.test/native"} : new String[0]);
  }

  @Test
  void aProgramThatIsAsItsScanSays() throws IOException {
    String dep = build("dep").file().toString();
    Result result = input(scanOf("dep", true), "--binary", dep, "--format", "json");
    JsonNode tree = MAPPER.readTree(result.out());
    assertThat(result.code()).isEqualTo(1); // the package itself
    assertThat(tree.at("/findings")).noneMatch(one -> one.path("rule").asText().startsWith("scan"));

    String pure = build("pure").file().toString();
    Result good = input(scanOf("pure", false), "--binary", pure);
    assertThat(good.out()).doesNotContain("scan-contradiction");
    assertThat(good.code()).isZero();
  }

  @Test
  void aProgramWithMoreCThanItsScan() throws IOException {
    Result result = input(scanOf("dep", false), "--binary", build("dep").file().toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            "error: it has C code of example.test/native, but the scan for linux/amd64 has none"
                + " there  [scan-contradiction]");
  }

  @Test
  void aProgramWithLessCThanItsScan() throws IOException {
    Result result = input(scanOf("pure", true), "--binary", build("pure").file().toString());
    assertThat(result.out())
        .contains(
            "warning: it was built without cgo, but with cgo it needs example.test/native"
                + "  [scan-contradiction]");
  }

  @Test
  void aProgramWithCFromAnObjectFile() throws IOException {
    String syso = build("syso").file().toString();
    Result result = input(scanOf("syso", false), "--binary", syso);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("it has C code that cgo did not bring in");
    GoListText text = scanOf("syso", false);
    GoListText.list(text.find("example.test/syso"), "SysoFiles", "x.syso");
    assertThat(input(text, "--binary", syso).out()).doesNotContain("scan-contradiction");
  }

  /** A library that is loaded without cgo does not make up for a package that fails without it. */
  @Test
  void aStubBesideALibraryThatIsLoadedWithoutCgo() throws IOException {
    String program = build("purego", "go1.27").file().toString();
    String main = "github.com/mattn/go-sqlite3";
    GoListText text =
        GoListText.on("linux", "amd64")
            .cgo(main, "sqlite3.go")
            .dep("github.com/ebitengine/purego", "runtime")
            .program("example.test/purego", main, "github.com/ebitengine/purego");
    Result result = input(text, "--binary", program, "--policy", allowAll());
    assertThat(result.out())
        .contains(
            "error: it was built without cgo, but without cgo " + main + " fails when it runs");
    // Assembly of any kind is no reason for C.
    GoListText assembly = GoListText.on("linux", "amd64").dep("golang.org/x/sys/cpu", "runtime");
    GoListText.list(assembly.find("golang.org/x/sys/cpu"), "SFiles", "cpu.s");
    assembly.find("golang.org/x/sys/cpu").putObject("Module").put("Path", "golang.org/x/sys");
    assembly.program("example.test/purego", "golang.org/x/sys/cpu");
    assertThat(input(assembly, "--binary", program).out())
        .contains("it has C code that cgo did not bring in");
  }

  /** A waiver for a file says nothing of targets. */
  @Test
  void aWaiverForAnotherFileClearsNoTarget() throws IOException {
    String policy =
        write(
                "waiver.yaml",
                """
                version: 1
                waivers:
                  - rule: wrong-arch
                    artifact: nosuch/x
                    reason: none
                    owner: nobody@example.org
                    expires: 2099-12-31
                """
                    .replace("wrong-arch", "wrong-architecture"))
            .toString();
    String program = build("dep").file().toString();
    Result result =
        input(scanOf("dep", true), "--policy", policy, "--binary", program, "--format", "json");
    assertThat(MAPPER.readTree(result.out()).at("/artifacts/0/outcome").asText())
        .isEqualTo("failed");
  }

  /** Modules or tags that were scanned apart: a program is as one of them says. */
  @Test
  void aProgramAmongSeveralScansOfItsTarget() throws IOException {
    String dep = build("dep").file().toString();
    String pure = scanOf("pure", false).in(folder, "pure.json").toString();
    String without = scanOf("dep", false).in(folder, "without.json").toString();
    String with = scanOf("dep", true).in(folder, "with.json").toString();
    for (String first : List.of(pure, without)) {
      Result result = cgo("--input", first, "--input", with, "--binary", dep);
      assertThat(result.out()).contains(dep + ": as the scan says");
    }
    Result none = cgo("--input", pure, "--input", without, "--binary", dep);
    assertThat(none.out()).contains("[scan-contradiction]");
  }

  @Test
  void programsThatNoScanIsForAreNotChecked() throws IOException {
    String pure = build("pure").file().toString();
    Result other = input(mac(), "--binary", pure, "--fail-on", "error", "--policy", allowAll());
    assertThat(other.code()).isEqualTo(3);
    Result notAsked = input(pure(), "--binary", pure);
    assertThat(notAsked.code()).isEqualTo(3);
    assertThat(notAsked.out()).contains("inconclusive");
    Path text = write("readme.txt", "no program\n");
    assertThat(input(pure(), "--binary", text.toString()).code()).isEqualTo(3);
    assertThat(input(pure(), "--binary", folder.resolve("none").toString()).code()).isEqualTo(3);
    String fixture = Corpus.fixture("elf/linux-amd64-exe").toString();
    assertThat(input(pure(), "--binary", fixture).code()).isEqualTo(3);
  }

  private String allowAll() throws IOException {
    return write(
            "allow.yaml",
            "version: 1\ncgo: {allow: [{rule: cgo-package, package: example.org/**, reason: test}]}\n")
        .toString();
  }

  // Other forms.

  @Test
  void theJsonHasEverything() throws IOException {
    JsonNode tree = json(linux());
    assertThat(tree.path("verdict").asText()).isEqualTo("failed");
    assertThat(tree.at("/targets/0"))
        .isEqualTo(
            MAPPER.readTree(
                """
                {"name": "linux/amd64", "source": "%s", "packages": 8,
                 "sourcesNotRead": 0, "cgo": "on",
                 "evidence": ["runtime: crash_cgo_test.go is among TestGoFiles",
                   "runtime/cgo has CgoFiles", "example.org/c has CgoFiles"],
                 "end": "unknown", "targetEvidence": "internal/goos and internal/goarch are generated for them",
                 "faults": []}
                """
                    .formatted(folder.resolve("scan.json"))));
    JsonNode use = tree.at("/uses/1");
    assertThat(use)
        .isEqualTo(
            MAPPER.readTree(
                """
                {"rule": "cgo-package", "package": "example.org/c", "module": "example.org/c",
                 "version": "v1.2.3", "direct": false, "through": "example.org/mid@v1.2.3",
                 "shown": ["a.go", "b.go"],
                 "chain": ["example.com/app/cmd", "example.org/mid", "example.org/c"],
                 "cutAfter": 0, "chains": 1,
                 "targets": [{"target": "linux/amd64", "outcome": "denied", "testOnly": false,
                               "severity": "error", "shown": ["a.go", "b.go"]}]}
                """));
    assertThat(tree.path("cut"))
        .isEqualTo(
            MAPPER.readTree(
                "[{\"importer\": \"example.com/app/cmd\", \"imported\": \"example.org/mid\"}]"));
    assertThat(tree.at("/findings/0/rule").asText()).isEqualTo("cgo-package");
    assertThat(tree.has("difference")).isFalse();
    JsonNode faults = json(GoListText.off("linux", "amd64").program("x", "runtime"));
    assertThat(faults.path("verdict").asText()).isEqualTo("inconclusive");
    assertThat(faults.at("/targets/0/faults/0/problem").asText()).isEqualTo("cgo-off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "json",
        "sarif",
        "junit",
        "github",
        "gitlab",
        "markdown",
        "dot",
        "mermaid"
      })
  void theExitCodeIsTheSameForEachForm(String format) throws IOException {
    Consumer<Result> quiet = result -> assertThat(result.err()).isEmpty();
    Result failed = input(linux(), "--format", format);
    quiet.accept(failed);
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).contains("example.org/c");
    Result passed = input(pure(), "--format", format);
    quiet.accept(passed);
    assertThat(passed.code()).isZero();
    Result open =
        input(GoListText.off("linux", "amd64").program("x", "runtime"), "--format", format);
    assertThat(open.code()).isEqualTo(3);
  }

  @Test
  void graphs() throws IOException {
    assertThat(input(linux(), "--format", "dot").out())
        .isEqualTo(
            """
            digraph imports {
              rankdir=LR;
              node [shape=box];
              n0 [label="example.com/app/cmd"];
              n1 [label="example.org/mid"];
              n2 [label="example.org/c\\ncgo" color=red];
              n0 -> n1 [color=red style=dashed label="cut"];
              n1 -> n2;
            }
            """);
    assertThat(input(linux(), "--format", "mermaid").out())
        .isEqualTo(
            """
            flowchart LR
              n0["example.com/app/cmd"]
              n1["example.org/mid"]
              n2["example.org/c<br/>cgo"]:::native
              n0 -. cut .-> n1
              n1 --> n2
              classDef native stroke:#c00,stroke-width:2px
            """);
  }

  @Test
  void aLargeGraphForMermaidIsBounded() throws IOException {
    GoListText text = GoListText.on("linux", "amd64");
    List<String> imports = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      text.cgo("example.org/c" + i, "c.go");
      imports.add("example.org/c" + i);
    }
    text.program("example.com/app", imports.toArray(new String[0]));
    String graph = input(text, "--format", "mermaid").out();
    assertThat(graph.lines().filter(line -> line.contains(".->"))).hasSizeBetween(490, 500);
    assertThat(graph).contains("more packages\"]");
    String dot = input(text, "--format", "dot").out();
    assertThat(dot.lines().filter(line -> line.contains("->"))).hasSize(700);
  }
}
