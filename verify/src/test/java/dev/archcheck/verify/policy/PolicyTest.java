package dev.archcheck.verify.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file format: what it holds, and what it refuses, each with the place. */
class PolicyTest {

  private static final String WHOLE =
      """
      # What this project allows.
      version: 1
      cgo:
        fail-on: warning
        targets: [linux/amd64, darwin/arm64]
        tests: as-others
        rules:
          dlopen-package: error
          "assembly-package": note
        allow:
          - rule: cgo-package
            module: github.com/mattn/go-sqlite3
            targets: [linux/*]
            reason: >-
              the store of the agent;
              there is no other
      waivers:
        - rule: cgo-package
          package: github.com/proglottis/**
          targets: [linux/amd64]
          reason: replaced by a program of its own in Q1
          owner: storage@example.org
          expires: 2027-01-31
        - {rule: wrong-os, artifact: dist/old/*, reason: "legacy", owner: ops, expires: "2026-12-01"}
      """;

  private static final String WAIVER =
      """
      version: 1
      waivers:
        - rule: cgo-package
          package: github.com/a/b
          targets: [linux/amd64]
          reason: soon
          owner: me
          expires: 2027-01-31
      """;

  private static Policy parse(String text) throws PolicyException {
    return Policy.parse("p.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String refused(byte[] bytes) {
    PolicyException e =
        catchThrowableOfType(PolicyException.class, () -> Policy.parse("p.yaml", bytes));
    assertThat(e).as(new String(bytes, StandardCharsets.UTF_8)).isNotNull();
    assertThat(e.file()).isEqualTo("p.yaml");
    assertThat(e).hasMessageEndingWith(": " + e.problem());
    return Objects.requireNonNull(e.getMessage());
  }

  private static String refused(String text) {
    return refused(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The whole example with one thing broken. */
  private static String changed(String from, String to) {
    assertThat(WHOLE).containsOnlyOnce(from);
    return WHOLE.replace(from, to);
  }

  private static String waiver(String from, String to) {
    assertThat(WAIVER).containsOnlyOnce(from);
    return WAIVER.replace(from, to);
  }

  @Test
  void readsEverything() throws PolicyException {
    Policy policy = parse(WHOLE);
    assertThat(policy.file()).isEqualTo("p.yaml");
    assertThat(policy.failOn()).isEqualTo(Severity.WARNING);
    assertThat(policy.targets()).containsExactly("linux/amd64", "darwin/arm64");
    assertThat(policy.tests()).isEqualTo(TestUse.AS_OTHERS);
    assertThat(policy.severities())
        .isEqualTo(
            Map.of(Rule.DLOPEN_PACKAGE, Severity.ERROR, Rule.ASSEMBLY_PACKAGE, Severity.NOTE));
    assertThat(policy.severity(Rule.DLOPEN_PACKAGE)).isEqualTo(Severity.ERROR);
    assertThat(policy.severity(Rule.STD_CGO)).isEqualTo(Severity.NOTE);
    Allowance allowance = policy.allowances().getFirst();
    assertThat(allowance.scope())
        .hasToString("cgo-package module github.com/mattn/go-sqlite3 on linux/*");
    assertThat(allowance.reason()).isEqualTo("the store of the agent; there is no other");
    assertThat(allowance.place()).isEqualTo(new Place(11, 7));
    assertThat(policy.waivers()).hasSize(2);
    Waiver first = policy.waivers().getFirst();
    assertThat(first.scope())
        .hasToString("cgo-package package github.com/proglottis/** on linux/amd64");
    assertThat(first.owner()).isEqualTo("storage@example.org");
    assertThat(first.expires()).isEqualTo(LocalDate.of(2027, 1, 31));
    assertThat(first.place()).isEqualTo(new Place(18, 5));
    Waiver second = policy.waivers().getLast();
    assertThat(second.scope()).hasToString("wrong-os artifact dist/old/*");
    assertThat(second.expires()).isEqualTo(LocalDate.of(2026, 12, 1));
    assertThat(second.place()).isEqualTo(new Place(24, 5));
  }

  @Test
  void readsWhatWindowsWrites() throws PolicyException {
    Policy policy = parse("\uFEFF" + WHOLE.replace("\n", "\r\n"));
    assertThat(policy).isEqualTo(parse(WHOLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n\n", "# nothing\n", "---\n", "---\n...\n", "~", "null\n", "\uFEFF", "\r\n"})
  void anEmptyFileIsTheDefault(String text) throws PolicyException {
    Policy policy = parse(text);
    assertThat(policy).usingRecursiveComparison().ignoringFields("file").isEqualTo(Policy.DEFAULT);
    assertThat(policy.file()).isEqualTo("p.yaml");
    assertThat(Policy.DEFAULT.file()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version: 1\n",
        "version: 1\ncgo:\nwaivers:\n",
        "version: 1\ncgo: {}\nwaivers: []\n",
        "version: 1\ncgo:\n  rules:\n  allow:\n",
        "{version: 1}",
        "version: 1\n# no more\n...\n# nothing\n"
      })
  void whatIsLeftOutIsTheDefault(String text) throws PolicyException {
    assertThat(parse(text))
        .usingRecursiveComparison()
        .ignoringFields("file")
        .isEqualTo(Policy.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void everyRuleCanBeWaivedButThoseOfThePolicyAndOfMachines(Rule rule) throws PolicyException {
    String text = waiver("cgo-package", rule.id());
    if (PackageRules.OF_POLICY.contains(rule) || PackageRules.OF_MACHINE.contains(rule)) {
      assertThat(refused(text)).contains("p.yaml:3:11: ", "cannot be waived");
    } else if (PackageRules.ALL.contains(rule)) {
      assertThat(parse(text).waivers().getFirst().scope().rule()).isEqualTo(rule);
    } else {
      assertThat(refused(text)).contains("p.yaml:4:14: 'package' does not go with " + rule.id());
      String ofFiles =
          text.replace("package: github.com/a/b", "artifact: dist/x")
              .replace("    targets: [linux/amd64]\n", "");
      assertThat(parse(ofFiles).waivers().getFirst().scope().rule()).isEqualTo(rule);
    }
  }

  @Test
  void refusesAnotherVersionBeforeAnythingElse() {
    assertThat(refused("version: 2\nnew-key: x\n"))
        .isEqualTo("p.yaml:1:10: this program knows version 1 of policies, not '2'");
    assertThat(refused("cgo: {}\n"))
        .isEqualTo("p.yaml:1:1: 'version' is missing; a policy must have it");
    assertThat(refused("version: '1'\n"))
        .isEqualTo("p.yaml:1:10: 'version' is a number, and this is a text");
    assertThat(refused("version: 1.0\n")).startsWith("p.yaml:1:10: this program knows version 1");
    assertThat(refused("version:\n")).contains("'version' is a number, and this is nothing");
  }

  @Test
  void refusesUnknownKeysWithTheNearest() {
    assertThat(refused("version: 1\nwaiver: []\n"))
        .isEqualTo("p.yaml:2:1: 'waiver' is no key of a policy; did you mean waivers?");
    assertThat(refused(changed("fail-on", "fail_on")))
        .isEqualTo("p.yaml:4:3: 'fail_on' is no key of cgo; did you mean fail-on?");
    assertThat(refused(waiver("expires", "expiry")))
        .isEqualTo("p.yaml:8:5: 'expiry' is no key of a waiver; did you mean expires?");
    assertThat(refused(waiver("    owner", "    Reason: x\n    owner")))
        .isEqualTo("p.yaml:7:5: 'Reason' is no key of a waiver; did you mean reason?");
    assertThat(refused(changed("      reason: >-", "      owner: x\n      reason: >-")))
        .contains("is no key of an allowance; known are rule, package, module, targets, reason");
    assertThat(refused(changed("dlopen-package", "dlopen-packages")))
        .isEqualTo(
            "p.yaml:8:5: 'dlopen-packages' is no key of the rules of cgo;"
                + " did you mean dlopen-package?");
    assertThat(refused(changed("dlopen-package", "wrong-os"))).contains("known are cgo-package, ");
    assertThat(refused("version: 1\n<<: {a: b}\n")).contains("'<<' is no key of a policy");
  }

  @Test
  void refusesKeysThatStandTwice() {
    assertThat(refused(waiver("    owner: me\n", "    owner: me\n    owner: you\n")))
        .isEqualTo("p.yaml:8:5: 'owner' stands here again; first in line 7");
    assertThat(refused("version: 1\n\"version\": 1\n"))
        .isEqualTo("p.yaml:2:1: 'version' stands here again; first in line 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rule", "reason", "owner", "expires", "package"})
  void refusesAWaiverThatLacksSomething(String key) {
    String text =
        WAIVER.replaceFirst("    " + key + ": .*\n", "").replaceFirst("- rule: .*\n    ", "- ");
    text = key.equals("rule") ? text : WAIVER.replaceFirst("    " + key + ": .*\n", "");
    assertThat(refused(text))
        .isEqualTo(
            "p.yaml:3:5: "
                + (key.equals("package")
                    ? "neither 'package' nor 'module' says what it is for"
                    : "'" + key + "' is missing; a waiver must have it"));
  }

  @Test
  void refusesAnAllowanceThatLacksSomething() {
    String rule = "version: 1\ncgo: {allow: [{rule: cgo-package, ";
    assertThat(refused(rule + "package: a/b}]}"))
        .isEqualTo("p.yaml:2:15: 'reason' is missing; an allowance must have it");
    assertThat(refused(rule + "reason: x}]}")).contains("neither 'package' nor 'module'");
    assertThat(refused("version: 1\ncgo: {allow: [{package: a, reason: x}]}"))
        .contains("'rule' is missing");
    assertThat(refused("version: 1\ncgo: {allow: [{rule: wrong-os, package: a, reason: x}]}"))
        .contains("p.yaml:2:22: 'rule': 'wrong-os' is no rule of cgo; known are");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2027-02-30",
        "2027-02-29",
        "2027-13-01",
        "2027-1-31",
        "27-01-31",
        "31.01.2027",
        "never",
        "2027-01-31T00:00:00Z",
        "+2027-01-31",
        "-2027-01-31",
        "20270-01-31"
      })
  void refusesDaysThatAreNone(String day) {
    assertThat(refused(waiver("2027-01-31", day)))
        .isEqualTo(
            "p.yaml:8:14: 'expires': '" + day + "' is no day; days are written like 2027-01-31");
  }

  @Test
  void refusesWrongTypes() {
    assertThat(refused("- a\n")).isEqualTo("p.yaml:1:1: a policy is a mapping, and this is a list");
    assertThat(refused("just words")).contains("a policy is a mapping, and this is a text");
    assertThat(refused("version: 1\ncgo: [a]\n"))
        .isEqualTo("p.yaml:2:6: cgo is a mapping, and this is a list");
    assertThat(refused("version: 1\nwaivers: {a: b}\n"))
        .isEqualTo("p.yaml:2:10: 'waivers' is a list, and this is a mapping");
    assertThat(refused("version: 1\nwaivers: [a]\n"))
        .isEqualTo("p.yaml:2:11: a waiver is a mapping, and this is a text");
    assertThat(refused(waiver("soon", "[soon]")))
        .isEqualTo("p.yaml:6:13: 'reason' is a text, and this is a list");
    assertThat(refused(waiver("soon", "12"))).contains("this is a number; put it in quotes");
    assertThat(refused(waiver("soon", "1e3"))).contains("this is a number; put it in quotes");
    assertThat(refused(waiver("soon", "true"))).contains("this is a boolean; put it in quotes");
    assertThat(refused(waiver("soon", ""))).contains("'reason' is a text, and this is nothing");
    assertThat(refused(waiver("soon", "''"))).contains("'reason' is empty");
    assertThat(refused(waiver("soon", "' '"))).contains("'reason' is empty");
    assertThat(refused(waiver("soon", "x".repeat(Section.MOST_TEXT + 1)))).contains("longer than");
    assertThat(refused(waiver("[linux/amd64]", "linux/amd64")))
        .isEqualTo("p.yaml:5:14: 'targets' is a list, and this is a text");
    assertThat(refused(changed("{rule: wrong-os", "{rule: {}")))
        .contains("'rule' is a text, and this is a mapping");
  }

  @Test
  void refusesTargetsThatAreNone() {
    assertThat(refused(waiver("[linux/amd64]", "[]")))
        .isEqualTo("p.yaml:5:14: 'targets' names none; leave it out for all");
    assertThat(refused(waiver("[linux/amd64]", "")))
        .isEqualTo("p.yaml:5:13: 'targets' is a list, and this is nothing");
    assertThat(refused(waiver("[linux/amd64]", "[linux]"))).contains("'linux' is no target");
    assertThat(refused(waiver("[linux/amd64]", "[linux/arm/v7]"))).contains("is no target");
    assertThat(refused(waiver("[linux/amd64]", "[macos/arm64]"))).contains("did you mean darwin?");
    assertThat(refused(waiver("[linux/amd64]", "[linux/x86_64]"))).contains("did you mean amd64?");
    assertThat(refused(waiver("[linux/amd64]", "[linux/amd46]"))).contains("did you mean amd64?");
    assertThat(refused(waiver("[linux/amd64]", "[linux/am*]")))
        .contains("'linux/am*' has no architecture that Go knows");
    assertThat(refused(waiver("[linux/amd64]", "[linux/amd64, linux/amd64]")))
        .isEqualTo("p.yaml:5:28: 'targets': 'linux/amd64' stands twice");
    assertThat(refused(changed("[linux/amd64, darwin/arm64]", "[linux/*]")))
        .isEqualTo("p.yaml:5:13: 'targets': 'linux/*' is no single target");
    assertThat(refused(changed("[linux/amd64, darwin/arm64]", "[]"))).contains("names none");
  }

  @Test
  void refusesWordsThatAreNone() {
    assertThat(refused(changed("fail-on: warning", "fail-on: warn")))
        .isEqualTo("p.yaml:4:12: 'fail-on': 'warn' is no severity; known are error, warning, note");
    assertThat(refused(changed("fail-on: warning", "fail-on: Error"))).contains("mean error?");
    assertThat(refused(changed("dlopen-package: error", "dlopen-package: off")))
        .contains("p.yaml:8:21: 'dlopen-package': 'off' is no severity");
    assertThat(refused(changed("as-others", "as-other"))).contains("did you mean as-others?");
    assertThat(refused(waiver("cgo-package", "cgo-pakage")))
        .isEqualTo("p.yaml:3:11: 'rule': 'cgo-pakage' is no rule; did you mean cgo-package?");
    assertThat(refused(waiver("github.com/a/b", "'**'")))
        .contains("p.yaml:4:14: 'package': '**' is matched by everything");
    assertThat(refused(waiver("github.com/a/b", "./...")))
        .contains("'package': './...' is relative to a folder");
    assertThat(refused(waiver("package: github.com/a/b", "module: a.com/b@v1.0.0")))
        .contains("'module': 'a.com/b@v1.0.0' has a version");
    assertThat(refused(waiver("    package", "    artifact: dist/x\n    package")))
        .contains("p.yaml:4:15: 'artifact' does not go with cgo-package");
    assertThat(
            refused(
                waiver("cgo-package", "std-cgo").replace("package: github.com", "module: git.com")))
        .contains("'module' does not go with std-cgo");
    assertThat(refused(waiver("soon", "\"a\\e[2J\""))).contains("has the character U+001B");
    assertThat(refused(waiver("owner: me", "owner: \"a\\u202Eb\""))).contains("U+202E");
    assertThat(refused(waiver("owner: me", "owner: \"a\\nb\""))).contains("U+000A");
  }

  @Test
  void refusesTheSameWaiverTwice() {
    String twice = WAIVER + WAIVER.substring(WAIVER.indexOf("  - rule")).replace("soon", "later");
    assertThat(refused(twice))
        .isEqualTo(
            "p.yaml:9:5: the same stands in line 3 already: cgo-package package github.com/a/b on"
                + " linux/amd64");
  }

  @Test
  void refusesWhatPoliciesDoNotNeedOfYaml() {
    assertThat(refused("version: &v 1\n")).isEqualTo("p.yaml:1:10: anchors are not taken");
    assertThat(refused("version: 1\ncgo: *x\n")).contains("p.yaml:2:6: aliases are not taken");
    assertThat(refused("version: !!int 1\n")).isEqualTo("p.yaml:1:10: tags are not taken");
    assertThat(refused("version: 1\ncgo: !x {}\n")).isEqualTo("p.yaml:2:6: tags are not taken");
    assertThat(refused("version: 1\n---\nversion: 1\n"))
        .isEqualTo("p.yaml:2:1: a second document begins here; a policy is one");
    assertThat(refused("%YAML 1.2\n---\nversion: 1\n")).contains("directives are not taken");
    assertThat(refused("%TAG !e! tag:example.org,2000:\n---\nversion: 1\n"))
        .contains("directives are not taken");
    assertThat(refused("? [a, b]\n: 1\n")).isEqualTo("p.yaml:1:3: a key must be a word");
    assertThat(refused("version: 1\ncgo: {allow: " + "[".repeat(20) + "]".repeat(20) + "}\n"))
        .contains("nests deeper than any policy");
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertThat(refused("version: 1\n\tcgo: {}\n")).startsWith("p.yaml:2:1: this is no YAML: ");
    assertThat(refused("version: 1\ncgo: {tests: note\n")).contains(": this is no YAML: ");
    assertThat(refused("version: \"1\n")).contains(": this is no YAML: ");
    assertThat(refused("a: b: c\n")).startsWith("p.yaml:1:5: this is no YAML: ");
    assertThat(refused("version: 1 # \u0007\n"))
        .isEqualTo("p.yaml:1:14: the character U+0007 cannot stand in YAML");
    assertThat(refused(new byte[] {'a', '\n', 'b', (byte) 0xC3}))
        .isEqualTo("p.yaml:2:2: this is not UTF-8");
    assertThat(refused(WHOLE.getBytes(StandardCharsets.UTF_16LE))).contains("p.yaml:1:");
    assertThat(refused(("\uFEFF" + WHOLE).getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo("p.yaml: it is UTF-16; it must be saved as UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\x", "\\xZZ", "\\u12", "\\U00110000", "\\UFFFFFFFF", "\\U7FFFFFFF", "\\q", "\\"})
  void refusesEscapesThatLeadNowhere(String escape) {
    for (String end : List.of("", "\"", "\"\n", "x\"\n")) {
      assertThat(refused("version: 1\ncgo: \"" + escape + end))
          .matches("p\\.yaml:[23]:[0-9]+: this is no YAML: .+");
    }
  }

  @Test
  void refusesHalvesOfCharacters() {
    assertThat(refused(waiver("soon", "\"a\\uD83D\""))).contains("U+D83D, which nobody sees");
    assertThat(refused("version: 1\n\"\\uD83D\": x\n")).contains("'?' is no key");
  }

  /** Each costs next to nothing, however much it would mean to a reader that believes it. */
  @Test
  void refusesHostileTexts() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 10; i++) {
      laughs.append(
          ("a@: &a@ [" + "*a#,".repeat(8) + "*a#]\n")
              .replace("@", "" + i)
              .replace("#", "" + (i - 1)));
    }
    int most = YamlTree.MOST_BYTES;
    List<String> texts =
        List.of(
            laughs.toString(),
            "[".repeat(most),
            "{".repeat(most),
            "- ".repeat(most / 2),
            "? ".repeat(most / 2),
            "[\n".repeat(most / 2),
            "a: ".repeat(most / 3),
            "'" + "a".repeat(most - 1),
            "\"" + "\\".repeat(most - 1),
            "&".repeat(most),
            "!".repeat(most),
            "x: |\n" + " \n".repeat(most / 2 - 5),
            "9".repeat(most),
            "version: " + "9".repeat(most - 10),
            "a".repeat(most) + "\n",
            "a".repeat(most + 1));
    for (String text : texts) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(10), () -> assertThat(refused(text).length()).isLessThan(2000));
    }
    assertThat(refused("a".repeat(most + 1)))
        .isEqualTo("p.yaml: it has 1048577 bytes; the most are 1048576");
  }

  @Test
  void readsThousandsOfWaivers() throws PolicyException {
    StringBuilder text = new StringBuilder("version: 1\nwaivers:\n");
    for (int i = 0; i < 5000; i++) {
      text.append("  - {rule: cgo-package, package: a.com/p").append(i);
      text.append(", reason: r, owner: o, expires: 2027-01-31}\n");
    }
    assertThat(parse(text.toString()).waivers()).hasSize(5000);
  }

  @Test
  void survivesTruncationAndMutation() {
    byte[] whole = WHOLE.getBytes(StandardCharsets.UTF_8);
    int read = 0;
    for (int length = 0; length < whole.length; length++) {
      read += survives(Arrays.copyOf(whole, length));
    }
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = whole.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(changed.length);
        changed[at] =
            random.nextBoolean() ? (byte) random.nextInt(256) : whole[random.nextInt(whole.length)];
      }
      read += survives(changed);
    }
    assertThat(read).isBetween(100, 18_000);
  }

  private static int survives(byte[] bytes) {
    try {
      assertThat(Policy.parse("p.yaml", bytes)).isNotNull();
      return 1;
    } catch (PolicyException e) {
      assertThat(e).hasMessageStartingWith("p.yaml:");
      return 0;
    }
  }
}
