package dev.archcheck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.e2e.Checkout.Outcome;
import dev.archcheck.testkit.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Switching between two real versions of Go in real shells, on a terminal, with the packaged
 * program. The store, the folders and the home all have names that careless quoting breaks on.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the shells of Unix")
class SwitchingIT {

  private static final String NEW = "1.27.0";
  private static final String OLD = "1.26.8";
  private static final int SECONDS = 120;
  private static final String PLAIN = "/usr/local/bin:/usr/bin:/bin";

  @TempDir private static Path shared;
  private static Checkout checkout;
  private static Path bin;
  private static Path newRoot;
  private static Path oldRoot;

  @TempDir private Path folder;
  private Path work;
  private Path home;
  private Path store;

  /** A shell, how it is started, and how it says what the lines below need. */
  enum Shell {
    BASH(".bashrc", "echo \"$PATH\" > '%s'", "echo $? > '%s'", "echo > '{done}'"),
    ZSH(".zshrc", "echo \"$PATH\" > '%s'", "echo $? > '%s'", "echo > '{done}'"),
    FISH(
        ".config/fish/config.fish",
        "echo \"$PATH\" > '%s'",
        "echo $status > '%s'",
        "echo > '{done}'"),
    NU(
        ".config/nushell/config.nu",
        "$env.PATH | str join ':' | $in + \"\\n\" | save -f '%s'",
        "$env.LAST_EXIT_CODE | into string | $in + \"\\n\" | save -f '%s'",
        "touch '{done}'");

    private final String file;
    private final String path;
    private final String status;
    private final String done;

    Shell(String file, String path, String status, String done) {
      this.file = file;
      this.path = path;
      this.status = status;
      this.done = done;
    }

    private String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    private String program() {
      return this == NU ? Corpus.part("shells").resolve("nu").toString() : word();
    }

    private List<String> interactive() {
      return this == BASH ? List.of("bash", "--noprofile", "-i") : List.of(program(), "-i");
    }

    /** A program by name, its output into a file. */
    private String into(String command, Path file) {
      return command + (this == NU ? " out> '" : " > '") + file + "'";
    }
  }

  @BeforeAll
  static void prepare() throws Exception {
    checkout = Checkout.in(shared);
    Outcome version = checkout.run("--version");
    assertThat(version.exit()).as(version.err()).isZero();
    bin = Files.createDirectories(shared.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("archcheck"), checkout.launcher());
    newRoot = real(NEW);
    oldRoot = real(OLD);
  }

  /** A real toolchain, as the go command itself fetches and proves it. */
  private static Path real(String version) throws Exception {
    Path empty = Files.createDirectories(shared.resolve("empty"));
    ProcessBuilder builder = new ProcessBuilder("go", "env", "GOROOT").directory(empty.toFile());
    builder.environment().putAll(Map.of("GOTOOLCHAIN", "go" + version, "GOFLAGS", ""));
    builder.environment().keySet().removeAll(List.of("GOROOT", "GOENV"));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String root = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("go " + version + " can be had").isZero();
    return Path.of(root.strip());
  }

  @BeforeEach
  void plantStoreAndFolders() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    // Without this folder fish fills it in the background, also while the test is cleaned up.
    Files.createDirectories(home.resolve(".local/share/fish/generated_completions"));
    store = folder.resolve("a 'store' with $HOME `x` \u00fc");
    plant(NEW, newRoot);
    plant(OLD, oldRoot);
    Files.writeString(store.resolve("default"), name(NEW) + "\n");
    work = Files.createDirectories(folder.resolve("work"));
    Files.createDirectories(work.resolve("old \u00fc/deep"));
    Files.writeString(work.resolve("old \u00fc/.go-version"), OLD + "\n");
    Files.createDirectories(work.resolve("partial"));
    Files.writeString(work.resolve("partial/.tool-versions"), "golang 1.26\r\n");
    Files.createDirectories(work.resolve("lacking/deep"));
    Files.writeString(work.resolve("lacking/.go-version"), "1.25.99\n");
  }

  private void plant(String version, Path root) throws IOException {
    Path installed = Files.createDirectories(store.resolve("versions").resolve(name(version)));
    Files.createSymbolicLink(installed.resolve("go"), root);
    Files.writeString(installed.resolve("seal"), "");
  }

  private static String name(String version) {
    String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    String os = OS.current() == OS.MAC ? "darwin" : "linux";
    return "go" + version + "." + os + "-" + arch;
  }

  private String binOf(String version) {
    return store.resolve("versions/" + name(version) + "/go/bin").toString();
  }

  private Map<String, String> environment() {
    return Map.of(
        "HOME", home.toString(),
        "XDG_CONFIG_HOME", home.resolve(".config").toString(),
        "ZDOTDIR", home.toString(),
        "ARCHCHECK_HOME", store.toString(),
        "ARCHCHECK_JAVA_HOME", System.getProperty("java.home"),
        "TERM", "xterm",
        "LANG", "C.UTF-8",
        "PATH", PLAIN + ":" + bin);
  }

  private Outcome archcheck(String... arguments) throws Exception {
    return archcheckIn(work, arguments);
  }

  private Outcome archcheckIn(Path place, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(bin.resolve("archcheck").toString()));
    command.addAll(List.of(arguments));
    return run(place, command, environment());
  }

  private Outcome run(Path place, List<String> command, Map<String, String> environment)
      throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command + " did not end");
    }
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Types lines into a shell and returns what it showed. */
  private String type(Shell shell, String... lines) throws Exception {
    Path script =
        Path.of(System.getProperty("archcheck.root"))
            .resolve("src-test/src/test/resources/dev/archcheck/shells/terminal.py");
    Path done = Files.createTempDirectory(folder, "done");
    Path input = Files.writeString(done.resolve("lines"), String.join("\n", lines) + "\n");
    List<String> command =
        new ArrayList<>(List.of("python3", script.normalize().toString(), done.toString()));
    command.addAll(shell.interactive());
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.redirectInput(input.toFile()).redirectErrorStream(true);
    String python = System.getenv("PATH");
    builder.environment().clear();
    builder.environment().putAll(environment());
    builder.environment().put("PATH", python);
    builder.command().addAll(0, List.of("env", "SHELL_PATH=" + PLAIN + ":" + bin));
    Path shown = done.resolve("shown");
    Process process = builder.redirectOutput(shown.toFile()).start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the shell did not end");
    }
    String text = Files.readString(shown, StandardCharsets.ISO_8859_1);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private void install(Shell shell, int times) throws Exception {
    Outcome hook = archcheck("toolchain", "hook", shell.word());
    assertThat(hook.exit()).as(hook.err()).isZero();
    Path file = home.resolve(shell.file);
    Files.createDirectories(file.getParent());
    String quiet = shell == Shell.NU ? "$env.config.show_banner = false\n" : "";
    Files.writeString(file, quiet + hook.out().repeat(times));
  }

  private String read(String name) throws IOException {
    return Files.readString(work.resolve(name)).strip();
  }

  private String line(Shell shell, String... commands) {
    return String.join("; ", commands) + "; " + shell.done;
  }

  private String path(Shell shell, String file) {
    return shell.path.replace("%s", work.resolve(file).toString());
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void switchesByFolderOnATerminal(Shell shell) throws Exception {
    install(shell, 1);
    String shown =
        type(
            shell,
            line(shell, shell.into("go version", work.resolve("v0")), path(shell, "p0")),
            line(shell, "cd '" + work.resolve("old \u00fc/deep") + "'"),
            line(shell, shell.into("go version", work.resolve("v1")), path(shell, "p1")),
            line(shell, "cd '" + work.resolve("partial") + "'"),
            line(shell, shell.into("go version", work.resolve("v2"))),
            line(shell, "cd '" + work.resolve("lacking") + "'"),
            line(shell, "cd deep"),
            line(shell, shell.into("go version", work.resolve("v3"))),
            (shell == Shell.NU ? "^" : "") + "sh -c 'exit 7'",
            line(shell, shell.status.replace("%s", work.resolve("s4").toString())),
            line(shell, "archcheck toolchain use --session " + OLD),
            line(shell, shell.into("go version", work.resolve("v5"))),
            line(shell, "archcheck toolchain use --session system"),
            line(shell, path(shell, "p6")),
            line(shell, "archcheck toolchain use --session --undo"),
            line(shell, "cd '" + work + "'"),
            line(shell, path(shell, "p7")));
    assertThat(read("v0")).contains("go" + NEW);
    assertThat(read("p0")).startsWith(binOf(NEW) + ":").doesNotContain(binOf(OLD));
    assertThat(read("v1")).contains("go" + OLD);
    assertThat(read("p1")).startsWith(binOf(OLD) + ":").doesNotContain(binOf(NEW));
    assertThat(read("v2")).contains("go" + OLD);
    assertThat(read("v3")).as("the default until 1.25.99 is there").contains("go" + NEW);
    assertThat(read("s4")).as("the status of the last command").isEqualTo("7");
    assertThat(read("v5")).contains("go" + OLD);
    assertThat(read("p6")).as("byte for byte").isEqualTo(PLAIN + ":" + bin);
    assertThat(read("p7")).isEqualTo(read("p0"));
    assertThat(shown.split("archcheck toolchain install 1\\.25\\.99", -1))
        .as("said on coming in, and again when the session's version is given up")
        .hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void hookReadTwiceAndNestedShellsLeaveOneEntry(Shell shell) throws Exception {
    install(shell, 2);
    String nested = shell == Shell.BASH ? "bash --noprofile -i" : "'" + shell.program() + "' -i";
    type(
        shell,
        line(shell, "cd '" + work.resolve("old \u00fc") + "'"),
        line(shell, path(shell, "p0")),
        (shell == Shell.NU ? "^" : "") + nested,
        line(shell, path(shell, "p1")),
        line(shell, "cd '" + work + "'"),
        line(shell, path(shell, "p2")),
        "exit",
        line(shell, path(shell, "p3")));
    assertThat(read("p0")).isEqualTo(binOf(OLD) + ":" + PLAIN + ":" + bin);
    assertThat(read("p1")).isEqualTo(read("p0"));
    assertThat(read("p2")).isEqualTo(binOf(NEW) + ":" + PLAIN + ":" + bin);
    assertThat(read("p3")).as("the outer shell is where it was").isEqualTo(read("p0"));
  }

  /** Not on a terminal: the code of env, and of its undoing. */
  @ParameterizedTest
  @EnumSource(Shell.class)
  void codeIsUndoneByteForByte(Shell shell) throws Exception {
    Path on = code(shell, "env", "--shell", shell.word(), "1.26");
    Path off = code(shell, "env", "--shell", shell.word(), "--undo");
    String read = shell == Shell.NU || shell == Shell.FISH ? "source '" : ". '";
    String script =
        String.join(
            "\n",
            path(shell, "p0"),
            read + on + "'",
            read + on + "'",
            path(shell, "p1"),
            shell.into(shell == Shell.NU ? "^go version" : "go version", work.resolve("v1")),
            shell.into("sh -c 'echo ${GOROOT-none}'", work.resolve("r1")),
            read + off + "'",
            path(shell, "p2"),
            shell.into("sh -c 'echo ${GOROOT-none}'", work.resolve("r2")));
    Map<String, String> environment = new java.util.HashMap<>(environment());
    // Empty entries stand for the current folder; fish has no way to keep them, and never had.
    String before =
        shell == Shell.FISH || shell == Shell.NU ? PLAIN : ":" + PLAIN + "::/a b/\u00fc:";
    environment.put("PATH", before);
    environment.put("GOROOT", "/stale");
    Outcome outcome = run(work, List.of(which(shell), "-c", script), environment);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .isEqualTo("archcheck: GOROOT is no longer set: go finds its own root\n");
    assertThat(read("p0")).isEqualTo(before);
    assertThat(read("p1")).isEqualTo(binOf(OLD) + ":" + before);
    assertThat(read("v1")).contains("go" + OLD);
    assertThat(read("r1")).isEqualTo("none");
    assertThat(read("p2")).isEqualTo(before);
    assertThat(read("r2")).isEqualTo("/stale");
  }

  private static String which(Shell shell) {
    return shell == Shell.NU ? shell.program() : "/usr/bin/" + shell.word();
  }

  private Path code(Shell shell, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("toolchain"));
    all.addAll(List.of(arguments));
    Outcome outcome = archcheck(all.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return Files.writeString(Files.createTempFile(folder, shell.word(), ".code"), outcome.out());
  }

  /** A script under set -eu with the hook in it; other things at the prompt keep their place. */
  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void worksUnderStrictOptionsAndInStrangeFolders(String shell) throws Exception {
    Outcome hook = archcheck("toolchain", "hook", shell);
    Path gone = Files.createDirectories(work.resolve("old \u00fc/gone"));
    Path link = Files.createSymbolicLink(work.resolve("link"), work.resolve("old \u00fc/deep"));
    String script =
        String.join(
            "\n",
            "set -eu",
            "alias read='echo alias' printf='echo alias'",
            hook.out(),
            "command -v go",
            "cd '" + gone + "'; rmdir '" + gone + "'",
            "_archcheck_hook; command -v go",
            "cd '" + link + "'; _archcheck_hook; command -v go",
            "cd /; _archcheck_hook; command -v go",
            "set -f; cd '" + work.resolve("partial") + "'; _archcheck_hook; command -v go",
            "case $- in *f*) echo kept;; esac");
    Outcome outcome = run(work, List.of("/usr/bin/" + shell, "-c", script), environment());
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines())
        .containsExactly(
            binOf(NEW) + "/go",
            binOf(OLD) + "/go",
            binOf(NEW) + "/go", // the shell's own path counts, and that one leads through work
            binOf(NEW) + "/go",
            binOf(OLD) + "/go",
            "kept");
    assertThat(outcome.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROMPT_COMMAND='echo $? >> seen'", "PROMPT_COMMAND=('echo $? >> seen')"})
  void otherPromptCommandsKeepTheirPlaceAndTheStatus(String other) throws Exception {
    install(Shell.BASH, 1);
    Path file = home.resolve(Shell.BASH.file);
    String hook = Files.readString(file);
    Files.writeString(file, other + "\n" + hook + hook);
    type(Shell.BASH, "(exit 7)", line(Shell.BASH, path(Shell.BASH, "p0")));
    assertThat(read("seen").lines()).containsSubsequence("0", "7");
    assertThat(read("p0")).startsWith(binOf(NEW) + ":");
  }

  @Test
  void localVersionIsWrittenAndApplies() throws Exception {
    Path here = Files.createDirectories(work.resolve("here"));
    assertThat(archcheckIn(here, "toolchain", "use", "--local", "1.26").exit()).isZero();
    assertThat(Files.readString(here.resolve(".go-version"))).isEqualTo(OLD + "\n");
    Outcome which = archcheckIn(here, "toolchain", "which", "gofmt");
    assertThat(which.out()).isEqualTo(binOf(OLD) + "/gofmt\n");
    Outcome current = archcheckIn(here, "toolchain", "current");
    assertThat(current.exit()).isZero();
    assertThat(current.out())
        .contains("go" + OLD)
        .contains(here.resolve(".go-version") + ":1 names it");
  }

  @Test
  void missingVersionIsNamedWithWhatInstallsIt() throws Exception {
    Outcome current = archcheckIn(work.resolve("lacking/deep"), "toolchain", "current");
    assertThat(current.exit()).isEqualTo(3);
    assertThat(current.out()).isEmpty();
    assertThat(current.err())
        .contains("go1.25.99", work.resolve("lacking/.go-version") + ":1")
        .contains("hint: archcheck toolchain install 1.25.99");
    Outcome env = archcheckIn(work.resolve("lacking"), "toolchain", "env", "--shell", "bash");
    assertThat(env.exit()).isEqualTo(3);
    assertThat(env.out()).isEmpty();
  }
}
