package dev.archcheck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.archcheck.ci.CiFile;
import dev.archcheck.e2e.Checkout.Outcome;
import dev.archcheck.testkit.Corpus;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shell programs of the templates for CI, each run as its runner runs it, and the hooks by
 * pre-commit itself. What they start is the packaged program, in a copy of the checkout.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the templates are for Linux and macOS")
class CiTemplatesIT {

  private static final String CGO = "package main\n\nimport \"C\"\n\nfunc main() {}\n";
  private static final String PURE = "package main\n\nfunc main() {}\n";
  private static final String BROKEN =
      "package main\n\nimport _ \"example.org/not/there\"\n\nfunc main() {}\n";

  /** What a shell would do if a text became a part of its program, or of the log. */
  private static final List<String> HOSTILE =
      List.of(
          "$(touch pwned)",
          "`touch pwned`';touch pwned;\";touch pwned #",
          "x\n::error title=pwned::pwned\ntouch pwned\nexit-code=0");

  @TempDir private static Path shared;
  private static Checkout checkout;
  private static Path repository;
  private static String commit;

  @TempDir private Path folder;
  private Path module;

  @BeforeAll
  static void makeCheckout() throws Exception {
    checkout = Checkout.in(shared);
    assertThat(checkout.run("--version").exit()).isZero();
    Files.createDirectories(checkout.root().resolve("docs/ci/github"));
    repository = makeRepository();
    commit = git(repository, "rev-parse", "HEAD").out().strip();
  }

  /** A repository that has its build in it, so that what clones it need not build. */
  private static Path makeRepository() throws Exception {
    Path made = Checkout.in(shared.resolve("published")).root();
    Path build = made.resolve("cli/target/dist/build");
    List<String> lines = Files.readAllLines(build);
    if (!lines.get(2).isEmpty()) {
      Files.delete(made.resolve("cli/target/dist").resolve(lines.get(2)));
    }
    lines.set(2, "");
    lines.set(3, "");
    Files.write(build, lines);
    Files.copy(CiFile.root().resolve(CiFile.HOOKS), made.resolve(CiFile.HOOKS));
    git(made, "init", "-q", "-b", "main");
    git(made, "add", "-f", ".");
    git(made, "commit", "-q", "-m", "all");
    return made;
  }

  @BeforeEach
  void makeModule() throws Exception {
    module = folder.resolve("a module");
    write("go.mod", "module example.org/m\n\ngo 1.21\n");
    write("main.go", PURE);
    git(module, "init", "-q", "-b", "main");
  }

  private void write(String name, String text) throws IOException {
    Path file = module.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private static Outcome git(Path where, String... words) throws Exception {
    Outcome outcome = checkout.start(where, identity(), "git", words).await();
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome;
  }

  private static Map<String, String> identity() {
    Map<String, String> environment = new HashMap<>();
    environment.put("GIT_CONFIG_GLOBAL", File.separator + "dev/null");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + who + "_NAME", "n");
      environment.put("GIT_" + who + "_EMAIL", "n@example.org");
    }
    return environment;
  }

  private static JsonNode json(Path file) throws IOException {
    return new JsonMapper().readTree(Files.readString(file));
  }

  private void assertNothingWasStarted() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.getFileName().toString().equals("pwned"))).isEmpty();
    }
  }

  // GitHub

  /** How the step of the action ended, and what it wrote into the files of the runner. */
  private record Step(Outcome outcome, Map<String, String> outputs, String summary) {

    int exit() {
      return outcome.exit();
    }

    List<String> commands() {
      return Stream.concat(outcome.out().lines(), outcome.err().lines())
          .filter(line -> line.startsWith("::") || line.contains("##["))
          .toList();
    }
  }

  private Step action(Map<String, String> inputs) throws Exception {
    return action(inputs, Map.of());
  }

  private Step action(Map<String, String> inputs, Map<String, String> more) throws Exception {
    CiFile file = CiFile.of(CiFile.ACTION);
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> one : file.tree().path("inputs").properties()) {
      values.put("inputs." + one.getKey(), one.getValue().path("default").asText());
    }
    inputs.forEach((name, value) -> assertThat(values.put("inputs." + name, value)).isNotNull());
    JsonNode step = file.steps().getFirst();
    assertThat(file.steps()).hasSize(1);
    Map<String, String> environment = new HashMap<>(runner());
    CiFile.texts(step.path("env"))
        .forEach(
            (name, text) -> environment.put(name, CiFile.evaluated(text, one -> values.get(one))));
    environment.putAll(more);
    String where = CiFile.evaluated(step.path("working-directory").asText(), values::get);
    // By "shell: bash", and by nothing else, GitHub means these options.
    assertThat(step.path("shell").asText()).isEqualTo("bash");
    Outcome outcome =
        checkout
            .start(
                module.resolve(where),
                environment,
                "bash",
                "--noprofile",
                "--norc",
                "-eo",
                "pipefail",
                program(step.path("run").asText()))
            .await();
    Step ended = new Step(outcome, outputs(), Files.readString(folder.resolve("summary")));
    assertThat(ended.outputs().keySet()).containsExactly("exit-code", "verdict", "sarif-file");
    assertThat(ended.outputs()).containsEntry("exit-code", String.valueOf(ended.exit()));
    return ended;
  }

  private String program(String text) throws IOException {
    return Files.writeString(folder.resolve("program.sh"), text).toString();
  }

  private Map<String, String> runner() throws IOException {
    Files.writeString(folder.resolve("output"), "");
    Files.writeString(folder.resolve("summary"), "");
    Files.createDirectories(folder.resolve("runner temp"));
    return Map.of(
        "GITHUB_ACTIONS", "true",
        "GITHUB_OUTPUT", folder.resolve("output").toString(),
        "GITHUB_STEP_SUMMARY", folder.resolve("summary").toString(),
        "GITHUB_ACTION_PATH", checkout.root().resolve("docs/ci/github").toString(),
        "RUNNER_TEMP", folder.resolve("runner temp").toString(),
        "RUNNER_OS", "Linux");
  }

  private Map<String, String> outputs() throws IOException {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (String line : Files.readAllLines(folder.resolve("output"))) {
      int equals = line.indexOf('=');
      assertThat(equals).as(line).isPositive();
      assertThat(outputs.put(line.substring(0, equals), line.substring(equals + 1))).isNull();
    }
    return outputs;
  }

  private static JsonNode results(Step step) throws IOException {
    return json(Path.of(step.outputs().get("sarif-file"))).at("/runs/0/results");
  }

  /** A {@code go} that writes down what it is asked. */
  private String go() throws IOException {
    String real =
        Stream.of(System.getenv("PATH").split(":"))
            .map(one -> Path.of(one, "go"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow()
            .toString();
    Path go = folder.resolve("other go/bin/go");
    Checkout.script(
        go, "echo \"$1\" >> '" + folder.resolve("asked") + "'\nexec '" + real + "' \"$@\"");
    return go.toString();
  }

  @Test
  void actionAnnotatesSummarizesAndWritesSarifByOneScan() throws Exception {
    write("main.go", CGO);
    Step step = action(Map.of("go", go(), "target", "linux/amd64,windows/arm64"));

    assertThat(step.exit()).as(step.outcome().err()).isEqualTo(1);
    assertThat(step.outputs()).containsEntry("verdict", "failed");
    assertThat(step.commands().getFirst())
        .startsWith("::error file=main.go,line=3,col=8,title=cgo-package::");
    assertThat(step.commands()).filteredOn(line -> line.startsWith("::error")).hasSize(1);
    assertThat(step.summary()).startsWith("## archcheck cgo: failed\n");
    assertThat(results(step).findValuesAsText("level")).containsOnlyOnce("error");
    assertThat(step.outputs().get("sarif-file")).startsWith(folder.resolve("runner temp") + "/");
    assertThat(Files.readAllLines(folder.resolve("asked"))).containsExactly("list", "list");
  }

  @Test
  void actionPasses() throws Exception {
    Step step = action(Map.of());
    assertThat(step.exit()).as(step.outcome().err()).isZero();
    assertThat(step.outputs()).containsEntry("verdict", "passed");
    assertThat(step.commands()).isEmpty();
    assertThat(results(step)).isEmpty();
  }

  @Test
  void inconclusiveFailsTheStep() throws Exception {
    write("main.go", BROKEN);
    Step step = action(Map.of());
    assertThat(step.exit()).isEqualTo(3);
    assertThat(step.outputs()).containsEntry("verdict", "inconclusive");
    assertThat(step.commands()).isNotEmpty();
    assertThat(json(Path.of(step.outputs().get("sarif-file"))).at("/runs/0/invocations/0"))
        .anyMatch(one -> one.isBoolean() && !one.asBoolean());
  }

  @Test
  void withoutGoThereIsNoReport() throws Exception {
    Path bare = Files.createDirectories(folder.resolve("bare"));
    for (String name : List.of("bash", "mktemp", "rm", "cat", "find", "readlink")) {
      for (String place : List.of("/bin/", "/usr/bin/")) {
        if (Files.exists(Path.of(place + name))) {
          Checkout.script(bare.resolve(name), "exec " + place + name + " \"$@\"");
        }
      }
    }
    Step step = action(Map.of(), Map.of("PATH", bare.toString()));
    assertThat(step.exit()).isEqualTo(3);
    assertThat(step.outcome().err()).contains("there is no go on PATH");
    assertThat(step.outputs()).containsEntry("sarif-file", "");
  }

  @Test
  void actionHandsOnPackagesPolicyBaselineSeverityAndOptions() throws Exception {
    write("cmd/a/main.go", CGO);
    write("cmd/b/main.go", PURE);
    assertThat(action(Map.of("packages", "./cmd/b\n\n.\n")).exit()).isZero();
    assertThat(action(Map.of("packages", "./cmd/b\n./cmd/a")).exit()).isEqualTo(1);
    write("mild.yaml", "version: 1\ncgo:\n  rules:\n    cgo-package: warning\n");
    assertThat(action(Map.of("policy", "mild.yaml")).exit()).isZero();
    assertThat(action(Map.of("policy", "mild.yaml", "fail-on", "warning")).exit()).isEqualTo(1);
    assertThat(checkoutRun("cgo", "--baseline", "known", "--update-baseline").exit()).isZero();
    assertThat(action(Map.of("baseline", "known")).exit()).isZero();
    Path extra = folder.resolve("extra.xml");
    assertThat(action(Map.of("arguments", "-v\n--report=junit=" + extra)).exit()).isEqualTo(1);
    assertThat(extra).isNotEmptyFile();
    assertThat(action(Map.of("working-directory", "cmd/b")).exit()).isZero();
  }

  private Outcome checkoutRun(String... words) throws Exception {
    return checkout.start(module, Map.of(), checkout.launcher().toString(), words).await();
  }

  @Test
  void actionVerifiesPaths() throws Exception {
    Path program = Path.of(System.getProperty("java.home"), "lib", "libjli.so");
    Files.createDirectories(module.resolve("my dist"));
    Files.copy(program, module.resolve("my dist/lib_linux_mips.so"));
    Step step = action(Map.of("command", "verify", "paths", "my dist\n"));
    assertThat(step.exit()).isEqualTo(1);
    assertThat(step.commands()).allMatch(line -> line.startsWith("::error file=my dist/"));
    assertThat(results(step)).isNotEmpty();
  }

  @Test
  void actionWritesSarifWhereItIsTold() throws Exception {
    Step step = action(Map.of("sarif-file", "my cgo.sarif"));
    assertThat(step.exit()).isZero();
    assertThat(step.outputs())
        .containsEntry("sarif-file", module.resolve("my cgo.sarif").toRealPath().toString());
    assertThat(results(step)).isEmpty();
    Step nowhere = action(Map.of("sarif-file", "no/such/folder/x"));
    assertThat(nowhere.exit()).isEqualTo(4);
    assertThat(nowhere.outputs()).containsEntry("verdict", "error");
  }

  static Stream<Map<String, String>> nonsense() {
    return Stream.of(
        Map.of("command", "inspect"),
        Map.of("command", ""),
        Map.of("command", "verify"),
        Map.of("command", "verify", "packages", "./..."),
        Map.of("paths", "dist"),
        Map.of("arguments", "dist"),
        Map.of("arguments", "--"),
        Map.of("arguments", "--format=text"),
        Map.of("arguments", "--why", "packages", "--output=stolen"),
        Map.of("arguments", "--input"),
        Map.of("packages", "--output=stolen"),
        Map.of("target", "beos/arm64", "fail-on", "never"),
        Map.of("go", "bin/gofmt"));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void actionRefusesWhatMakesNoSense(Map<String, String> inputs) throws Exception {
    Step step = action(inputs);
    assertThat(step.exit()).as(step.outcome().err()).isEqualTo(2);
    assertThat(step.outputs()).containsEntry("verdict", "error").containsEntry("sarif-file", "");
    assertThat(step.commands()).hasSize(1);
    assertThat(module.resolve("stolen")).doesNotExist();
  }

  static Stream<String> inputs() throws IOException {
    return CiFile.texts(CiFile.of(CiFile.ACTION).tree().path("inputs")).keySet().stream()
        .filter(name -> !name.equals("working-directory"));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void noInputBecomesACommand(String name) throws Exception {
    for (String text : HOSTILE) {
      Map<String, String> inputs = new HashMap<>(Map.of(name, text));
      if (name.equals("paths")) {
        inputs.put("command", "verify");
      }
      Step step = action(inputs);
      assertNothingWasStarted();
      assertThat(step.commands()).noneMatch(line -> line.startsWith("::error title=pwned"));
      // Only a file can be called so.
      boolean isName = name.equals("sarif-file") && !text.contains("\n");
      assertThat(step.exit() == 0).as(text).isEqualTo(isName);
    }
  }

  @Test
  void actionSaysThatWindowsIsNotItsPlace() throws Exception {
    Step step = action(Map.of(), Map.of("RUNNER_OS", "Windows"));
    assertThat(step.exit()).isEqualTo(4);
    assertThat(step.outcome().out()).contains("archcheck.ps1");
  }

  // Listed in one job, judged in another

  private void list() throws Exception {
    CiFile workflow = CiFile.of(CiFile.WORKFLOW);
    JsonNode job = workflow.tree().at("/jobs/list");
    JsonNode step =
        job.path("steps").valueStream().filter(one -> one.has("run")).findFirst().orElseThrow();
    assertThat(job.at("/strategy/matrix/include")).hasSize(2);
    for (JsonNode row : job.at("/strategy/matrix/include")) {
      Map<String, String> environment = new HashMap<>();
      CiFile.texts(step.path("env"))
          .forEach((name, text) ->
              environment.put(
                  name,
                  CiFile.evaluated(
                      text, one -> row.path(one.replaceFirst("^matrix\\.", "")).asText())));
      // Without a shell in the step, GitHub runs it by bash -e.
      Outcome outcome =
          checkout
              .start(module, environment, "bash", "-e", program(step.path("run").asText()))
              .await();
      assertThat(outcome.exit()).as(outcome.err()).isZero();
    }
    Files.createDirectories(module.resolve("scans"));
    try (Stream<Path> files = Files.list(module)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json.gz")).toList()) {
        Path arrived = module.resolve("scans").resolve(file.getFileName());
        Files.move(file, arrived, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Step judge() throws Exception {
    JsonNode steps = CiFile.of(CiFile.WORKFLOW).tree().at("/jobs/judge/steps");
    JsonNode last = steps.get(steps.size() - 1);
    return action(CiFile.texts(last.path("with")));
  }

  @Test
  void savedScansAreJudgedTogether() throws Exception {
    list();
    assertThat(judge().exit()).isZero();
    for (String system : List.of("linux", "windows")) {
      Path file = module.resolve("extra_" + system + ".go");
      Files.writeString(file, "package main\n\nimport \"C\"\n");
      list();
      Step step = judge();
      assertThat(step.exit()).as(step.outcome().err()).isEqualTo(1);
      assertThat(step.commands().getFirst()).startsWith("::error file=extra_" + system + ".go,");
      Files.delete(file);
    }
  }

  @Test
  void scanOfOnePlatformThatDoesNotArriveIsMissed() throws Exception {
    list();
    Path one = module.resolve("scans/scan-linux-arm64.json.gz");
    Files.copy(
        module.resolve("scans/scan-windows-arm64.json.gz"),
        one,
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(judge().exit()).isEqualTo(3);
    Files.delete(one);
    assertThat(judge().exit()).isEqualTo(3);
  }

  @Test
  void scanThatFailedIsInconclusive() throws Exception {
    // go list cannot even begin, and the stream says how it ended.
    write("go.mod", "module\n");
    list();
    write("go.mod", "module example.org/m\n\ngo 1.21\n");
    assertThat(judge().exit()).isEqualTo(3);
  }

  // GitLab

  private Outcome gitlab(String shell, Map<String, String> variables) throws Exception {
    CiFile file = CiFile.of(CiFile.GITLAB);
    Map<String, String> environment = new HashMap<>(identity());
    environment.putAll(CiFile.texts(file.tree().path(".archcheck-cgo").path("variables")));
    environment.put("CI_PROJECT_DIR", module.toString());
    environment.put("ARCHCHECK_LAUNCHER", checkout.launcher().toString());
    environment.put("TMPDIR", folder.toString());
    environment.putAll(variables);
    return checkout.start(module, environment, shell, "-e", program(file.script())).await();
  }

  private List<String> artifacts() throws IOException {
    List<String> names = new ArrayList<>();
    JsonNode artifacts = CiFile.of(CiFile.GITLAB).tree().at("/.archcheck-cgo/artifacts");
    artifacts.path("paths").forEach(one -> names.add(one.asText()));
    assertThat(names).containsAll(CiFile.texts(artifacts.path("reports")).values());
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash"})
  void gitlabReportsFindings(String shell) throws Exception {
    write("main.go", CGO);
    Outcome outcome = gitlab(shell, Map.of("ARCHCHECK_TARGET", "linux/amd64,windows/arm64"));
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.out()).contains("failed: 1 error");
    assertThat(artifacts()).hasSize(2).allMatch(name -> Files.exists(module.resolve(name)));
    JsonNode entries = json(module.resolve("gl-code-quality-report.json"));
    assertThat(entries.findValuesAsText("severity")).containsOnlyOnce("critical");
    assertThat(entries.at("/0/location/path").asText()).isEqualTo("main.go");
    // The package, and each of the targets that it fails on.
    assertThat(Files.readString(module.resolve("archcheck-junit.xml"))).contains("failures=\"3\"");
  }

  @Test
  void gitlabPassesAndIsInconclusive() throws Exception {
    assertThat(gitlab("sh", Map.of()).exit()).isZero();
    assertThat(json(module.resolve("gl-code-quality-report.json"))).isEmpty();
    write("main.go", BROKEN);
    assertThat(gitlab("sh", Map.of()).exit()).isEqualTo(3);
    assertThat(json(module.resolve("gl-code-quality-report.json"))).isNotEmpty();
  }

  @Test
  void gitlabTakesFolderPackagesPolicyAndSeverity() throws Exception {
    write("sub/go.mod", "module example.org/m/sub\n\ngo 1.21\n");
    write("sub/a/main.go", CGO);
    write("sub/b/main.go", PURE);
    write("sub/mild.yaml", "version: 1\ncgo:\n  rules:\n    cgo-package: warning\n");
    Map<String, String> sub = new HashMap<>(Map.of("ARCHCHECK_FOLDER", "sub"));
    assertThat(gitlab("sh", Map.of()).exit()).isZero();
    assertThat(gitlab("sh", sub).exit()).isEqualTo(1);
    assertThat(json(module.resolve("gl-code-quality-report.json")).at("/0/location/path").asText())
        .isEqualTo("sub/a/main.go");
    sub.put("ARCHCHECK_PACKAGES", "./b");
    assertThat(gitlab("sh", sub).exit()).isZero();
    sub.put("ARCHCHECK_PACKAGES", "./b ./a");
    assertThat(gitlab("sh", sub).exit()).isEqualTo(1);
    sub.put("ARCHCHECK_POLICY", "mild.yaml");
    assertThat(gitlab("sh", sub).exit()).isZero();
    sub.put("ARCHCHECK_FAIL_ON", "warning");
    assertThat(gitlab("sh", sub).exit()).isEqualTo(1);
    sub.put("ARCHCHECK_FOLDER", "missing");
    assertThat(gitlab("sh", sub).exit()).isEqualTo(4);
  }

  @Test
  void gitlabFetchesThePinnedCommitAndNothingElse() throws Exception {
    Map<String, String> pinned = new HashMap<>();
    pinned.put("ARCHCHECK_REPOSITORY", repository.toString());
    pinned.put("ARCHCHECK_LAUNCHER", "no-such-program");
    assertThat(gitlab("sh", pinned).exit()).isEqualTo(4);
    pinned.put("ARCHCHECK_COMMIT", commit);
    Outcome outcome = gitlab("sh", pinned);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(checkout.builds()).isZero();
    for (String movable : List.of("main", commit.substring(0, 12), commit + "\n", "--all")) {
      pinned.put("ARCHCHECK_COMMIT", movable);
      assertThat(gitlab("sh", pinned).exit()).as(movable).isEqualTo(2);
    }
    pinned.put("ARCHCHECK_COMMIT", "0".repeat(40));
    assertThat(gitlab("sh", pinned).exit()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ARCHCHECK_REPOSITORY",
        "ARCHCHECK_COMMIT",
        "ARCHCHECK_LAUNCHER",
        "ARCHCHECK_FOLDER",
        "ARCHCHECK_PACKAGES",
        "ARCHCHECK_TARGET",
        "ARCHCHECK_POLICY",
        "ARCHCHECK_BASELINE",
        "ARCHCHECK_FAIL_ON"
      })
  void noVariableBecomesACommand(String name) throws Exception {
    for (String text : HOSTILE) {
      Map<String, String> variables = new HashMap<>(Map.of(name, text));
      if (name.equals("ARCHCHECK_REPOSITORY")) {
        variables.put("ARCHCHECK_COMMIT", commit);
      }
      assertThat(gitlab("sh", variables).exit()).isNotZero();
      assertNothingWasStarted();
    }
  }

  // pre-commit

  private Outcome preCommit(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("-m", "pre_commit"));
    all.addAll(List.of(words));
    return checkout.start(module, hooks(), "python3", all.toArray(new String[0])).await();
  }

  private Map<String, String> hooks() {
    Map<String, String> environment = identity();
    environment.put("PYTHONPATH", Corpus.part("precommit").toString());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    environment.put("PRE_COMMIT_HOME", shared.resolve("pre-commit").toString());
    environment.put("PRE_COMMIT_COLOR", "never");
    return environment;
  }

  private Outcome commit(String... files) throws Exception {
    List<String> add = new ArrayList<>(List.of("add"));
    add.addAll(List.of(files));
    git(module, add.toArray(new String[0]));
    return checkout.start(module, hooks(), "git", "commit", "-m", "m").await();
  }

  private void install(String... hook) throws Exception {
    write(
        ".pre-commit-config.yaml",
        "repos:\n  - repo: '"
            + repository
            + "'\n    rev: "
            + commit
            + "\n    hooks:\n      "
            + String.join("\n      ", hook)
            + "\n");
    Outcome outcome = preCommit("install");
    assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isZero();
  }

  @Test
  void hookRefusesCommitsThatBringCgo() throws Exception {
    install("- id: archcheck-cgo", "  args: [--target, 'linux/amd64,windows/arm64']");
    Outcome pure = commit("go.mod", "main.go", ".pre-commit-config.yaml");
    assertThat(pure.exit()).as(pure.out() + pure.err()).isZero();
    assertThat(pure.out() + pure.err()).containsPattern("archcheck cgo\\.+Passed");

    write("README.md", "words\n");
    Outcome words = commit("README.md");
    assertThat(words.exit()).isZero();
    assertThat(words.out() + words.err()).contains("(no files to check)Skipped");

    write("main.go", CGO);
    Outcome native_ = commit("main.go");
    assertThat(native_.exit()).isEqualTo(1);
    assertThat(native_.out() + native_.err())
        .contains("archcheck cgo", "Failed", "exit code: 1", "[cgo-package]", "windows/arm64");

    write("main.go", BROKEN);
    Outcome broken = commit("main.go");
    assertThat(broken.exit()).isEqualTo(1);
    assertThat(broken.out() + broken.err()).contains("exit code: 3", "inconclusive");
    assertThat(git(module, "log", "--format=%s").out()).isEqualTo("m\nm\n");
    assertThat(checkout.builds()).isZero();
  }

  /** What is not staged is no part of the commit, and must not decide about it. */
  @Test
  void hookJudgesWhatIsStaged() throws Exception {
    install("- id: archcheck-cgo");
    assertThat(commit("go.mod", "main.go", ".pre-commit-config.yaml").exit()).isZero();
    write("other.go", "package main\n");
    git(module, "add", "other.go");
    write("main.go", CGO);
    Outcome outcome = checkout.start(module, hooks(), "git", "commit", "-m", "m").await();
    assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isZero();
    assertThat(Files.readString(module.resolve("main.go"))).isEqualTo(CGO);
  }

  @Test
  void hookVerifiesBinariesThatAreCommitted() throws Exception {
    install("- id: archcheck-verify", "  args: [prebuilds]", "  files: ^prebuilds/");
    assertThat(commit("main.go", ".pre-commit-config.yaml").exit()).isZero();
    Path program = Path.of(System.getProperty("java.home"), "lib", "libjli.so");
    Files.createDirectories(module.resolve("prebuilds"));
    Files.copy(program, module.resolve("prebuilds/lib_linux_mips.so"));
    Outcome outcome = commit("prebuilds");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out() + outcome.err()).contains("exit code: 1", "[wrong-architecture]");
  }

  /** Where nobody says which folder is meant, nothing passes. */
  @Test
  void hookWithoutAFolderIsInconclusive() throws Exception {
    install("- id: archcheck-verify", "  files: ^prebuilds/");
    write("prebuilds/x", "x");
    Outcome outcome = commit("prebuilds", ".pre-commit-config.yaml");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out() + outcome.err()).contains("exit code: 3");
  }
}
