package dev.archcheck.cgo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.archcheck.testkit.Runs;
import dev.archcheck.testkit.Runs.Result;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command {@code cgo} with the go on PATH, on public modules and on small ones of every kind.
 * Without that go, and without a network where its module cache does not have the modules, this
 * fails, as it should: nothing would have been shown.
 */
class RealModulesTest {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int SECONDS = 300;

  /** A program of its own for each: its folder, and what it imports. */
  private static final Map<String, String> PROGRAMS =
      new TreeMap<>(
          Map.of(
              "sqlite3", "github.com/mattn/go-sqlite3",
              "modernc", "modernc.org/sqlite",
              "wazero", "github.com/tetratelabs/wazero",
              "purego", "github.com/ebitengine/purego",
              "zstd", "github.com/DataDog/zstd",
              "glfw", "github.com/go-gl/glfw/v3.3/glfw",
              "cobra", "github.com/spf13/cobra",
              "pkcs11", "github.com/miekg/pkcs11",
              "kubernetes", "k8s.io/client-go/kubernetes"));

  @TempDir private Path folder;

  private static String resource(String name) throws IOException {
    try (InputStream in = RealModulesTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String program(String imported) {
    return "package main\n\nimport _ \"%s\"\n\nfunc main() {}\n".formatted(imported);
  }

  private static String module(String path, String... more) {
    return "module " + path + "\n\ngo 1.22\n" + String.join("\n", more) + "\n";
  }

  /** A package whose only file has cgo. */
  private void nativePackage(String place, String name) throws IOException {
    write(
        place,
        "package "
            + name
            + "\n\n// int one(void) { return 1; }\nimport \"C\"\n\n"
            + "func One() int { return int(C.one()) }\n");
  }

  /** {@return what a command writes; it must end well} */
  private static String run(Path here, Map<String, String> variables, String in, String... words)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("go", ".out");
    Path input = Files.writeString(Files.createTempFile("go", ".in"), in);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(here.toFile())
              .redirectInput(input.toFile())
              .redirectOutput(out.toFile())
              .redirectError(Redirect.PIPE);
      builder.environment().putAll(variables);
      Process process = builder.start();
      String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("it does not end: " + String.join(" ", words));
      }
      assertThat(process.exitValue()).as(String.join(" ", words) + "\n" + said).isZero();
      return Files.readString(out);
    } finally {
      Files.delete(out);
      Files.delete(input);
    }
  }

  private Result cgo(Path here, String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("cgo"));
    words.addAll(List.of(more));
    return Runs.in(here, new byte[0], Map.of(), words.toArray(new String[0]));
  }

  private Result cgo(String... more) throws IOException, InterruptedException {
    return cgo(folder, more);
  }

  private JsonNode json(int code, String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(List.of("--format", "json"));
    Result result = cgo(words.toArray(new String[0]));
    assertThat(result.code()).as(result.out() + result.err()).isEqualTo(code);
    return MAPPER.readTree(result.out());
  }

  private static List<String> uses(JsonNode tree, String rule) {
    List<String> uses = new ArrayList<>();
    for (JsonNode use : tree.path("uses")) {
      if (use.path("rule").asText().equals(rule)) {
        uses.add(use.path("package").asText());
      }
    }
    return uses;
  }

  // Public modules, against another way to count.

  private void publicModules() throws IOException {
    write("go.mod", resource("modules/go.mod.txt"));
    write("go.sum", resource("modules/go.sum.txt"));
    for (Map.Entry<String, String> one : PROGRAMS.entrySet()) {
      write(one.getKey() + "/main.go", program(one.getValue()));
    }
  }

  private static Map<String, String> target(String target) {
    String[] words = target.split("/", -1);
    return Map.of("GOOS", words[0], "GOARCH", words[1], "CGO_ENABLED", "1");
  }

  /** {@return each package with native code, and how many files of each kind it has} */
  private Map<String, List<Integer>> counted(String target)
      throws IOException, InterruptedException {
    Set<String> folders = new TreeSet<>();
    for (String other : List.of("linux/amd64", "darwin/arm64", "windows/arm64")) {
      run(
              folder,
              target(other),
              "",
              "go",
              "list",
              "-e",
              "-deps",
              "-f",
              "{{if not .Standard}}{{.ImportPath}}\t{{.Dir}}{{end}}",
              "./...")
          .lines()
          .forEach(folders::add);
    }
    Path counter = folder.resolveSibling(folder.getFileName() + "-count");
    Files.createDirectories(counter);
    Files.writeString(counter.resolve("main.go"), resource("count/main.go.txt"));
    List<String> words = new ArrayList<>(List.of("go", "run", "main.go"));
    words.addAll(List.of(target.split("/", -1)));
    words.add("");
    PROGRAMS.keySet().forEach(one -> words.add("example.com/consumer/" + one));
    Map<String, List<Integer>> found = new TreeMap<>();
    int walked = 0;
    String counts =
        run(counter, Map.of(), String.join("\n", folders), words.toArray(new String[0]));
    for (String line : counts.lines().toList()) {
      String[] cells = line.split(" ", -1);
      walked++;
      List<Integer> numbers = new ArrayList<>();
      for (int i = 1; i < cells.length; i++) {
        numbers.add(Integer.valueOf(cells[i]));
      }
      if (numbers.stream().anyMatch(number -> number > 0)) {
        found.put(cells[0], numbers);
      }
    }
    assertThat(walked).isGreaterThan(300);
    Files.delete(counter.resolve("main.go"));
    Files.delete(counter);
    return found;
  }

  private static Map<String, Integer> ofKind(Map<String, List<Integer>> counted, int kind) {
    Map<String, Integer> some = new TreeMap<>();
    counted.forEach((path, numbers) -> {
      // Assembly beside cgo is for the C compiler, and no class of its own.
      if (numbers.get(kind) > 0 && (kind != 3 || numbers.getFirst() == 0)) {
        some.put(path, numbers.get(kind));
      }
    });
    return some;
  }

  private static Map<String, Integer> shown(JsonNode tree, String rule) {
    Map<String, Integer> some = new TreeMap<>();
    for (JsonNode use : tree.path("uses")) {
      if (use.path("rule").asText().equals(rule)) {
        some.put(use.path("package").asText(), use.path("shown").size());
      }
    }
    return some;
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux/amd64", "darwin/arm64", "windows/arm64"})
  void publicModulesAsCountedAnotherWay(String target) throws Exception {
    publicModules();
    Map<String, List<Integer>> counted = counted(target);
    JsonNode tree = json(1, "--target", target);

    assertThat(tree.at("/targets")).hasSize(1);
    assertThat(tree.at("/targets/0/name").asText()).isEqualTo(target);
    assertThat(tree.at("/targets/0/faults")).isEmpty();
    assertThat(shown(tree, "cgo-package")).isEqualTo(ofKind(counted, 0));
    assertThat(shown(tree, "swig-package")).isEqualTo(ofKind(counted, 1));
    assertThat(shown(tree, "object-package")).isEqualTo(ofKind(counted, 2));
    assertThat(shown(tree, "assembly-package")).isEqualTo(ofKind(counted, 3));
    assertThat(ofKind(counted, 0))
        .containsKeys(
            "github.com/mattn/go-sqlite3",
            "github.com/DataDog/zstd",
            "github.com/go-gl/glfw/v3.3/glfw",
            "github.com/miekg/pkcs11")
        .doesNotContainKeys("modernc.org/sqlite", "github.com/spf13/cobra");
    assertThat(uses(tree, "dlopen-package")).contains("github.com/ebitengine/purego");
    assertThat(uses(tree, "cgo-stub")).containsExactly("github.com/mattn/go-sqlite3");
    assertThat(tree.path("cut"))
        .extracting(one -> one.path("place").asText())
        .contains("sqlite3/main.go:3", "zstd/main.go:3")
        .doesNotContain("cobra/main.go:3", "kubernetes/main.go:3", "modernc/main.go:3");
  }

  /** A stream that was saved says the same as the run of go itself. */
  @Test
  void aSavedStreamSaysTheSame() throws Exception {
    publicModules();
    String target = "linux/amd64";
    String stream = run(folder, target(target), "", "go", "list", "-e", "-deps", "-json", "./...");
    Path saved = Files.writeString(folder.resolve("saved.json"), stream + "# exit 0\n");
    JsonNode live = json(1, "--target", target);
    JsonNode later = json(1, "--target", target, "--input", saved.toString(), "--require-end");
    assertThat(later.path("targets").get(0).path("faults")).isEmpty();
    assertThat(uses(later, "cgo-package")).isEqualTo(uses(live, "cgo-package"));
    assertThat(shown(later, "assembly-package")).isEqualTo(shown(live, "assembly-package"));
    assertThat(later.path("cut")).isEqualTo(live.path("cut"));

    // The same packages with cgo off: nothing of all this is there, and nothing is concluded.
    String off =
        run(
            folder,
            Map.of("GOOS", "linux", "GOARCH", "amd64", "CGO_ENABLED", "0"),
            "",
            "go",
            "list",
            "-e",
            "-deps",
            "-json",
            "./cobra");
    Files.writeString(saved, off);
    JsonNode nothing = json(3, "--input", saved.toString());
    assertThat(nothing.at("/targets/0/cgo").asText()).isEqualTo("off");
    assertThat(uses(nothing, "cgo-package")).isEmpty();
  }

  /** With a tag called cgo, the tests of the standard library are listed as with cgo on. */
  @ParameterizedTest
  @CsvSource({
    "linux/amd64, ./..., net has neither CgoFiles nor cgo_stub.go",
    "linux/arm64, ./web, net has neither CgoFiles nor cgo_stub.go",
    "windows/arm64, ./native ./web, 'example.com/app/native: native.go imports \"C\" and is left out'",
    "darwin/arm64, ./native ./web, 'example.com/app/native: native.go imports \"C\" and is left out'",
    "windows/arm64, ./web runtime/cgo, runtime/cgo: cgo.go is among IgnoredGoFiles",
    "windows/arm64, ./flags, example.com/app/flags has flags for cgo"
  })
  void aTagCalledCgoDoesNotHideThatItWasOff(String target, String packages, String shown)
      throws Exception {
    write("go.mod", module("example.com/app"));
    write("web/web.go", "package web\n\nimport _ \"net\"\n");
    nativePackage("native/native.go", "native");
    write("native/more.go", "package native\n");
    write("flags/c.go", "package flags\n\n// #cgo LDFLAGS: -lz\nimport \"C\"\n");
    write("flags/go.go", "package flags\n");
    List<String> words =
        new ArrayList<>(List.of("go", "list", "-e", "-deps", "-json", "-tags", "cgo"));
    words.addAll(List.of(packages.split(" ")));
    Map<String, String> off = new HashMap<>(target(target));
    off.put("CGO_ENABLED", "0");
    String stream = run(folder, off, "", words.toArray(String[]::new));
    Path saved = Files.writeString(folder.resolve("saved.json"), stream + "# exit 0\n");
    JsonNode tree = json(3, "--input", saved.toString());
    assertThat(tree.at("/targets/0/faults").toString().replace("\\\"", "\"")).contains(shown);
    // With cgo on the same tag is none the worse.
    off.put("CGO_ENABLED", "1");
    String on = run(folder, off, "", "go", "list", "-e", "-deps", "-json", "-tags", "cgo", "./web");
    Files.writeString(saved, on + "# exit 0\n");
    assertThat(json(0, "--input", saved.toString()).at("/targets/0/faults")).isEmpty();
  }

  /** go only warns of it, and the documented command lists another package besides. */
  @Test
  void aPatternThatMatchesNothingIsSeen() throws Exception {
    write("go.mod", module("example.com/app"));
    write("c/c.go", "//go:build sqlite\n\npackage c\n\nimport \"C\"\n");
    write("ok/ok.go", "package ok\n");
    for (String patterns : List.of("./c/...", "./ok/... ./c/...")) {
      List<String> words = new ArrayList<>(List.of("list", "-e", "-deps", "-json"));
      words.addAll(List.of(patterns.split(" ")));
      words.add("runtime/cgo");
      String command = "go " + String.join(" ", words) + " 2>&1; echo \"# exit $?\"";
      String stream = run(folder, target("linux/amd64"), "", "sh", "-c", command);
      Path saved = Files.writeString(folder.resolve("saved.json"), stream);
      Result result = cgo("--input", saved.toString(), "--require-end");
      assertThat(result.code()).as(patterns).isEqualTo(3);
      assertThat(result.out()).contains("matched no packages");
    }
  }

  /** A build tag that is called like a target brings the files of both. */
  @ParameterizedTest
  @ValueSource(strings = {"arm64", "windows", "darwin", "windows,arm64"})
  void aTagThatIsCalledLikeATarget(String tags) throws Exception {
    write("go.mod", module("example.com/app"));
    write("main.go", "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println() }\n");
    String stream =
        run(
            folder,
            target("linux/amd64"),
            "",
            "go",
            "list",
            "-tags",
            tags,
            "-e",
            "-deps",
            "-json",
            "./...",
            "runtime/cgo");
    Path saved = Files.writeString(folder.resolve("saved.json"), stream + "# exit 0\n");
    for (String asked : List.of("linux/amd64", "linux/arm64", "windows/amd64", "darwin/amd64")) {
      Result result = cgo("--input", saved.toString(), "--target", asked);
      assertThat(result.code()).as(asked).isEqualTo(3);
      assertThat(result.out()).contains("files of several targets at once");
    }
    assertThat(cgo("--tags", tags).code()).isEqualTo(3);
  }

  // Small modules of every kind.

  @Test
  void vendorMode() throws Exception {
    write(
        "app/go.mod",
        module(
            "example.com/app",
            "require example.org/native v1.0.0",
            "replace example.org/native v1.0.0 => ../native"));
    write("app/main.go", program("example.org/native"));
    write("native/go.mod", module("example.org/native"));
    nativePackage("native/native.go", "native");
    Path app = folder.resolve("app");
    run(app, Map.of(), "", "go", "mod", "vendor");
    Files.delete(folder.resolve("native/native.go"));
    Result result = cgo(app, "--format", "json");
    assertThat(result.code()).isEqualTo(1);
    JsonNode tree = MAPPER.readTree(result.out());
    assertThat(uses(tree, "cgo-package")).containsExactly("example.org/native");
    assertThat(tree.at("/cut/0/place").asText()).isEqualTo("main.go:3");
  }

  @Test
  void aReplacedModule() throws Exception {
    write(
        "app/go.mod",
        module(
            "example.com/app",
            "require example.org/native v1.0.0",
            "replace example.org/native => ../native"));
    write("app/main.go", program("example.org/native"));
    write("native/go.mod", module("example.org/native"));
    nativePackage("native/native.go", "native");
    Result result = cgo(folder.resolve("app"), "--format", "json");
    assertThat(result.code()).isEqualTo(1);
    for (JsonNode use : MAPPER.readTree(result.out()).path("uses")) {
      if (use.path("rule").asText().equals("cgo-package")) {
        assertThat(use.path("replacement").asText()).isEqualTo("../native");
        assertThat(use.path("direct").asBoolean()).isTrue();
      }
    }
    assertThat(result.out()).contains("\"replacement\"").contains("go.mod");
  }

  @Test
  void aWorkspace() throws Exception {
    write("go.work", "go 1.22\n\nuse (\n\t./a\n\t./b\n)\n");
    write("a/go.mod", module("example.com/a", "require example.com/b v0.0.0"));
    write("a/main.go", program("example.com/b"));
    write("b/go.mod", module("example.com/b"));
    nativePackage("b/b.go", "b");
    JsonNode tree = json(1, "./a/...", "./b/...");
    assertThat(uses(tree, "cgo-package")).containsExactly("example.com/b");
    // Both are the user's own: one place to cut, the code itself.
    assertThat(tree.path("cut"))
        .isEqualTo(MAPPER.readTree("[{\"importer\": \"example.com/b\", \"place\": \"b/b.go:4\"}]"));
    Result onlyA = cgo("./a/...");
    assertThat(onlyA.code()).isEqualTo(1);
  }

  @Test
  void tagsChooseFiles() throws Exception {
    write("go.mod", module("example.com/app"));
    write("main.go", "package main\n\nfunc main() {}\n");
    write(
        "special.go",
        "//go:build special\n\npackage main\n\nimport _ \"example.com/app/native\"\n");
    nativePackage("native/native.go", "native");
    assertThat(cgo(".").code()).isZero();
    assertThat(uses(json(1, "--tags", "other,special", "."), "cgo-package"))
        .containsExactly("example.com/app/native");
  }

  @Test
  void whatOnlyATestImports() throws Exception {
    write(
        "app/go.mod",
        module(
            "example.com/app",
            "require example.org/native v1.0.0",
            "replace example.org/native => ../native"));
    write("app/main.go", "package main\n\nfunc main() {}\n");
    write("app/main_test.go", "package main\n\nimport _ \"example.org/native\"\n");
    write("native/go.mod", module("example.org/native"));
    nativePackage("native/native.go", "native");
    Path app = folder.resolve("app");
    Result without = cgo(app, "-v");
    assertThat(without.code()).isZero();
    assertThat(without.out()).doesNotContain("example.org/native");
    Result with = cgo(app, "--test", "-v");
    assertThat(with.code()).isZero();
    assertThat(with.out())
        .contains("note: uses cgo: native.go; only tests need it  [cgo-package]")
        .contains("runtime/cgo");
    write("app/.archcheck.yaml", "version: 1\ncgo: {tests: as-others}\n");
    assertThat(cgo(app, "--test").code()).isEqualTo(1);
  }

  @Test
  void aMissingModuleIsInconclusive() throws Exception {
    write("go.mod", module("example.com/app"));
    write("main.go", program("example.org/none/at/all"));
    Result result = cgo();
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out())
        .contains("not checked: ")
        .contains("example.org/none/at/all")
        .contains("hint: mend what go cannot load");
  }

  @Test
  void aSyntaxErrorIsInconclusive() throws Exception {
    write("go.mod", module("example.com/app"));
    write("main.go", "package main\n\nimport \"fmt\n\nfunc main() {\n");
    Result result = cgo();
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).contains("not checked: ").contains("main.go:3:8");
  }

  @Test
  void aFolderWithoutAModuleIsInconclusive() throws Exception {
    Result result = cgo();
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out())
        .contains("not checked: 1 package could not be loaded whole")
        .contains("hint: no go.mod is here or above");
  }

  @Test
  void aModuleWithoutPackagesIsInconclusive() throws Exception {
    write("go.mod", module("example.com/app"));
    assertThat(cgo().code()).isEqualTo(3);
  }

  @Test
  void withoutGoNothingIsConcluded() throws Exception {
    write("go.mod", module("example.com/app"));
    write("main.go", "package main\n\nfunc main() {}\n");
    Result result = Runs.in(folder, new byte[0], Map.of("PATH", folder.toString()), "cgo");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains("there is no go on PATH").contains("--input FILE");
  }

  /** Whatever the surroundings say of cgo, a scan is made with cgo on. */
  @Test
  void cgoIsOnForTheScan() throws Exception {
    write("go.mod", module("example.com/app"));
    write("main.go", program("example.com/app/native"));
    nativePackage("native/native.go", "native");
    Result result =
        Runs.in(
            folder,
            new byte[0],
            Map.of("CGO_ENABLED", "0", "GOOS", "windows", "GOARCH", "arm64"),
            "cgo");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains("windows/arm64: ")
        .contains("cgo on\n")
        .contains("at native/native.go:4  import \"C\"");
  }

  /** A program that was built without cgo, beside a scan that says what is missing from it. */
  @Test
  void aProgramBuiltWithoutCgo() throws Exception {
    write("go.mod", module("example.com/app"));
    write("main.go", program("example.com/app/native"));
    nativePackage("native/native.go", "native");
    write("native/stub.go", "//go:build !cgo\n\npackage native\n");
    Path built = folder.resolve("app.exe");
    run(
        folder,
        Map.of("GOOS", "windows", "GOARCH", "arm64", "CGO_ENABLED", "0"),
        "",
        "go",
        "build",
        "-o",
        built.toString(),
        ".");
    JsonNode tree = json(1, "--target", "windows/arm64", "--binary", "app.exe", ".");
    assertThat(tree.path("findings"))
        .anyMatch(one ->
            one.path("rule").asText().equals("scan-contradiction")
                && one.path("message")
                    .asText()
                    .equals(
                        "it was built without cgo, but with cgo it needs example.com/app/native"));
  }

  /** Without an import there is nothing of Go's own in the stream that shows the target. */
  @Test
  void aPackageThatImportsNothing() throws Exception {
    write("go.mod", module("example.com/leaf"));
    write("leaf.go", "package leaf\n");
    Result result = cgo("--target", "linux/riscv64,darwin/arm64");
    assertThat(result.out()).contains("linux/riscv64: ").contains("darwin/arm64: ");
    assertThat(result.code()).as(result.out()).isZero();
    assertThat(cgo("--target", "windows/ppc64").code()).isEqualTo(3); // go lists for any words
    Result typo = cgo("--target", "linux/amd46");
    assertThat(typo.code()).isEqualTo(2);
    assertThat(typo.err()).contains("'linux/amd46' has no architecture").contains("amd64?");
    assertThat(cgo("--test").code()).isZero();
  }

  /** Go warns, and ends with 0. */
  @Test
  void aPatternThatMatchesNothingIsInconclusive() throws Exception {
    write("go.mod", module("example.com/app"));
    write("main.go", "package main\n\nimport _ \"net\"\n\nfunc main() {}\n");
    Files.createDirectories(folder.resolve("empty"));
    assertThat(cgo(".").code()).isZero();
    Result result = cgo(".", "./empty/...");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).contains("\"./empty/...\" matched no packages");
  }

  /** As go names the programs that it makes of tests. */
  @ParameterizedTest
  @ValueSource(strings = {"acme.test", "example.com/x.test"})
  void aModuleByTheNameOfATest(String path) throws Exception {
    write("go.mod", module(path));
    nativePackage("native/native.go", "native");
    write("main.go", program(path + "/native"));
    write("more/main.go", "package main\n\nimport \"C\"\n\nfunc main() {}\n");
    for (List<String> words : List.of(List.<String>of(), List.of("--test"), List.of("."))) {
      Result result = cgo(words.toArray(new String[0]));
      assertThat(result.code()).as(result.out()).isEqualTo(1);
    }
  }

  /** No program of people: what it needs only tests need. */
  @Test
  void theProgramThatGoMakesOfTestsIsOne() throws Exception {
    write("go.mod", module("example.com/app"));
    nativePackage("native/native.go", "native");
    write("lib/lib.go", "package lib\n");
    write("lib/lib_test.go", "package lib\n\nimport _ \"example.com/app/native\"\n");
    JsonNode tree = json(0, "--test", "./lib");
    assertThat(uses(tree, "cgo-package")).containsExactly("example.com/app/native");
    assertThat(tree.at("/uses/1/targets/0/testOnly").asBoolean()).isTrue();
  }

  /** Two programs, one of them with a profile: go has what it needs once more for it. */
  @Test
  void aProgramWithAProfile() throws Exception {
    write("go.mod", module("example.com/app"));
    nativePackage("native/native.go", "native");
    write("a/main.go", program("example.com/app/native"));
    write("b/main.go", program("example.com/app/native"));
    write("a/default.pgo", "");
    String listed = run(folder, Map.of("CGO_ENABLED", "1"), "", "go", "list", "-deps", "./...");
    assertThat(listed).contains("example.com/app/native [example.com/app/a]");
    JsonNode tree = json(1);
    assertThat(uses(tree, "cgo-package")).containsExactly("example.com/app/native");
    assertThat(tree.at("/targets/0/faults")).isEmpty();
    assertThat(tree.toString()).doesNotContain(" [example.com");
    Result only = cgo("./a");
    assertThat(only.code()).as(only.out()).isEqualTo(1);
  }
}
