package dev.archcheck.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.archcheck.reports.MarkdownPage.Row;
import dev.archcheck.testkit.GoListText;
import dev.archcheck.testkit.Runs;
import dev.archcheck.testkit.Runs.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** Names of packages, modules, files and folders in a stream cannot break what is made of them. */
class HostilePackagesTest {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int AT_ONCE = 40;

  @TempDir private Path folder;

  /** {@return names that a package can have, each once} */
  private static List<String> names() {
    Set<String> names = new LinkedHashSet<>(HostileTexts.all(120));
    names.removeIf(name -> name.equals("C") || name.indexOf(" [") >= 0);
    return List.copyOf(names);
  }

  /** Half a pair of surrogates is no text, and a hyphen stands for no module. */
  private static boolean isName(String text) {
    return UTF_8.newEncoder().canEncode(text) && !text.equals("-");
  }

  private static List<GoListText> streams() {
    return streams(_ -> true);
  }

  /** {@return streams in which each text stands in every place in turn, of few packages each} */
  private static List<GoListText> streams(Predicate<String> wanted) {
    List<String> names = names().stream().filter(wanted).toList();
    List<GoListText> streams = new ArrayList<>();
    for (int start = 0; start < names.size(); start += AT_ONCE) {
      GoListText text = GoListText.on("linux", "amd64");
      List<String> some = names.subList(start, Math.min(start + AT_ONCE, names.size()));
      for (int i = 0; i < some.size(); i++) {
        String other = some.get((i * 7 + 3) % some.size());
        String more = some.get((i * 5 + 1) % some.size());
        text.cgo(some.get(i), other, more);
        ObjectNode one = text.find(some.get(i));
        one.put("Dir", other).put("Name", more);
        one.putObject("Module").put("Path", other).put("Version", more);
        GoListText.list(one, "SysoFiles", more);
        GoListText.list(one, "SwigFiles", other);
      }
      text.program("example.com/app", some.toArray(new String[0]));
      streams.add(text);
    }
    return streams;
  }

  private interface Check {
    void on(Result result) throws Exception;
  }

  private void each(Check check, String... more) throws Exception {
    Path policy = Files.writeString(folder.resolve("p.yaml"), "version: 1\n");
    int number = 0;
    for (GoListText text : streams()) {
      Path input = text.in(folder, "scan" + number++ + ".json");
      List<String> words =
          new ArrayList<>(
              List.of("cgo", "--input", input.toString(), "--policy", policy.toString()));
      words.addAll(List.of(more));
      Result result = Runs.here(words.toArray(new String[0]));
      assertThat(result.err()).isEmpty();
      assertThat(result.code()).isEqualTo(1);
      check.on(result);
    }
    assertThat(number).isGreaterThan(3);
  }

  @Test
  void inText() throws Exception {
    for (String option : List.of("-v", "--color=never")) {
      each(
          result -> {
            String rest = result.out().replace("\n", "");
            assertThat(rest)
                .doesNotContainPattern("[\\p{Cntrl}\u2028\u2029\u202e\u202c\u200b\u200d\ufeff]");
            assertThat(result.out().lines().filter(line -> line.startsWith("failed: "))).hasSize(1);
          },
          option);
    }
  }

  @Test
  void inJson() throws Exception {
    each(
        result -> {
          JsonNode tree = MAPPER.readTree(result.out());
          assertThat(tree.path("schema").asText()).isEqualTo("archcheck.cgo/1");
          assertThat(tree.path("uses").size()).isGreaterThanOrEqualTo(AT_ONCE / 2);
        },
        "--format",
        "json");
  }

  @Test
  void inSarif() throws Exception {
    each(
        result -> assertThat(SarifFile.run(result.out()).path("results")).isNotEmpty(),
        "--format",
        "sarif");
  }

  @Test
  void inJunit() throws Exception {
    each(
        result -> {
          Element suite = JunitFile.suite(result.out());
          assertThat(JunitFile.elements(suite, "failure")).isNotEmpty();
        },
        "--format",
        "junit");
  }

  @Test
  void inGithub() throws Exception {
    each(
        result -> {
          assertThat(ActionsLog.commands(result.out())).isNotEmpty();
          assertThat(result.out().lines().filter(one -> !one.startsWith("::")))
              .allMatch(one -> one.startsWith("archcheck: "));
        },
        "--format",
        "github");
  }

  @Test
  void inGitlab() throws Exception {
    each(
        result -> {
          Set<String> prints = new HashSet<>();
          for (JsonNode entry : MAPPER.readTree(result.out())) {
            assertThat(entry.path("description").asText()).isNotBlank();
            assertThat(prints.add(entry.path("fingerprint").asText())).isTrue();
            assertThat(entry.at("/location/path").asText()).isNotEmpty().doesNotStartWith("./");
          }
          assertThat(prints).isNotEmpty();
        },
        "--format",
        "gitlab");
  }

  @Test
  void inMarkdown() throws Exception {
    each(
        result -> {
          List<Row> rows = MarkdownPage.rows(result.out());
          assertThat(rows).isNotEmpty();
          assertThat(result.out()).hasSizeLessThanOrEqualTo(60_000);
        },
        "--format",
        "markdown");
  }

  /** Graphviz's grammar as far as it is used: every line is one statement. */
  @Test
  void inDot() throws Exception {
    Pattern statement =
        Pattern.compile(
            "digraph imports \\{|  rankdir=LR;|  node \\[shape=box];|}"
                + "|  n\\d+ \\[label=\"(?:[^\"\\\\]|\\\\[\"\\\\n])*+\"( color=red)?];"
                + "|  n\\d+ -> n\\d+( \\[color=red style=dashed label=\"cut\"])?;");
    each(
        result -> {
          assertThat(result.out().lines()).allMatch(line -> statement.matcher(line).matches());
          assertThat(result.out()).doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
          assertThat(result.out().lines().filter(line -> line.contains("color=red]"))).isNotEmpty();
        },
        "--format",
        "dot");
  }

  /** In a label of Mermaid nothing has a meaning but entities and the line break. */
  @Test
  void inMermaid() throws Exception {
    Pattern statement =
        Pattern.compile(
            "flowchart LR|  classDef native stroke:#c00,stroke-width:2px"
                + "|  n\\d+\\[\"(?:[A-Za-z0-9./\\-_@ ,]|#\\d+;)*+(<br/>[a-z, ]+)?\"](:::native)?"
                + "|  n\\d+ (-->|-\\. cut \\.->) n\\d+"
                + "|  left\\[\"and \\d+ more packages?\"]");
    each(
        result -> {
          assertThat(result.out().lines()).allMatch(line -> statement.matcher(line).matches());
          Matcher entity = Pattern.compile("#(\\d+);").matcher(result.out());
          while (entity.find()) {
            assertThat(Character.isValidCodePoint(Integer.parseInt(entity.group(1)))).isTrue();
          }
        },
        "--format",
        "mermaid");
  }

  /** What a hostile stream wrote into a baseline can be read again and is known. */
  @Test
  void inABaseline() throws IOException {
    for (GoListText text : streams(HostilePackagesTest::isName)) {
      Path input = text.in(folder, "scan.json");
      Path policy = Files.writeString(folder.resolve("p.yaml"), "version: 1\n");
      Path baseline = folder.resolve("base.txt");
      Files.deleteIfExists(baseline);
      String[] words = {
        "cgo",
        "--input",
        input.toString(),
        "--policy",
        policy.toString(),
        "--baseline",
        baseline.toString(),
        "--update-baseline"
      };
      assertThat(Runs.here(words).code()).isZero();
      words[words.length - 1] = "-q";
      assertThat(Runs.here(words)).isEqualTo(new Result(0, "", ""));
    }
  }

  @Test
  void inChainsAndDifferences() throws IOException {
    Path policy = Files.writeString(folder.resolve("p.yaml"), "version: 1\n");
    GoListText text = streams().getFirst();
    Path input = text.in(folder, "scan.json");
    String[] json = {
      "cgo", "--input", input.toString(), "--policy", policy.toString(), "--format", "json"
    };
    Path earlier = Files.writeString(folder.resolve("earlier.json"), Runs.here(json).out());
    Result same =
        Runs.here(
            "cgo",
            "--input",
            input.toString(),
            "--policy",
            policy.toString(),
            "--diff",
            earlier.toString());
    assertThat(same.out()).contains("nothing has changed since");
    for (String name : names().subList(0, 20)) {
      Result why =
          Runs.here(
              "cgo", "--input", input.toString(), "--policy", policy.toString(), "--why", name);
      assertThat(why.code()).as(name).isZero();
      assertThat(why.out().replace("\n", "")).doesNotContainPattern("\\p{Cntrl}");
    }
  }
}
