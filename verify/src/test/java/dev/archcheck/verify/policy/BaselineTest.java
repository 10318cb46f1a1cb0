package dev.archcheck.verify.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {

  private static final String LINUX = "linux/amd64";
  private static final String MAC = "darwin/arm64";

  private static final Subject SQLITE = use("github.com/mattn/go-sqlite3", LINUX);
  private static final Subject GPGME = use("github.com/proglottis/gpgme", LINUX);
  private static final Subject GPGME_MAC = use("github.com/proglottis/gpgme", MAC);
  private static final Subject NET = new Subject(Rule.STD_CGO, "net", "", "", LINUX, false);

  private static final String TEXT =
      """
      archcheck.baseline/1
      # Accepted in the review of 2026-11-23.

      cgo-package github.com/mattn/go-sqlite3 github.com/mattn/go-sqlite3 linux/amd64
      # until the new signer is there
      # (two targets)
      cgo-package github.com/proglottis/gpgme github.com/proglottis/gpgme darwin/arm64
      cgo-package github.com/proglottis/gpgme github.com/proglottis/gpgme linux/amd64
      std-cgo net - linux/amd64
      """;

  private static Subject use(String path, String target) {
    return new Subject(Rule.CGO_PACKAGE, path, path, "v1.2.3", target, false);
  }

  private static Scanned scanned(String... targets) {
    return new Scanned(EnumSet.allOf(Rule.class), Set.of(targets), Scanned.Extent.PROJECT);
  }

  private static Baseline parse(String text) throws BaselineException {
    return Baseline.parse("base.txt", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String refused(byte[] bytes) {
    BaselineException e =
        catchThrowableOfType(BaselineException.class, () -> Baseline.parse("base.txt", bytes));
    assertThat(e).isNotNull();
    assertThat(e.file()).isEqualTo("base.txt");
    assertThat(e).hasMessageEndingWith(": " + e.problem());
    return Objects.requireNonNull(e.getMessage());
  }

  private static String refused(String text) {
    return refused(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusedLine(String line) {
    String message = refused(Baseline.SCHEMA + "\n\n" + line + "\n");
    assertThat(message).startsWith("base.txt:3: ");
    return message.substring("base.txt:3: ".length());
  }

  @Test
  void whatIsInItIsKnown() throws BaselineException {
    Baseline baseline = parse(TEXT);
    assertThat(baseline.size()).isEqualTo(4);
    for (Subject subject : List.of(SQLITE, GPGME, GPGME_MAC, NET)) {
      assertThat(baseline.contains(subject)).isTrue();
    }
    String path = "github.com/mattn/go-sqlite3";
    assertThat(baseline.contains(new Subject(Rule.CGO_PACKAGE, path, path, "v9", LINUX, true)))
        .as("another version, needed by tests alone")
        .isTrue();
    for (Subject other :
        List.of(
            use(path, MAC),
            use(path + "/x", LINUX),
            new Subject(Rule.SWIG_PACKAGE, path, path, "v1.2.3", LINUX, false),
            new Subject(Rule.CGO_PACKAGE, path, "github.com/fork/go-sqlite3", "", LINUX, false),
            new Subject(Rule.CGO_PACKAGE, path, "", "", LINUX, false),
            Subject.ofFile(Rule.WRONG_OS, "dist/x"))) {
      assertThat(baseline.contains(other)).as("%s", other).isFalse();
    }
    assertThat(Baseline.EMPTY.contains(SQLITE)).isFalse();
  }

  @Test
  void isWrittenAsItWasRead() throws BaselineException {
    assertThat(parse(TEXT).text()).isEqualTo(TEXT);
    assertThat(parse("\uFEFF" + TEXT.replace("\n", "\r\n")).text()).isEqualTo(TEXT);
    assertThat(parse(TEXT.stripTrailing()).text()).isEqualTo(TEXT);
    assertThat(parse(Baseline.SCHEMA).text()).isEqualTo(Baseline.SCHEMA + "\n");
    assertThat(Baseline.EMPTY.text()).isEqualTo(Baseline.SCHEMA + "\n");
  }

  @Test
  void theSameUsesGiveTheSameTextInWhateverOrder() throws BaselineException {
    List<Subject> subjects = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      subjects.add(use("a.com/p" + i + (i % 3 == 0 ? "/\uFF5Ex" : "/\uD83D\uDE00y"), LINUX));
      subjects.add(use("a.com/p" + i, MAC));
    }
    subjects.addAll(subjects.subList(0, 50));
    String text = Baseline.EMPTY.with(subjects, scanned(LINUX, MAC)).text();
    Collections.shuffle(subjects, new Random(3));
    assertThat(Baseline.EMPTY.with(subjects, scanned(LINUX, MAC)).text()).isEqualTo(text);
    List<byte[]> lines = new ArrayList<>();
    text.lines().skip(1).forEach(line -> lines.add(line.getBytes(StandardCharsets.UTF_8)));
    assertThat(lines).hasSize(400).isSortedAccordingTo(Arrays::compareUnsigned);
    Baseline read = parse(text);
    assertThat(subjects).allMatch(read::contains);
  }

  @Test
  void namesOfAnyKindComeBack() throws BaselineException {
    for (String name :
        List.of(
            "a b",
            "a\uD800b",
            "a%b",
            "-",
            "#a",
            "a\tb\nc",
            "\u00E4/\u65E5\u672C",
            "a\u202Eb",
            "%20",
            "\uD83D\uDE00")) {
      Subject subject = new Subject(Rule.CGO_PACKAGE, name, name + "/m", "", LINUX, false);
      String text = Baseline.EMPTY.with(List.of(subject), scanned(LINUX)).text();
      assertThat(text.lines()).hasSize(2);
      assertThat(parse(text).contains(subject)).as(text).isTrue();
      assertThat(parse(text).text()).isEqualTo(text);
    }
  }

  /** What somebody accepted under one name must not be known under another. */
  @Test
  void twoNamesAreNeverOneLine() throws BaselineException {
    List<String> names =
        List.of(
            "a\uD800b",
            "a\uD801b",
            "a\uDFFFb",
            "a\uFFFDb",
            "a?b",
            "-",
            "",
            "%2D",
            "a\uD83Db\uDE00");
    for (String accepted : names) {
      Subject subject = new Subject(Rule.CGO_PACKAGE, "p" + accepted, accepted, "", LINUX, false);
      Baseline baseline = parse(Baseline.EMPTY.with(List.of(subject), scanned(LINUX)).text());
      for (String name : names) {
        Subject one = new Subject(Rule.CGO_PACKAGE, "p" + name, name, "", LINUX, false);
        assertThat(baseline.contains(one)).as(name).isEqualTo(name.equals(accepted));
        Subject other = new Subject(Rule.CGO_PACKAGE, "p" + accepted, name, "", LINUX, false);
        assertThat(baseline.contains(other)).as(name).isEqualTo(name.equals(accepted));
      }
    }
    // Two halves are one character, which has one line.
    refusedLine("cgo-package a%ED%A0%BD%ED%B8%80 - linux/amd64");
  }

  @Test
  void whatIsGoneIsStaleWhereItWasLookedFor() throws BaselineException {
    Baseline baseline = parse(TEXT);
    assertThat(baseline.stale(List.of(SQLITE, GPGME, GPGME_MAC, NET), scanned(LINUX, MAC)))
        .isEmpty();
    assertThat(baseline.stale(List.of(), scanned())).isEmpty();
    List<Finding> stale = baseline.stale(List.of(SQLITE, NET), scanned(LINUX));
    assertThat(stale).hasSize(1);
    Finding gone = stale.getFirst();
    String line = "cgo-package github.com/proglottis/gpgme github.com/proglottis/gpgme linux/amd64";
    assertThat(gone.rule()).isEqualTo(Rule.BASELINE_STALE);
    assertThat(gone.severity()).isEqualTo(Severity.NOTE);
    assertThat(gone.artifact()).isEqualTo("base.txt");
    assertThat(gone.message()).isEqualTo("the baseline has what is no longer found: " + line);
    assertThat(gone.identity()).isEqualTo(line);
    assertThat(gone.evidence()).isEqualTo(List.of(new Evidence.Source("base.txt", 8, 1, line)));
    assertThat(baseline.stale(List.of(), scanned(LINUX, MAC))).hasSize(4);
    assertThat(
            baseline.stale(
                List.of(),
                new Scanned(Set.of(Rule.STD_CGO), Set.of(LINUX, MAC), Scanned.Extent.PROJECT)))
        .hasSize(1);
  }

  @Test
  void writingReplacesWhatWasLookedForAndKeepsTheRest() throws BaselineException {
    Subject fresh = use("a.com/new", LINUX);
    assertThat(parse(TEXT).with(List.of(SQLITE, fresh), scanned(LINUX)).text())
        .isEqualTo(
            """
            archcheck.baseline/1
            # Accepted in the review of 2026-11-23.

            cgo-package a.com/new a.com/new linux/amd64
            cgo-package github.com/mattn/go-sqlite3 github.com/mattn/go-sqlite3 linux/amd64
            # until the new signer is there
            # (two targets)
            cgo-package github.com/proglottis/gpgme github.com/proglottis/gpgme darwin/arm64
            """);
    assertThat(parse(TEXT).with(List.of(), scanned(LINUX, MAC)).text())
        .isEqualTo("archcheck.baseline/1\n# Accepted in the review of 2026-11-23.\n\n");
    assertThat(parse(TEXT).with(List.of(SQLITE, GPGME, GPGME_MAC, NET), scanned(LINUX, MAC)).text())
        .isEqualTo(TEXT);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Baseline.EMPTY.with(List.of(Subject.ofFile(Rule.WRONG_OS, "x")), scanned()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "archcheck.baseline/2\n",
        "archcheck.baseline/1 \n",
        "# a comment\narchcheck.baseline/1\n",
        "cgo-package a a linux/amd64\n"
      })
  void refusesWhatDoesNotBeginAsABaseline(String text) {
    assertThat(refused(text)).isEqualTo("base.txt:1: it does not begin with archcheck.baseline/1");
  }

  @Test
  void refusesLinesThatAreNone() {
    String form = "a line is a rule, a package, a module and a target, with one blank between them";
    assertThat(refusedLine("cgo-package a a")).isEqualTo(form);
    assertThat(refusedLine("cgo-package a a linux/amd64 ")).isEqualTo(form);
    assertThat(refusedLine("cgo-package  a a linux/amd64")).isEqualTo(form);
    assertThat(refusedLine(" # a comment")).isEqualTo("'' is no rule of cgo; known are " + rules());
    assertThat(refusedLine("<<<<<<< HEAD")).isEqualTo(form);
    assertThat(refusedLine("cgo-pakage a a linux/amd64"))
        .isEqualTo("'cgo-pakage' is no rule of cgo; did you mean cgo-package?");
    assertThat(refusedLine("wrong-os a a linux/amd64")).contains("is no rule of cgo");
    assertThat(refusedLine("cgo-package a a linux/amd46"))
        .isEqualTo("'linux/amd46' has no architecture that Go knows; did you mean amd64?");
    assertThat(refusedLine("cgo-package a a linux/*")).isEqualTo("'linux/*' is no single target");
    assertThat(refusedLine("cgo-package a%2 a linux/amd64"))
        .isEqualTo("a % is not followed by two hexadecimal digits");
    assertThat(refusedLine("cgo-package a%FF a linux/amd64"))
        .isEqualTo("what is escaped is not UTF-8");
    String name = "a name is empty, or not escaped as it must be";
    assertThat(refusedLine("cgo-package a%61 a linux/amd64")).isEqualTo(name);
    assertThat(refusedLine("cgo-package a%2f a linux/amd64")).isEqualTo(name);
    assertThat(refusedLine("cgo-package a\tb a linux/amd64")).isEqualTo(name);
    assertThat(refused(Baseline.SCHEMA + "\nstd-cgo net - linux/arm\n#\nstd-cgo net - linux/arm"))
        .isEqualTo("base.txt:4: the same stands in line 2 already");
    assertThat(refused((Baseline.SCHEMA + "\n\u00E4").getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo("base.txt:2: this is not UTF-8");
    assertThat(refused(new byte[Baseline.MOST_BYTES + 1])).startsWith("base.txt: it has ");
  }

  private static String rules() {
    return String.join(", ", PackageRules.ids(PackageRules.ALL));
  }

  @Test
  void aHundredThousandLinesAreNoTrouble() {
    StringBuilder text = new StringBuilder(Baseline.SCHEMA).append('\n');
    for (int i = 0; i < 100_000; i++) {
      text.append("cgo-package a.com/some/module/p").append(i).append(" a.com/some linux/amd64\n");
    }
    Baseline read = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> parse(text.toString()));
    assertThat(read.size()).isEqualTo(100_000);
  }

  @Test
  void truncationNeverMakesAnythingKnown() {
    byte[] whole = TEXT.getBytes(StandardCharsets.UTF_8);
    Subject other = use("github.com/proglottis", LINUX);
    for (int length = 0; length < whole.length; length++) {
      try {
        Baseline baseline = Baseline.parse("base.txt", Arrays.copyOf(whole, length));
        assertThat(baseline.contains(other)).isFalse();
        assertThat(baseline.size()).isLessThanOrEqualTo(4);
      } catch (BaselineException e) {
        assertThat(e).hasMessageStartingWith("base.txt:");
      }
    }
  }

  @Test
  void survivesMutation() {
    byte[] whole = TEXT.getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(5);
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = whole.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        int at = random.nextInt(changed.length);
        changed[at] =
            random.nextBoolean() ? (byte) random.nextInt(256) : whole[random.nextInt(whole.length)];
      }
      try {
        String text = Baseline.parse("base.txt", changed).text();
        assertThat(parse(text).text()).isEqualTo(text);
        read++;
      } catch (BaselineException e) {
        assertThat(e).hasMessageStartingWith("base.txt:");
      }
    }
    assertThat(read).isBetween(100, 19_000);
  }
}
