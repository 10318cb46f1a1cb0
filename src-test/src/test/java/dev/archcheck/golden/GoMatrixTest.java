package dev.archcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.go.CgoVerdict;
import dev.archcheck.inspect.go.CgoVerdict.CgoPackage;
import dev.archcheck.inspect.go.GoProgram;
import dev.archcheck.inspect.go.GoVersionRange;
import dev.archcheck.testkit.GoBuild;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.go.GoCheck;
import dev.archcheck.verify.go.GoPolicy;
import dev.archcheck.verify.go.GoPolicy.Cgo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Real builds of many versions of Go, for several systems, linked and stripped in several ways.
 * What is expected comes from {@code go list} and from how each was built.
 */
final class GoMatrixTest {

  private static final Path DOCUMENT =
      Path.of(System.getProperty("archcheck.root", ".."), "docs/go-binaries.md");

  private static final String BEGIN = "<!-- matrix -->\n";
  private static final String END = "<!-- end of matrix -->\n";

  private interface Question {
    void ask(GoBuild build, Binary binary, GoProgram program) throws IOException;
  }

  private static void ofEach(Question question) throws IOException {
    List<GoBuild> builds = GoBuild.all();
    assertThat(builds).hasSizeGreaterThanOrEqualTo(60);
    for (GoBuild build : builds) {
      try (FileByteSource source = FileByteSource.open(build.file())) {
        Binary binary = BinaryReader.read(source);
        GoProgram program = GoProgram.find((LoadedImage) binary).orElseThrow();
        question.ask(build, binary, program);
        assertThat(program.problems()).as(build.path()).isEmpty();
      }
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Test
  void everyVerdictIsRight() throws IOException {
    List<String> differences = new ArrayList<>();
    ofEach((build, _, program) -> {
      String actual = describe(program.cgo());
      String expected = build.verdict() + " " + build.packages() + " " + build.functions();
      if (!actual.equals(expected)) {
        differences.add(build.path() + ": " + actual + ", built as " + expected);
      }
    });
    assertThat(differences).isEmpty();
  }

  private static String describe(CgoVerdict verdict) {
    List<String> packages = new ArrayList<>();
    List<String> functions = new ArrayList<>();
    for (CgoPackage one : verdict.packages()) {
      packages.add(one.path());
      if (!one.standard()) {
        one.functions().forEach(function -> functions.add(one.path() + "." + function));
      }
    }
    return word(verdict.kind())
        + " "
        + packages.stream().sorted().toList()
        + " "
        + functions.stream().sorted().toList();
  }

  /** Evidence is worth nothing if its bytes are not there. */
  @Test
  void allEvidenceStandsWhereItIsSaidToStand() throws IOException {
    ofEach((build, binary, program) -> {
      for (CgoVerdict.Evidence one : program.cgo().evidence()) {
        if (one.witness().field().equals("funcname")) {
          byte[] text = one.witness().value().getBytes(java.nio.charset.StandardCharsets.UTF_8);
          byte[] there = new byte[text.length];
          binary.source().read(one.witness().offset(), there, 0, there.length);
          assertThat(there).as(build.path() + " " + one).isEqualTo(text);
        }
      }
    });
  }

  @Test
  void everyLinkModeIsRight() throws IOException {
    List<String> differences = new ArrayList<>();
    ofEach((build, _, program) -> {
      String actual = word(program.linkMode().kind());
      if (!actual.equals(build.link())) {
        differences.add(build.path() + ": " + actual + ", linked " + build.link());
      }
    });
    assertThat(differences).isEmpty();
  }

  @Test
  void structuresAllowTheVersionThatBuiltThem() throws IOException {
    List<String> differences = new ArrayList<>();
    ofEach((build, _, program) -> {
      GoVersionRange range = program.impliedVersions().orElseThrow();
      if (!range.contains(build.go())) {
        differences.add(build.path() + ": " + range);
      }
    });
    assertThat(differences).isEmpty();
  }

  @Test
  void aPolicyFindsExactlyWhatItForbids() throws IOException {
    GoCheck forbid = new GoCheck(policy(Cgo.FORBID));
    GoCheck standard = new GoCheck(policy(Cgo.STD_ONLY));
    ofEach((build, binary, _) -> {
      boolean pure = build.verdict().equals("none");
      boolean allowed = pure || build.verdict().equals("runtime-only");
      boolean byGo = build.link().equals("internal");
      GoCheck.Result strict = forbid.check(build.path(), binary);
      assertThat(rules(strict)).as(build.path()).isEqualTo(pure ? List.of() : FOUND);
      assertThat(strict.unchecked().isEmpty()).as(build.path()).isEqualTo(!pure || byGo);
      boolean explained = pure || !build.packages().isEmpty();
      GoCheck.Result lenient = standard.check(build.path(), binary);
      assertThat(rules(lenient)).as(build.path()).isEqualTo(allowed ? List.of() : FOUND);
      assertThat(lenient.unchecked().isEmpty())
          .as(build.path())
          .isEqualTo(!allowed || (byGo && explained));
    });
  }

  private static final List<Rule> FOUND = List.of(Rule.CGO);

  /** Without section headers a C compiler's linker is not told from Go's. */
  @Test
  void aProgramThatDoesNotShowItsLinkerIsLeftOpen() throws IOException {
    int programs = 0;
    for (GoBuild build : GoBuild.all()) {
      if (build.platform().equals("linux/amd64") && build.verdict().equals("none")) {
        programs++;
        byte[] bytes = Files.readAllBytes(build.file());
        Arrays.fill(bytes, E_SHOFF, E_SHOFF + 8, (byte) 0);
        Arrays.fill(bytes, E_SHNUM, E_SHNUM + 4, (byte) 0);
        Binary binary = BinaryReader.read(new BytesSource("app", bytes));
        GoCheck.Result result = new GoCheck(policy(Cgo.FORBID)).check(build.path(), binary);
        assertThat(result.unchecked()).as(build.path()).isNotEmpty();
      }
    }
    assertThat(programs).isGreaterThanOrEqualTo(20);
  }

  private static final int E_SHOFF = 40;
  private static final int E_SHNUM = 60;

  private static GoPolicy policy(Cgo cgo) {
    return new GoPolicy(cgo, null, false, List.of());
  }

  private static List<Rule> rules(GoCheck.Result result) {
    return result.findings().stream().map(Finding::rule).toList();
  }

  @Test
  void theDocumentHasTheWholeMatrix() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    assertThat(end).isGreaterThanOrEqualTo(begin);
    String table = table();
    if (Boolean.getBoolean("archcheck.refresh-golden")) {
      Files.writeString(DOCUMENT, document.substring(0, begin) + table + document.substring(end));
      return;
    }
    assertThat(document.substring(begin, end)).isEqualTo(table);
  }

  /** A row for each version and platform, a column for each verdict. */
  private static String table() throws IOException {
    List<String> verdicts =
        List.of("none", "runtime-only", "user-cgo", "c-without-cgo", "inconclusive");
    Map<String, Map<String, List<String>>> rows = new LinkedHashMap<>();
    for (GoBuild build : GoBuild.all().stream().sorted(GoMatrixTest::byVersion).toList()) {
      rows.computeIfAbsent(build.go() + " | " + build.platform(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(build.verdict(), _ -> new ArrayList<>())
          .add(cell(build));
    }
    StringBuilder text = new StringBuilder("| Go | for | none | runtime only | user cgo |");
    text.append(" C without cgo | inconclusive |\n|---|---|---|---|---|---|---|\n");
    rows.forEach((row, cells) -> {
      text.append("| ").append(row).append(" |");
      for (String verdict : verdicts) {
        text.append(' ')
            .append(String.join("; ", cells.getOrDefault(verdict, List.of())))
            .append(" |");
      }
      text.append('\n');
    });
    return text.toString().replace("|  |", "| |").replace("|  |", "| |");
  }

  private static int byVersion(GoBuild one, GoBuild other) {
    return Integer.compare(minor(one), minor(other));
  }

  private static int minor(GoBuild build) {
    return Integer.parseInt(build.go().split("\\.", -1)[1]);
  }

  private static String cell(GoBuild build) {
    StringBuilder text = new StringBuilder(build.program());
    for (String part : List.of(build.link(), build.mode(), build.strip())) {
      if (!part.equals("internal") && !part.equals("default") && !part.equals("none")) {
        text.append(' ').append(part);
      }
    }
    return text.toString();
  }
}
