package dev.archcheck.ci;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.archcheck.testkit.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the templates for CI are, without running them. */
class CiTemplatesTest {

  private static final Pattern INPUT = Pattern.compile("inputs\\.([a-z-]+)");

  @TempDir private Path folder;

  private static Set<ValidationMessage> faults(JsonNode tree, String schema) throws IOException {
    String text = Files.readString(Corpus.part("schemas").resolve(schema + ".json"));
    JsonSchema reader =
        JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(new JsonMapper().readTree(text));
    return reader.validate(tree);
  }

  @ParameterizedTest
  @CsvSource({
    CiFile.ACTION + ",github-actions,/runs",
    CiFile.WORKFLOW + ",github-workflows,/jobs/cgo",
    CiFile.GITLAB + ",gitlab-ci,/cgo"
  })
  void fitsThePublicSchema(String name, String schema, String place) throws IOException {
    JsonNode tree = CiFile.of(name).tree();
    if (tree.has(".archcheck-cgo")) {
      // The schema lets a hidden job be anything; what extends it is a job like others.
      ((ObjectNode) tree).set("cgo", ((ObjectNode) tree).remove(".archcheck-cgo"));
    }
    assertThat(faults(tree, schema)).isEmpty();

    ((ObjectNode) tree.at(place)).put("no-such-key", 1);
    assertThat(faults(tree, schema)).isNotEmpty();
  }

  // GitHub

  @ParameterizedTest
  @ValueSource(strings = {CiFile.ACTION, CiFile.WORKFLOW})
  void noExpressionIsPartOfAShellProgram(String name) throws IOException {
    List<JsonNode> steps = CiFile.of(name).steps().stream().filter(one -> one.has("run")).toList();
    assertThat(steps).isNotEmpty();
    for (JsonNode step : steps) {
      assertThat(CiFile.expressions(step.path("run").asText())).isEmpty();
    }
  }

  /** An action that uses others runs what those are at the time. */
  @Test
  void actionUsesNoOther() throws IOException {
    assertThat(CiFile.of(CiFile.ACTION).steps()).allMatch(step -> !step.has("uses"));
  }

  @Test
  void everyInputIsUsedAndDocumented() throws IOException {
    CiFile action = CiFile.of(CiFile.ACTION);
    Set<String> used = new HashSet<>();
    for (JsonNode step : action.steps()) {
      String texts = step.path("env") + step.path("working-directory").asText();
      INPUT.matcher(texts).results().forEach(match -> used.add(match.group(1)));
    }
    Set<String> inputs = CiFile.texts(action.tree().path("inputs")).keySet();
    assertThat(used).isEqualTo(inputs);
    String page = Files.readString(CiFile.root().resolve("docs/ci/README.md"));
    for (String name : inputs) {
      assertThat(page.lines().filter(line -> line.startsWith("| `")))
          .as(name)
          .anyMatch(line -> line.substring(0, line.indexOf("| ", 2)).contains("`" + name + "`"));
    }
    action
        .tree()
        .path("outputs")
        .fieldNames()
        .forEachRemaining(name -> assertThat(page).contains("`" + name + "`"));
  }

  @Test
  void workflowGivesTheActionWhatItHas() throws IOException {
    Set<String> inputs = CiFile.texts(CiFile.of(CiFile.ACTION).tree().path("inputs")).keySet();
    List<JsonNode> uses =
        CiFile.of(CiFile.WORKFLOW).steps().stream()
            .filter(one -> one.path("uses").asText().startsWith("OWNER/archcheck/docs/ci/github@"))
            .toList();
    assertThat(uses).hasSize(2);
    for (JsonNode step : uses) {
      assertThat(inputs).containsAll(CiFile.texts(step.path("with")).keySet());
    }
  }

  // GitLab

  @Test
  void everyVariableOfTheJobIsUsedAndNoOther() throws IOException {
    CiFile file = CiFile.of(CiFile.GITLAB);
    Map<String, String> variables =
        CiFile.texts(file.tree().path(".archcheck-cgo").path("variables"));
    Set<String> used = new HashSet<>();
    Pattern.compile("\\$\\{?(ARCHCHECK_[A-Z_]+)")
        .matcher(file.script())
        .results()
        .forEach(match -> used.add(match.group(1)));
    assertThat(used).isEqualTo(variables.keySet());
  }

  @Test
  void inconclusiveIsNoSuccess() throws IOException {
    JsonNode job = CiFile.of(CiFile.GITLAB).tree().path(".archcheck-cgo");
    assertThat(job.path("allow_failure").isBoolean()).isTrue();
    assertThat(job.path("allow_failure").asBoolean()).isFalse();
    assertThat(job.at("/artifacts/when").asText()).isEqualTo("always");
    String wholeAction = CiFile.of(CiFile.ACTION).tree().toString();
    assertThat(wholeAction).doesNotContain("continue-on-error");
  }

  // pre-commit

  private static JsonNode hook(String id) throws IOException {
    for (JsonNode hook : CiFile.of(CiFile.HOOKS).tree()) {
      if (hook.path("id").asText().equals(id)) {
        return hook;
      }
    }
    throw new AssertionError("no hook " + id);
  }

  @ParameterizedTest
  @CsvSource({
    "main.go,true",
    "a/b_linux.go,true",
    "asm_arm64.s,true",
    "asm.S,true",
    "x.c,true",
    "x.cpp,true",
    "x.swigcxx,true",
    "rsrc_windows_arm64.syso,true",
    "go.mod,true",
    "go.sum,true",
    "go.work,true",
    "go.work.sum,true",
    "sub/go.mod,true",
    "vendor/modules.txt,true",
    "sub/vendor/modules.txt,true",
    ".archcheck.yaml,true",
    "README.md,false",
    "cargo.mod,false",
    "a.going,false",
    "mango,false",
    "x.js,false",
    "sub/modules.txt,false"
  })
  void cgoHookStartsForWhatGoReads(String file, boolean starts) throws IOException {
    String pattern = hook("archcheck-cgo").path("files").asText();
    assertThat(Pattern.compile(pattern).matcher(file).find()).isEqualTo(starts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"archcheck-cgo", "archcheck-verify"})
  void hooksStartTheLauncherAndHandItNoFiles(String id) throws IOException {
    JsonNode hook = hook(id);
    String[] entry = hook.path("entry").asText().split(" ", -1);
    assertThat(Files.isExecutable(CiFile.root().resolve(entry[0]))).isTrue();
    assertThat(id).endsWith(entry[1]);
    assertThat(hook.path("language").asText()).isEqualTo("script");
    assertThat(hook.path("pass_filenames").asBoolean(true)).isFalse();
  }

  // All of them

  record Program(String name, String shell, String text) {}

  static Stream<Program> programs() throws IOException {
    Stream.Builder<Program> programs = Stream.builder();
    for (String name : List.of(CiFile.ACTION, CiFile.WORKFLOW)) {
      for (JsonNode step : CiFile.of(name).steps()) {
        if (step.has("run")) {
          programs.add(new Program(name, "bash", step.path("run").asText()));
        }
      }
    }
    programs.add(new Program(CiFile.GITLAB, "sh", CiFile.of(CiFile.GITLAB).script()));
    return programs.build();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void shellcheckFindsNothing(Program program) throws Exception {
    Path file = Files.writeString(folder.resolve("program"), program.text());
    Process process =
        new ProcessBuilder("shellcheck", "--shell", program.shell(), file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("said"))).as(program.name()).isEmpty();
    assertThat(process.exitValue()).isZero();
  }
}
