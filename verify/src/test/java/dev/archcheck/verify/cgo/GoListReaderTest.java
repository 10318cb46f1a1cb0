package dev.archcheck.verify.cgo;

import static dev.archcheck.verify.cgo.GoStream.dep;
import static dev.archcheck.verify.cgo.GoStream.own;
import static dev.archcheck.verify.cgo.GoStream.pkg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.verify.cgo.GoStream.Obj;
import dev.archcheck.verify.cgo.ScanState.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of texts in the form of go list, of those that people make of them, and of others. */
class GoListReaderTest {

  private static GoStream stream() {
    return GoStream.on("linux", "amd64")
        .add(
            dep("example.org/c").cgo("c.go").list("GoFiles", "d.go").imports("C", "unsafe"),
            own("example.com/app").program().list("GoFiles", "main.go").imports("example.org/c"));
  }

  private static Scan one(String text) {
    List<Scan> scans = GoStream.read(text);
    assertThat(scans).hasSize(1);
    return scans.getFirst();
  }

  private static Scan one(byte[] bytes) {
    List<Scan> scans = GoStream.read(bytes);
    assertThat(scans).hasSize(1);
    return scans.getFirst();
  }

  private static boolean isConclusive(Scan scan) {
    return Fingerprints.of(scan, Fingerprints.Known.NOTHING).isConclusive();
  }

  private static void isWhole(Scan scan) {
    assertThat(scan.damage()).isEmpty();
    assertThat(scan.packages().keySet())
        .containsExactly(
            "unsafe",
            "internal/goarch",
            "internal/goos",
            "runtime",
            "runtime/cgo",
            "example.org/c",
            "example.com/app");
    assertThat(isConclusive(scan)).isTrue();
  }

  private static GoPackage found(Scan scan, String path) {
    return Objects.requireNonNull(scan.find(path));
  }

  private static List<String> imports(Scan scan, String path) {
    return Arrays.stream(found(scan, path).imports().numbers())
        .mapToObj(scan.names()::text)
        .toList();
  }

  @Test
  void readsEveryFieldThatItKeeps() {
    Scan scan =
        one(
            pkg("a/b")
                .raw("Unknown", "{\"ImportPath\": [1, {\"x\": null}]}")
                .text("Dir", "/a/b")
                .dep()
                .forTest("a/c")
                .raw(
                    "Module",
                    "{\"Path\": \"a\", \"Version\": \"v1.0.0\", \"Indirect\": true, \"Time\": \"x\","
                        + " \"GoMod\": \"/m/go.mod\","
                        + " \"Replace\": {\"Path\": \"z\", \"Version\": \"v2.0.0\"}}")
                .cgo("c.go")
                .list("SwigFiles", "s.swig")
                .list("SwigCXXFiles", "s.swigcxx")
                .list("SysoFiles", "x.syso")
                .list("SFiles", "a.s")
                .list("GoFiles", "a.go")
                .list("IgnoredGoFiles", "i.go")
                .list("CgoLDFLAGS", "-lz")
                .list("CgoPkgConfig", "zlib")
                .list("CgoCFLAGS", "-I.")
                .list("Deps", "C", "unsafe")
                .raw("DepsErrors", "[{\"Err\": \"other\"}]")
                .imports("C", "unsafe")
                .incomplete()
                .raw(
                    "Error",
                    "{\"ImportStack\": [\"r\", \"a/b\"], \"Pos\": \"a.go:1:2\", \"Err\": \"no\","
                        + " \"More\": [[]]}")
                .json());

    GoPackage found = found(scan, "a/b");
    assertThat(found)
        .extracting(
            GoPackage::name,
            GoPackage::dir,
            GoPackage::standard,
            GoPackage::depOnly,
            GoPackage::forTest,
            GoPackage::incomplete)
        .containsExactly("b", "/a/b", false, true, "a/c", true);
    assertThat(found.module())
        .isEqualTo(new GoModule("a", "v1.0.0", false, true, "/m/go.mod", "z@v2.0.0"));
    assertThat(found.cgoFiles()).containsExactly("c.go");
    assertThat(found.swig()).containsExactly("s.swig", "s.swigcxx");
    assertThat(found.syso()).containsExactly("x.syso");
    assertThat(found.assembly()).containsExactly("a.s");
    assertThat(found.goFiles()).containsExactly("a.go");
    assertThat(found.ignoredGoFiles()).containsExactly("i.go");
    assertThat(found.cgoFlags()).containsExactly("-lz", "-I.", "zlib");
    assertThat(imports(scan, "a/b")).containsExactly("C", "unsafe");
    assertThat(found.error()).isEqualTo(new PackageError(List.of("r", "a/b"), "a.go:1:2", "no"));
    assertThat(scan.damage()).isEmpty();
    assertThat(scan.end()).isEqualTo(Scan.End.UNKNOWN);
  }

  @Test
  void fieldsMayComeInAnyOrder() {
    Scan scan =
        one("{\"Imports\":[\"C\"],\"CgoFiles\":[\"a.go\"],\"Name\":\"a\",\"ImportPath\":\"x/a\"}");
    assertThat(found(scan, "x/a").cgoFiles()).containsExactly("a.go");
    assertThat(imports(scan, "x/a")).containsExactly("C");
  }

  /** The lists of runtime are read before its name is known, too. */
  @Test
  void marksMayComeBeforeTheImportPath() {
    GoStream stream = stream();
    String runtime =
        "{\"TestGoFiles\":[\"crash_cgo_test.go\"],"
            + stream.find("runtime").without("TestGoFiles").json().strip().substring(1);
    stream.without("runtime").without("runtime/cgo").without("example.org/c");
    Scan scan = one(runtime + stream.text());
    assertThat(Fingerprints.of(scan, Fingerprints.Known.NOTHING).evidence())
        .containsExactly("runtime: crash_cgo_test.go is among TestGoFiles");
  }

  @Test
  void aFieldThatOccursTwiceCountsWithAllThatItSays() {
    Scan scan =
        one(
            "{\"ImportPath\":\"a\",\"CgoFiles\":[\"a.go\"],\"CgoFiles\":[],\"Imports\":[\"x\"],"
                + "\"Imports\":[\"y\"],\"Incomplete\":true,\"Incomplete\":false}");
    assertThat(found(scan, "a").cgoFiles()).containsExactly("a.go");
    assertThat(imports(scan, "a")).containsExactly("x", "y");
    assertThat(found(scan, "a").incomplete()).isTrue();
  }

  @Test
  void nullIsLikeAFieldThatIsNotThere() {
    StringBuilder json = new StringBuilder("{\"ImportPath\":\"a\"");
    for (Field field : Field.values()) {
      if (field != Field.IMPORT_PATH) {
        json.append(",\"").append(field.word()).append("\":null");
      }
    }
    Scan scan = one(json + "}");
    assertThat(scan.damage()).isEmpty();
    assertThat(scan.fields()).containsExactly(Field.IMPORT_PATH);
    assertThat(found(scan, "a").error()).isNull();
    assertThat(found(scan, "a").module()).isEqualTo(GoModule.NONE);
    assertThat(one("{\"ImportPath\":null}").damage())
        .isEqualTo("offset 19: an object has no ImportPath");
    Scan stack =
        one("{\"ImportPath\":\"a\",\"Error\":{\"ImportStack\":null,\"Pos\":\"\",\"Err\":\"e\"}}");
    assertThat(found(stack, "a").error()).isEqualTo(new PackageError(List.of(), "", "e"));
  }

  static List<String> wrongTypes() {
    List<String> all = new ArrayList<>();
    for (Field field : Field.values()) {
      switch (field) {
        case DOC, GOROOT, IGNORED_OTHER_FILES, TEST_IMPORTS, XTEST_IMPORTS -> {} // as below
        case H_FILES, CGO_CFLAGS, DEPS, DEPS_ERRORS -> {} // nothing is read of them
        case TEST_GO_FILES, XTEST_GO_FILES -> {} // they are read of a few packages only
        case STANDARD, DEP_ONLY, INCOMPLETE ->
            add(all, field, "\"true\"", "1", "[true]", "{\"a\":true}");
        case IMPORT_PATH, NAME, DIR, FOR_TEST -> add(all, field, "1", "true", "[\"a\"]", "{}");
        case MODULE ->
            add(
                all,
                field,
                "\"m\"",
                "true",
                "[{}]",
                "{\"Path\":1}",
                "{\"Main\":\"true\"}",
                "{\"Path\":{\"Path\":\"a\"}}",
                "{\"Replace\":[]}",
                "{\"Replace\":{\"Path\":[]}}");
        case ERROR ->
            add(
                all,
                field,
                "\"e\"",
                "[]",
                "{\"Err\":{}}",
                "{\"Pos\":7}",
                "{\"ImportStack\":[7]}",
                "{\"ImportStack\":{\"a\":\"b\"},\"Err\":\"x\"}",
                "{\"ImportStack\":\"a\"}");
        default -> add(all, field, "\"a\"", "{}", "[1]", "[null]", "[[\"a\"]]", "true");
      }
    }
    return all;
  }

  private static void add(List<String> all, Field field, String... values) {
    for (String value : values) {
      all.add('"' + field.word() + "\":" + value);
    }
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void aFieldOfAnotherTypeIsSaidWithItsPlace(String field) {
    String name = field.substring(1, field.indexOf('"', 1));
    boolean first = name.equals("ImportPath");
    String before = "{\"ImportPath\":\"z\"}";
    String object = first ? "{" + field + "}" : "{\"ImportPath\":\"a\"," + field + "}";
    Scan scan = one(before + object + "{\"ImportPath\":\"last\"}");
    assertThat(scan.damage())
        .matches("offset \\d+: " + (first ? "" : "a: ") + name + " is not an? .*");
    int offset = Integer.parseInt(scan.damage().substring(7, scan.damage().indexOf(':')));
    assertThat(offset).isBetween(before.length(), (before + object).length());
    assertThat(scan.packages()).containsOnlyKeys("z");
  }

  /** Of the lists of tests those are read that tell something; they are typed, too. */
  @ParameterizedTest
  @ValueSource(strings = {"TestGoFiles", "XTestGoFiles"})
  void listsOfTestsAreReadOfTheRuntimeOnly(String field) {
    assertThat(one("{\"ImportPath\":\"a\",\"" + field + "\":7}").damage()).isEmpty();
    assertThat(one("{\"ImportPath\":\"runtime\",\"" + field + "\":7}").damage())
        .contains("runtime: " + field + " is not an array but VALUE_NUMBER_INT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void readsOtherEncodings(String name) {
    GoStream stream = stream();
    stream.find("example.com/app").text("Doc", "gr\u00fc\u00df Gott \ud83d\ude00");
    Charset charset = Charset.forName(name);
    isWhole(one(("\ufeff" + stream.text()).getBytes(charset)));
    isWhole(one(("\ufeff" + stream.text().replace("\n", "\r\n")).getBytes(charset)));
    isWhole(one(stream.text().getBytes(charset)));
    isWhole(one(stream.text().replace("\n", "\r\n").getBytes(charset)));
    isWhole(one(GoStream.gzip(("\ufeff" + stream.text()).getBytes(charset))));
  }

  @Test
  void readsLongTextOfAnotherEncoding() {
    GoStream stream = stream();
    stream.find("runtime").text("Doc", "\ud83d\ude00x".repeat(100_000));
    isWhole(one(("\ufeff" + stream.text()).getBytes(StandardCharsets.UTF_16LE)));
  }

  @Test
  void readsCompressedText() {
    isWhole(one(GoStream.gzip(stream().bytes())));
  }

  @Test
  void readsAllMembersOfCompressedTextEvenIfItComesSlowly() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    String text = stream().text();
    int middle = text.indexOf("{", text.length() / 2);
    both.write(GoStream.gzip(text.substring(0, middle).getBytes(StandardCharsets.UTF_8)));
    int border = both.size();
    both.write(GoStream.gzip(text.substring(middle).getBytes(StandardCharsets.UTF_8)));
    isWhole(one(both.toByteArray()));

    // A pipe has nothing to read at times.
    byte[] bytes = both.toByteArray();
    InputStream slow =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            return at < bytes.length ? bytes[at++] & 0xFF : -1;
          }

          @Override
          public int read(byte[] to, int offset, int length) {
            if (at == bytes.length) {
              return -1;
            }
            int some = Math.min(length, (at < border ? border : bytes.length) - at);
            System.arraycopy(bytes, at, to, offset, some);
            at += some;
            return some;
          }

          @Override
          public int available() {
            return 0;
          }
        };
    List<Scan> scans = GoListReader.read("pipe", slow);
    assertThat(scans).hasSize(1);
    isWhole(scans.getFirst());
  }

  @Test
  void linesBeforeTheFirstObjectMayBeAnything() {
    for (String said :
        List.of(
            "go: downloading example.org/c v1.2.3\n",
            "$ go list -deps -json ./...\n",
            "\n\n  \n",
            "Warning: {not json\n",
            "null\n",
            "truely\n12 monkeys\n\"quoted\"\n",
            "x".repeat(200_000) + "\n")) {
      Scan scan = one(said + stream().text());
      isWhole(scan);
      assertThat(scan.remarks()).hasSize((int) said.lines().filter(one -> !one.isBlank()).count());
    }
  }

  @Test
  void manyLinesBeforeTheFirstObject() {
    Scan scan = one("noise\n".repeat(5_000) + stream().text());
    isWhole(scan);
    assertThat(scan.remarks()).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "go: downloading example.org/c v1.2.3",
        "go: finding module for package x",
        "go: found x in x v1.0.0",
        "go: extracting x v1.0.0"
      })
  void whatGoSaysOfItsDownloadsIsHarmlessAnywhere(String line) {
    List<Obj> objects = stream().objects();
    for (int i = 0; i <= objects.size(); i++) {
      StringBuilder text = new StringBuilder();
      objects.subList(0, i).forEach(one -> text.append(one.json()));
      text.append(line).append("\r\n");
      objects.subList(i, objects.size()).forEach(one -> text.append(one.json()));
      isWhole(one(text.toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "go: updates to go.mod needed",
        "package example.org/d is not in std",
        "signal: killed",
        "12",
        "null",
        "\"text\"",
        "}",
        ",",
        "# comment",
        "\u0000"
      })
  void anyOtherLineBehindThemIsDamage(String line) {
    List<Obj> objects = stream().objects();
    for (int i = 1; i <= objects.size(); i++) {
      StringBuilder text = new StringBuilder();
      objects.subList(0, i).forEach(one -> text.append(one.json()));
      int at = text.length();
      text.append(line).append('\n');
      objects.subList(i, objects.size()).forEach(one -> text.append(one.json()));
      Scan scan = one(text.toString());
      assertThat(scan.damage())
          .isIn(
              "offset " + at + ": between two packages stands '" + line.strip() + "'",
              "offset " + (at - 1) + ": between two packages stands '" + line.strip() + "'");
      assertThat(scan.packages()).hasSize(i);
      assertThat(isConclusive(scan)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "# exit 0, GOOD",
    "'# exit 0  ', GOOD",
    "# exit 1, BAD",
    "# exit 00, BAD",
    "# exit 0x, BAD",
    "# exit -1, BAD"
  })
  void theEndMarkSaysHowGoEnded(String mark, Scan.End end) {
    for (String text :
        List.of(
            stream().text() + mark,
            stream().text() + mark + "\n",
            stream().text() + mark + "\r\n",
            stream().text().strip() + "\n\n" + mark + "\n")) {
      Scan scan = one(text);
      assertThat(scan.end()).isEqualTo(end);
      assertThat(scan.packages()).hasSize(7);
      assertThat(isConclusive(scan)).isEqualTo(end == Scan.End.GOOD);
    }
  }

  @Test
  void aRunThatFailedAtOnceIsARun() {
    Scan scan = one("go: go.mod file not found\n# exit 1\n");
    assertThat(scan.end()).isEqualTo(Scan.End.BAD);
    assertThat(scan.remarks()).containsExactly("go: go.mod file not found");
    assertThat(
            Fingerprints.of(scan, Fingerprints.Known.NOTHING).faults().stream()
                .map(ScanState.Fault::problem))
        .containsExactly(Problem.ERRORS, Problem.EMPTY);
  }

  @Test
  void anEndMarkIsOfARunEvenIfThatWroteNothing() {
    for (String mark : List.of("# exit 0\n", "# exit 1\n")) {
      List<Scan> scans = GoStream.read(stream().text() + "# exit 0\n" + mark);
      assertThat(scans).hasSize(2);
      isWhole(scans.getFirst());
      assertThat(scans.get(1).packages()).isEmpty();
      assertThat(isConclusive(scans.get(1))).isFalse();
    }
  }

  @Test
  void severalRunsOneBehindTheOther() {
    String linux = stream().text();
    String mac =
        GoStream.on("darwin", "arm64").add(own("example.com/app").program().imports()).text();
    for (String between : List.of("", "\n", "# exit 0\n", "go: downloading x v1.0.0\n")) {
      List<Scan> scans = GoStream.read(linux + between + mac);
      assertThat(scans).hasSize(2);
      isWhole(scans.getFirst());
      assertThat(scans.get(1).packages()).hasSize(6);
      assertThat(Fingerprints.of(scans.get(1), Fingerprints.Known.NOTHING).target())
          .hasToString("darwin/arm64");
    }
  }

  /** For a program with a profile go has all that it needs once more: {@code p [cmd/a]}. */
  @Test
  void whatIsCompiledForOneProgramIsTheSamePackage() {
    GoStream stream = new GoStream();
    for (String variant : new String[] {" [example.com/app/a]", " [example.com/app/b]", ""}) {
      for (Obj object : GoStream.standard("linux", "amd64", true)) {
        stream.add(object.forProgram(variant));
      }
      stream.add(
          dep("example.org/c")
              .cgo("c.go")
              .list("GoFiles", "d.go")
              .imports("C", "unsafe")
              .forProgram(variant));
    }
    for (String program : List.of("example.com/app/a", "example.com/app/b", "example.com/app")) {
      stream.add(own(program).program().list("GoFiles", "main.go").imports("example.org/c"));
    }
    Scan scan = one(stream.text());
    assertThat(scan.packages()).hasSize(9);
    assertThat(Fingerprints.of(scan, Fingerprints.Known.NOTHING).isConclusive()).isTrue();

    GoStream only = new GoStream();
    stream().objects().forEach(object -> only.add(object.forProgram(" [example.com/app]")));
    only.find("example.com/app [example.com/app]").text("ImportPath", "example.com/app");
    isWhole(one(only.text()));
    List<Scan> twice = GoStream.read(only.text() + only.text());
    assertThat(twice).hasSize(2);
    twice.forEach(GoListReaderTest::isWhole);
    assertThat(imports(twice.getLast(), "example.com/app")).containsExactly("example.org/c");
  }

  @Test
  void aVariantOfAPackageWithOtherFilesIsDamage() {
    for (Obj other :
        List.of(
            dep("example.org/c [a]").cgo("c.go").list("GoFiles", "d.go").imports("C"),
            dep("example.org/c [a]").list("GoFiles", "d.go").imports("C", "unsafe"),
            dep("example.org/c [a]").cgo("c.go").imports("C", "unsafe"))) {
      Scan scan = one(stream().text() + other.json());
      assertThat(scan.damage())
          .endsWith("example.org/c stands in it twice, with other files or imports");
    }
  }

  /** Whichever of them could not be loaded, or was asked for. */
  @Test
  void theWorseOfTheVariantsCounts() {
    GoStream stream = stream();
    stream
        .objects()
        .add(
            5,
            dep("example.org/c [a]")
                .cgo("c.go")
                .list("GoFiles", "d.go")
                .imports("unsafe", "C")
                .error("x.go:1", "bad")
                .without("DepOnly"));
    GoPackage found = found(one(stream.text()), "example.org/c");
    assertThat(found.depOnly()).isFalse();
    assertThat(Objects.requireNonNull(found.error()).message()).isEqualTo("bad");
  }

  @Test
  void variantsForTestsStandForThemselves() {
    Scan scan =
        one(
            stream().text()
                + own("example.com/app [example.com/app.test]").forTest("example.com/app").json());
    assertThat(scan.packages())
        .containsKeys("example.com/app", "example.com/app [example.com/app.test]");
  }

  /** A module may be called as a test, and its program have a profile. */
  @Test
  void whatIsCompiledForAProgramByTheNameOfATest() {
    GoStream stream = new GoStream();
    stream().objects().forEach(object -> stream.add(object.forProgram(" [example.com/x.test]")));
    stream.find("example.com/app [example.com/x.test]").text("ImportPath", "example.com/x.test");
    Scan scan = one(stream.text());
    assertThat(scan.packages()).containsKey("example.org/c");
    assertThat(imports(scan, "example.com/x.test")).containsExactly("example.org/c");
  }

  /** A damaged first object must not be taken for what a shell said. */
  @Test
  void aBeginningThatMayBeOfAPackageIsDamage() {
    GoStream stream = new GoStream().add(own("example.com/app/aaa").list("SysoFiles", "x.syso"));
    stream().objects().forEach(stream::add);
    String text = stream.text();
    String compact = text.replaceAll("\n\t*", "");
    for (String cut :
        List.of(
            "scanning linux: " + text,
            text.substring(2),
            text.substring(text.indexOf("SysoFiles")),
            "scanning linux: " + compact,
            compact.substring(1),
            compact.substring(20))) {
      for (String before : List.of("", stream().text() + "# exit 0\n")) {
        List<Scan> scans = GoStream.read(before + cut + "# exit 0\n");
        assertThat(scans.getLast().damage())
            .as(cut.substring(0, 40))
            .contains("the text before the first package may be of one");
      }
    }
  }

  @Test
  void aByteOrderMarkMayStandBeforeEachRun() {
    String text = "\uFEFF" + stream().text();
    List<Scan> scans = GoStream.read(text + text + "# exit 0\n" + text);
    assertThat(scans).hasSize(3);
    scans.forEach(GoListReaderTest::isWhole);
  }

  /** However much a shell and go said before it, and however the shell breaks its lines. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "go: warning: \"./cmd/...\" matched no packages",
        "go : go: warning: \"./cmd/...\" matched no\npackages",
        "go : go: warning: \"./cmd/...\" matched\n    no packages"
      })
  void aPatternThatMatchesNothingIsHeard(String warning) {
    Scan scan =
        one(
            "go: downloading x v1.0.0\n".repeat(50)
                + "y".repeat(1000)
                + "\n"
                + warning
                + "\n"
                + stream().text());
    assertThat(isConclusive(scan)).isFalse();
    assertThat(Fingerprints.of(scan, Fingerprints.Known.NOTHING).faults())
        .anyMatch(fault -> fault.problem() == Problem.ERRORS);
  }

  /** Without a mark between two runs, what needs nothing before it may be of either. */
  @Test
  void whereARunEndsMustBeSeen() {
    GoStream next = new GoStream().add(own("example.com/app/aaa").list("SysoFiles", "x.syso"));
    GoStream.standard("windows", "amd64", true).forEach(next::add);
    next.add(own("example.com/app").program().imports("runtime"));
    String cut = stream().without("example.com/app").without("example.org/c").text();
    for (String first : List.of(stream().text(), cut)) {
      List<Scan> scans = GoStream.read(first + next.text());
      assertThat(scans).allMatch(scan -> !isConclusive(scan));
      assertThat(scans.getFirst().damage())
          .contains("whether example.com/app/aaa is of this run or of the next one");
    }
    List<Scan> marked = GoStream.read(stream().text() + "# exit 0\n" + next.text());
    isWhole(marked.getFirst());
    assertThat(isConclusive(marked.getLast())).isTrue();
  }

  /** Where a piece is missing from the middle of one object to the middle of the next. */
  @Test
  void twoObjectsThatBecameOneAreDamage() {
    String text = stream().text();
    int from = text.indexOf("\"Module\"", text.indexOf("example.org/c"));
    int to = text.indexOf("\"Name\"", text.indexOf("\"example.com/app\""));
    assertThat(one(text.substring(0, from) + text.substring(to)).damage())
        .contains("stands in it twice");
    assertThat(one("{\"ImportPath\":\"a\",\"ImportPath\":\"b\"}").damage())
        .contains("a: ImportPath stands in it twice");
  }

  @Test
  void whatIsGluedToAHarmlessLineIsDamage() {
    String glued = "go: downloading x v1.0.0" + own("example.com/app/z").json().replace("\n", "");
    assertThat(one(stream().text() + glued + "\n").damage()).contains("between two packages");
  }

  @Test
  void whatHasNoEndIsDamage() {
    String files = "\"a\",".repeat(100_001);
    Scan many =
        one("{\"ImportPath\":\"a\",\"CgoFiles\":[" + files.substring(0, files.length() - 1) + "]}");
    assertThat(many.damage()).contains("a: CgoFiles has no end");
    assertThat(one("noise\n".repeat(10_002) + stream().text()).damage())
        .contains("more than 10000 lines are no JSON");
    assertThat(GoStream.read("# exit 0\n".repeat(2000)).getLast().damage())
        .contains("more than 1000 runs");
  }

  @Test
  void aPathWithoutEndIsDamage() {
    Scan scan = one(stream().text() + own("example.com/app/" + "x".repeat(2 << 20)).json());
    assertThat(scan.damage()).contains("String value length");
  }

  @Test
  void eachRunHasItsOwnEnd() {
    String text = stream().text();
    List<Scan> scans = GoStream.read(text + "# exit 0\n" + text + "# exit 2\n" + text);
    assertThat(scans)
        .extracting(Scan::end)
        .containsExactly(Scan.End.GOOD, Scan.End.BAD, Scan.End.UNKNOWN);
  }

  @Test
  void readsWhatJqMakesOfIt() {
    List<String> objects =
        stream().objects().stream().map(one -> one.json().strip().replace("\n", "")).toList();
    isWhole(one("[\n  " + String.join(",\n  ", objects) + "\n]\n"));
    isWhole(one(String.join("\n", objects) + "\n"));
    isWhole(one(String.join("", objects)));
    Scan cut = one("[\n  " + String.join(",\n  ", objects));
    assertThat(cut.packages()).hasSize(7);
    assertThat(cut.damage()).contains("the JSON breaks off or is damaged");
  }

  @Test
  void whatOtherCommandsOfGoWriteIsNamed() {
    assertThat(one("{\n\t\"Path\": \"example.com/app\",\n\t\"Main\": true\n}\n").damage())
        .isEqualTo("offset 45: an object has Path and no ImportPath, as those of go list -m");
    assertThat(
            one("{\"Time\":\"2026-01-01T00:00:00Z\",\"Action\":\"start\",\"Package\":\"x\"}\n")
                .damage())
        .endsWith("an object has Action and no ImportPath, as those of go test -json");
    assertThat(one("{}").damage()).isEqualTo("offset 2: an object has no ImportPath");
  }

  @Test
  void nothingIsOneEmptyScan() {
    for (String text : List.of("", "\n", "\ufeff", "[]", "   ", "{", "[", "\u0000", "x")) {
      Scan scan = one(text);
      assertThat(scan.packages()).isEmpty();
      assertThat(isConclusive(scan)).isFalse();
    }
    assertThat(one(GoStream.gzip(new byte[0])).packages()).isEmpty();
  }

  /** The ends of the stream at which every package that is there has all that it needs. */
  private static Set<Integer> wholeEnds(GoStream stream) {
    Set<Integer> ends = new HashSet<>();
    StringBuilder text = new StringBuilder();
    for (Obj object : stream.objects()) {
      text.append(object.json());
      if (!object.json().contains("\"DepOnly\"")) {
        ends.add(text.length());
        ends.add(text.length() - 1); // without the last line feed
      }
    }
    return ends;
  }

  private static GoStream severalPrograms() {
    return stream()
        .add(
            GoStream.std("internal/poll").imports("unsafe"),
            GoStream.std("os").imports("internal/poll", "runtime"),
            own("example.com/app/two").program().imports("os"),
            dep("example.org/e").imports("os"),
            own("example.com/app/three").imports("example.org/e", "example.com/app/two"));
  }

  @Test
  void textThatIsCutIsOnlyConclusiveBehindWhatWasAskedFor() {
    byte[] bytes = severalPrograms().bytes();
    Set<Integer> whole = wholeEnds(severalPrograms());
    for (int i = 0; i <= bytes.length; i++) {
      Scan scan = one(Arrays.copyOf(bytes, i));
      assertThat(isConclusive(scan)).as("cut at %d", i).isEqualTo(whole.contains(i));
    }
  }

  @Test
  void textThatIsCutIsNeverConclusiveWhereAnEndMarkIsAskedFor() {
    byte[] bytes = (severalPrograms().text() + "# exit 0\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i <= bytes.length; i++) {
      Scan scan = one(Arrays.copyOf(bytes, i));
      boolean good = isConclusive(scan) && scan.end() == Scan.End.GOOD;
      assertThat(good).as("cut at %d", i).isEqualTo(i >= bytes.length - 1);
    }
  }

  @Test
  void utf16ThatIsCutIsOnlyConclusiveBehindWhatWasAskedFor() {
    byte[] bytes = ("\ufeff" + severalPrograms().text()).getBytes(StandardCharsets.UTF_16LE);
    Set<Integer> whole = wholeEnds(severalPrograms());
    for (int i = 0; i <= bytes.length; i++) {
      Scan scan = one(Arrays.copyOf(bytes, i));
      boolean even = i % 2 == 0;
      assertThat(isConclusive(scan))
          .as("cut at %d", i)
          .isEqualTo(even && whole.contains(i / 2 - 1));
    }
  }

  @Test
  void anArrayThatIsCutIsNeverConclusive() {
    List<String> objects =
        severalPrograms().objects().stream().map(one -> one.json().strip()).toList();
    byte[] bytes = ("[" + String.join(",", objects) + "]").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i <= bytes.length; i++) {
      Scan scan = one(Arrays.copyOf(bytes, i));
      assertThat(isConclusive(scan)).as("cut at %d", i).isEqualTo(i == bytes.length);
    }
  }

  @Test
  void compressedTextThatIsCutIsNeverConclusive() {
    byte[] bytes = GoStream.gzip(severalPrograms().bytes());
    for (int i = 0; i < bytes.length; i++) {
      Scan scan = one(Arrays.copyOf(bytes, i));
      assertThat(isConclusive(scan)).as("cut at %d", i).isFalse();
      if (i > 2) {
        assertThat(scan.damage()).as("cut at %d", i).contains("gzip data breaks off");
      }
    }
    assertThat(isConclusive(one(bytes))).isTrue();
  }

  @Test
  void aSecondCompressedPartThatIsCutIsNotLost() {
    byte[] first = GoStream.gzip((stream().text() + "# exit 0\n").getBytes(StandardCharsets.UTF_8));
    byte[] more = GoStream.gzip(GoStream.on("darwin", "arm64").bytes());
    byte[] both = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, both, first.length, more.length);
    for (int i = first.length + 1; i < both.length; i++) {
      List<Scan> scans = GoStream.read(Arrays.copyOf(both, i));
      assertThat(scans).as("cut at %d", i).hasSize(2);
      assertThat(scans.get(1).damage()).as("cut at %d", i).contains("gzip data breaks off");
    }
  }

  /**
   * The header says the time and the system, and the last byte before the trailer may be filled up:
   * these do not matter. All else does.
   */
  @Test
  void compressedTextWithAFlippedBitIsNeverAnotherConclusiveScan() {
    byte[] bytes = GoStream.gzip(severalPrograms().bytes());
    Collection<String> right = one(bytes).packages().keySet();
    for (int i = 0; i < 8 * bytes.length; i += 3) {
      byte[] flipped = bytes.clone();
      flipped[i / 8] ^= (byte) (1 << i % 8);
      List<Scan> scans = GoStream.read(flipped);
      if (scans.stream().allMatch(GoListReaderTest::isConclusive)) {
        assertThat(scans).as("bit %d", i).hasSize(1);
        assertThat(scans.getFirst().packages().keySet()).as("bit %d", i).isEqualTo(right);
        assertThat(i / 8 <= 9 || i / 8 == bytes.length - 9).as("bit %d", i).isTrue();
      }
    }
  }

  @Test
  void whatTheDiskFailsWithIsPassedOn() {
    byte[] bytes = stream().bytes();
    for (int fail : new int[] {0, 2, 100, bytes.length}) {
      InputStream in =
          new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
              if (at == fail) {
                throw new IOException("disk");
              }
              return bytes[at++] & 0xFF;
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
              to[offset] = (byte) read();
              return 1;
            }
          };
      assertThatThrownBy(() -> GoListReader.read("x", in))
          .isInstanceOf(IOException.class)
          .hasMessage("disk");
    }
  }

  @Test
  void deeplyNestedValuesAreDamage() {
    String deep = "[".repeat(100_000);
    assertThat(one("{\"ImportPath\":\"a\",\"Doc\":" + deep).damage()).contains("damaged");
    Scan scan = one(deep);
    assertThat(scan.packages()).isEmpty();
  }

  /** Text is UTF-8 once it is expanded, whatever its bytes look like at any place. */
  @Test
  void bytesThatLookLikeAnotherEncodingAreDamage() {
    for (String strange : List.of("\0\0{\0", "\0{\0\0", "{\0\0\0", "\0\0\0{", "\0{\0}", "{\0}\0")) {
      assertThat(isConclusive(one("x\n" + strange))).isFalse();
      Scan scan = one(stream().text() + strange);
      assertThat(scan.packages()).hasSize(7);
      assertThat(scan.damage()).isNotEmpty();
    }
  }

  @Test
  void aSecondInputOfAnotherEncodingIsNeverLostInSilence() {
    byte[] utf16 = stream().text().getBytes(StandardCharsets.UTF_16LE);
    byte[] utf8 = ("go: note\n" + stream().text()).getBytes(StandardCharsets.UTF_8);
    byte[] both = Arrays.copyOf(utf8, utf8.length + utf16.length);
    System.arraycopy(utf16, 0, both, utf8.length, utf16.length);
    List<Scan> scans = GoStream.read(new ByteArrayInputStream(both).readAllBytes());
    assertThat(scans.size() == 2 || !isConclusive(scans.getFirst())).isTrue();
  }
}
