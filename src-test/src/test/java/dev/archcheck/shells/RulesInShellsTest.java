package dev.archcheck.shells;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.activate.Resolution;
import dev.archcheck.toolchain.activate.Resolver;
import dev.archcheck.toolchain.activate.Shell;
import dev.archcheck.toolchain.activate.ShellHook;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules exist twice, in {@link Resolver} and in resolve.sh. Both are asked about the same
 * hundreds of folders with the same contents, honest and hostile, and must say the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the shells of Unix")
class RulesInShellsTest {

  private static final int SEED = 20261122;
  private static final int STORES = 12;
  private static final int PER_STORE = 45;
  private static final Platform PLATFORM = new Platform(Os.LINUX, Arch.AMD64);
  private static final String LONG = "1".repeat(100_000);

  private static final List<String> VERSIONS =
      List.of(
          "1",
          "1.27",
          "1.27.0",
          "1.27.4",
          "go1.27.0",
          "go1.27",
          "1.26.8",
          "1.26",
          "1.21",
          "1.21rc1",
          "1.21.0",
          "1.20",
          "1.20.0",
          "1.20.14",
          "1.20rc3",
          "1.4.3",
          "1.28beta1",
          "1.999999.999999",
          "go1",
          "system");

  private static final List<String> JUNK =
      List.of(
          "",
          "2.0",
          "1.",
          "1.27.",
          "1.027",
          "1.27.00",
          "1.1234567",
          "v1.27.0",
          "gogo1.27",
          "1.27x",
          "1.27rc",
          "1.27.0rc1",
          "1.27-rc1",
          "1.27.0.linux-amd64",
          "go1.27.0.linux-amd64",
          "latest",
          "$(touch x)",
          "`touch x`",
          "';touch x;'",
          "\"",
          "1.27.0; touch x",
          "*",
          "../../x",
          "1.*",
          "[",
          "\\",
          "-n",
          "go",
          "golang",
          "default",
          "local",
          "1.27 1.26",
          "1.27.0\u0007",
          "\u00fc1.27",
          "1.\u0662\u0667",
          "go1.27.0-custom",
          "ref:x",
          LONG,
          "1." + LONG,
          "--help",
          "1.27.0/../go1.26.8",
          "%s%n",
          "!x",
          "~",
          "1.9.2rc2",
          "a".repeat(3000));

  @TempDir private static Path folder;

  /** A folder to ask about. */
  private record Question(Path store, String variable, String work, Path folder) {}

  private final List<Question> questions = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();

  @BeforeAll
  void askTheProgram() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < STORES; i++) {
      Path store = store(folder.resolve("store '" + i + "' $x"), random);
      for (int j = 0; j < PER_STORE; j++) {
        questions.add(question(store, folder.resolve(i + "-" + j), random));
      }
    }
    for (Question question : questions) {
      answers.add(byProgram(question));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash", "zsh"})
  void saysWhatTheProgramSays(String shell) throws Exception {
    Path script = Files.writeString(folder.resolve("ask-" + shell), script());
    Path place = Files.createDirectories(folder.resolve("empty-" + shell));
    List<String> said = run(List.of(shell, script.toString()), place);
    assertThat(said).hasSize(answers.size());
    for (int i = 0; i < answers.size(); i++) {
      assertThat(said.get(i)).as(questions.get(i).toString()).isEqualTo(answers.get(i));
    }
    assertThat(place).as("nothing that a file says is run").isEmptyDirectory();
  }

  /** Under sh emulation in zsh, as the hook reads it; and with options that break careless code. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "zsh -o kshglob -o nullglob -o errexit -o nounset -o kshglob",
        "bash -eu -O nullglob -O extglob -O dotglob",
        "sh -eu"
      })
  void saysTheSameUnderStrictOptions(String command) throws Exception {
    Path script = Files.writeString(folder.resolve("strict"), script());
    List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
    words.add(script.toString());
    assertThat(run(words, folder)).isEqualTo(answers);
  }

  /** The questions are worth nothing if they all have the same answer. */
  @ParameterizedTest
  @ValueSource(strings = {"chosen", "missing", "invalid", "system", "none"})
  void everyAnswerIsAskedFor(String state) {
    assertThat(answers).filteredOn(answer -> answer.startsWith(state)).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "environment",
        "go-version",
        "tool-versions",
        "go-work",
        "go-mod",
        "default",
        "exact",
        "newest",
        "needed",
        "enough",
        "told"
      })
  void everyReasonIsAskedFor(String reason) {
    assertThat(answers).filteredOn(answer -> answer.contains("|" + reason + "|")).isNotEmpty();
  }

  private static Path store(Path store, Random random) throws IOException {
    Files.createDirectories(store.resolve("versions"));
    for (String version :
        List.of(
            "1.27.0",
            "1.27.4",
            "1.26.8",
            "1.26.10",
            "1.26.9",
            "1.21.0",
            "1.21rc1",
            "1.20",
            "1.20.14",
            "1.4.3",
            "1.28beta1",
            "1.9.2rc2")) {
      for (String platform : List.of("linux-amd64", "linux-amd64", "darwin-arm64")) {
        if (random.nextInt(3) > 0) {
          Path one = store.resolve("versions/go" + version + "." + platform);
          Files.createDirectories(one.resolve("go"));
          if (random.nextInt(6) > 0) {
            Files.writeString(one.resolve("seal"), "");
          }
        }
      }
    }
    Files.createDirectories(store.resolve("versions/go1.x.linux-amd64/go"));
    Files.createDirectories(store.resolve("versions/go1.99.00.linux-amd64/go"));
    Files.writeString(store.resolve("versions/go1.99.00.linux-amd64/seal"), "");
    if (random.nextInt(4) > 0) {
      String name =
          pick(random, List.of("1.27.0", "1.26.8", "1.21.0", "1.21rc1", "1.20", "1.4.3", "1.99.9"))
              + pick(random, List.of(".linux-amd64", ".linux-amd64", ".darwin-arm64"));
      String text = random.nextInt(5) == 0 ? pick(random, JUNK) : "go" + name;
      Files.writeString(
          store.resolve("default"), text + pick(random, List.of("\n", "", "\r\n", "\nx\n")));
    }
    return store;
  }

  private static Question question(Path store, Path top, Random random) throws IOException {
    Path folder = top;
    int depth = random.nextInt(4);
    Files.createDirectories(folder);
    for (int i = 0; ; i++) {
      fill(folder, random);
      if (i == depth) {
        break;
      }
      folder =
          folder.resolve(
              pick(
                  random,
                  List.of(
                      "a b",
                      "it's",
                      "$(touch x)",
                      "\u00fc\u4e2d",
                      "new\nline",
                      "*",
                      "-n",
                      "\u001b[31m",
                      "back\\slash")));
      Files.createDirectories(folder);
    }
    String variable = random.nextInt(8) == 0 ? word(random) : "";
    String work =
        switch (random.nextInt(10)) {
          case 0 -> "off";
          case 1 -> "auto";
          case 2 -> top.resolve("go.work").toString();
          case 3 -> top.resolve("elsewhere.work").toString();
          case 4 -> "relative/go.work";
          default -> "";
        };
    if (work.endsWith("elsewhere.work") && random.nextBoolean()) {
      Files.writeString(Path.of(work), module(random));
    }
    return new Question(store, variable, work, folder);
  }

  private static void fill(Path folder, Random random) throws IOException {
    if (random.nextInt(5) == 0) {
      write(folder.resolve(".go-version"), versionFile(random), random);
    }
    if (random.nextInt(5) == 0) {
      write(folder.resolve(".tool-versions"), toolVersions(random), random);
    }
    if (random.nextInt(5) == 0) {
      write(folder.resolve("go.work"), module(random), random);
    }
    if (random.nextInt(3) == 0) {
      write(folder.resolve("go.mod"), module(random), random);
    }
  }

  /** A folder of that name, or a link to nothing, is no file. */
  private static void write(Path file, String text, Random random) throws IOException {
    switch (random.nextInt(20)) {
      case 0 -> Files.createDirectory(file);
      case 1 -> Files.createSymbolicLink(file, Path.of("nowhere"));
      default -> Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String word(Random random) {
    return pick(random, random.nextInt(3) == 0 ? JUNK : VERSIONS);
  }

  private static String versionFile(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(10) == 0 ? "\uFEFF" : "");
    int before = random.nextInt(3);
    for (int i = 0; i < before; i++) {
      text.append(pick(random, List.of("\n", "# comment\n", " \t\r\n", "#\r\n")));
    }
    return text.append(pick(random, List.of("", "", " ", "\t")))
        .append(word(random))
        .append(pick(random, List.of("", "\n", "\r\n", " # why\n", "\n1.4.3\n", "\t\n\n")))
        .toString();
  }

  private static String toolVersions(Random random) {
    StringBuilder text = new StringBuilder();
    int lines = random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      text.append(
              pick(
                  random,
                  List.of(
                      "golang",
                      "go",
                      "nodejs",
                      "# golang",
                      "golang-ci",
                      "gopls",
                      " go",
                      "go lang",
                      "\u00fc")))
          .append(pick(random, List.of(" ", "\t", "  ", "")))
          .append(word(random))
          .append(pick(random, List.of("\n", "\r\n", " 1.4.3\n", " # x\n")));
    }
    return text.toString();
  }

  private static String module(Random random) {
    List<String> lines = new ArrayList<>(List.of("module example.org/x", "", "// go 1.4"));
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String key = pick(random, List.of("go", "go", "toolchain", "toolchain", "gox", "toolchains"));
      String value =
          random.nextInt(5) == 0
              ? word(random)
              : (key.startsWith("t") ? "go" : "")
                  + pick(
                      random,
                      List.of(
                          "1.21",
                          "1.21.0",
                          "1.20",
                          "1.26.8",
                          "1.27.4",
                          "1.28beta1",
                          "1.27",
                          "1.99.9",
                          "1.21rc1",
                          "1"));
      lines.add(
          pick(random, List.of("", "", "\t", " "))
              + key
              + pick(random, List.of(" ", "\t", "  ", ""))
              + (random.nextInt(6) == 0 ? "default" : value)
              + pick(
                  random,
                  List.of("", "", " // why", " // go on with toolchain x", "//", "\r", " ")));
    }
    if (random.nextInt(4) == 0) {
      lines.add(
          pick(random, List.of("go 1.26.8 // ", "toolchain go1.27.4 ", "go 1.21" + " ".repeat(300)))
              + pick(random, List.of("\u00fc", "x", "//")).repeat(random.nextInt(600)));
    }
    if (random.nextInt(12) == 0) {
      lines.add("\n".repeat(4000));
      lines.add("toolchain go1.28beta1");
    }
    if (random.nextInt(3) == 0) {
      lines.add("require (\n\texample.org/y v1.0.0 // " + "x".repeat(random.nextInt(2000)) + "\n)");
    }
    return String.join("\n", lines) + (random.nextBoolean() ? "\n" : "");
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String byProgram(Question question) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("ARCHCHECK_GO", question.variable());
    environment.put("GOWORK", question.work());
    Machine machine = new Machine(Path.of("/"), "Linux", "amd64", environment);
    Resolution found =
        new Resolver(new Store(question.store()), PLATFORM, machine).resolve(question.folder());
    String[] said =
        switch (found) {
          case Resolution.Chosen chosen ->
              new String[] {
                "chosen", chosen.why().word(), chosen.installed().toolchain().name(), ""
              };
          case Resolution.Missing missing -> new String[] {"missing", "", "", missing.wanted()};
          case Resolution.Invalid _ -> new String[] {"invalid", "", "", ""};
          case Resolution.SystemGo _ -> new String[] {"system", "", "", ""};
          case Resolution.None _ -> new String[] {"none", "", "", ""};
        };
    return String.join(
        "|",
        said[0],
        said[1],
        found.source().kind().word(),
        String.valueOf(found.source().line()),
        said[2],
        said[3],
        found.source().place());
  }

  /** The hook itself in the shells that read it; resolve.sh as other shells run it. */
  private String script() throws IOException {
    Store hooked = new Store(folder.resolve("hooked"));
    Machine machine = new Machine(Path.of("/"), "Linux", "amd64", Map.of());
    for (Shell shell : List.of(Shell.BASH, Shell.ZSH)) {
      new ShellHook(shell, hooked, machine).write(PLATFORM);
    }
    String place = hooked.root().resolve("shell").toString();
    StringBuilder script = new StringBuilder("_ac_reading=yes\n_ac_platform=linux-amd64\n");
    script
        .append("if [ -n \"${ZSH_VERSION-}\" ]; then . " + quoted(place + "/hook.zsh"))
        .append("; elif [ -n \"${BASH_VERSION-}\" ]; then . " + quoted(place + "/hook.bash"))
        .append("; else . " + quoted(place + "/resolve.sh"))
        .append("; fi\n")
        .append(
            "say() {\n  [ \"$_ac_state\" != missing ] && _ac_want_of='' || _ac_want_of=$_ac_want\n")
        .append("  printf '%s|%s|%s|%s|%s|%s|%s\\0' \"$_ac_state\" \"$_ac_why\" \"$_ac_source\"")
        .append(" \"$_ac_line\" \"$_ac_name\" \"$_ac_want_of\" \"$_ac_file\"\n}\n");
    for (Question question : questions) {
      script
          .append("_ac_store=")
          .append(quoted(question.store().toString()))
          .append(" ARCHCHECK_GO=")
          .append(quoted(question.variable()))
          .append(" GOWORK=")
          .append(quoted(question.work()))
          .append("\n_ac_resolve ")
          .append(quoted(question.folder().toString()))
          .append("\nsay\n");
    }
    return script.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private List<String> run(List<String> command, Path place) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(err)).isEmpty();
    String said = Files.readString(out);
    assertThat(said).endsWith("\0");
    return List.of(said.substring(0, said.length() - 1).split("\0", -1));
  }
}
