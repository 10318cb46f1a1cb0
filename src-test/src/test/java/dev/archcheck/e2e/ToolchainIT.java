package dev.archcheck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.e2e.Checkout.Outcome;
import dev.archcheck.servers.ReleaseServer;
import dev.archcheck.servers.ToolchainArchives;
import dev.archcheck.toolchain.GoToolchain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program on real toolchains: from the module proxies of this machine, with the public
 * log. A network that fails is a failure.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher of Unix")
class ToolchainIT {

  private static final String VERSION = "1.27.0";
  private static final String LOGGED = "h1:fVts2HjYwzBWrJtkf1B9HRDAuCZcZLexWI6ZX6Ls/IU=";
  private static final GoToolchain LINUX = new GoToolchain("go1.27.0", "linux", "amd64");
  private static final String NOWHERE = "http://127.0.0.1:1/";
  private static final int SECONDS = 120;

  @TempDir private static Path shared;
  private static Checkout checkout;

  @TempDir private Path folder;

  @BeforeAll
  static void prepare() throws Exception {
    checkout = Checkout.in(shared);
    assertThat(checkout.run("--version").exit()).isZero();
  }

  private Map<String, String> environment(String goDl) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ARCHCHECK_HOME", folder.resolve("store").toString());
    environment.put("ARCHCHECK_GO_DL", goDl);
    return environment;
  }

  @Test
  void whereGoDevIsNotReachedTheModuleProxyIsAndTheLogProvesIt() throws Exception {
    Map<String, String> environment = environment(NOWHERE);
    Outcome installed =
        checkout.runWith(environment, "toolchain", "install", "--target", "linux/amd64", VERSION);
    assertThat(installed.exit()).as(installed.toString()).isZero();
    assertThat(installed.err()).contains("could not be asked");
    assertThat(installed.out())
        .containsPattern("proven +log +sum.golang.org: record [0-9]+ has " + quoted(LOGGED))
        .contains("sealed   12,057 files".replace(",", ""));
    assertThat(checkout.runWith(environment, "toolchain", "verify", "--offline").exit()).isZero();
    if (isNativeLinux()) {
      buildsInEveryShell(environment);
    }
  }

  private static boolean isNativeLinux() {
    return OS.current() == OS.LINUX && System.getProperty("os.arch").equals("amd64");
  }

  private static String quoted(String text) {
    return text.replace("+", "\\+");
  }

  private void buildsInEveryShell(Map<String, String> environment) throws Exception {
    Path module = Files.createDirectories(folder.resolve("hello"));
    Files.writeString(module.resolve("go.mod"), "module hello\n\ngo 1.27.0\n");
    Files.writeString(
        module.resolve("main.go"),
        "package main\n\nimport \"runtime\"\n\nfunc main() { println(runtime.Version()) }\n");
    String launcher = "'" + checkout.launcher() + "'";
    Map<String, String> shells =
        Map.of(
            "bash", "eval \"$(" + launcher + " toolchain env --shell bash " + VERSION + ")\"",
            "zsh", "eval \"$(" + launcher + " toolchain env --shell zsh " + VERSION + ")\"",
            "fish", launcher + " toolchain env --shell fish " + VERSION + " | source");
    for (Map.Entry<String, String> shell : shells.entrySet()) {
      Path program = folder.resolve("hello-" + shell.getKey());
      String script = shell.getValue() + "\ngo build -o '" + program + "' . && '" + program + "'\n";
      ProcessBuilder builder =
          new ProcessBuilder(shell.getKey(), "-c", script).directory(module.toFile());
      builder.environment().putAll(environment);
      builder.environment().keySet().removeAll(List.of("GOROOT", "GOFLAGS", "JAVA_HOME"));
      builder.environment().putAll(Map.of("GOENV", "off", "GOTOOLCHAIN", "local"));
      builder.environment().put("HOME", folder.toString());
      String said = run(builder.redirectErrorStream(true));
      assertThat(said).as(shell.getKey()).contains("go" + VERSION);
      assertThat(program).isExecutable();
    }
  }

  private static String run(ProcessBuilder builder) throws Exception {
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  @Test
  void fromGoDevDlItIsProvenByHashSignatureAndLog() throws Exception {
    Path archive = ToolchainArchives.archive(LINUX);
    Path home = Files.createDirectories(folder.resolve("gnupg"));
    Files.setPosixFilePermissions(
        home, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    String user = "Release Signer <release@example.org>";
    gpg(home, "--quick-gen-key", user, "rsa3072", "sign", "never");
    gpg(home, "--output", folder.resolve("a.asc").toString(), "--detach-sign", archive.toString());
    gpg(home, "--output", folder.resolve("key.asc").toString(), "--export", user);
    try (ReleaseServer server = ReleaseServer.start()) {
      server.release("go" + VERSION, true, archive);
      server.put("/" + archive.getFileName() + ".asc", folder.resolve("a.asc"));
      Outcome installed =
          checkout.runWith(
              environment(server.url().toString()),
              "toolchain",
              "install",
              "--target",
              "linux/amd64",
              "--keyring",
              folder.resolve("key.asc").toString(),
              VERSION);
      assertThat(installed.exit()).as(installed.toString()).isZero();
      assertThat(installed.out())
          .containsPattern("proven +log +sum.golang.org: record [0-9]+ has " + quoted(LOGGED))
          .containsPattern("proven +signature")
          .containsPattern("proven +index")
          .containsPattern("proven +sidecar");
      Outcome checked =
          checkout.runWith(
              environment(server.url().toString()),
              "checksum",
              "--require",
              "log",
              "--keyring",
              folder.resolve("key.asc").toString(),
              archive.toString());
      assertThat(checked.exit()).as(checked.toString()).isZero();
      assertThat(checked.out()).contains(LOGGED);
    }
  }

  private static void gpg(Path home, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("gpg", "--homedir", home.toString(), "--batch", "--armor", "--passphrase", ""));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  @Test
  void aToolchainForAnotherSystemIsOneForThatSystem() throws Exception {
    Outcome installed =
        checkout.runWith(
            environment(NOWHERE), "toolchain", "install", "--target", "darwin/arm64", VERSION);
    assertThat(installed.exit()).as(installed.toString()).isZero();
    Path root = folder.resolve("store/versions/go1.27.0.darwin-arm64/go");
    for (String program : new String[] {"bin/go", "bin/gofmt", "pkg/tool/darwin_arm64/link"}) {
      String said = run(new ProcessBuilder("file", "-b", root.resolve(program).toString()));
      assertThat(said).contains("Mach-O 64-bit").contains("arm64");
    }
  }

  /** Debian builds Go itself, and spreads it over several folders. */
  @Test
  void aGoThatADistributionBuiltIsToldFromTheOfficialOne() throws Exception {
    Path debian = Path.of("/usr/lib/go-1.19");
    assertThat(debian).as("golang-1.19-go, which scripts/corpus installs").isDirectory();
    Outcome checked =
        checkout.runWith(environment(NOWHERE), "toolchain", "verify", debian.toString());
    assertThat(checked.exit()).as(checked.toString()).isEqualTo(1);
    assertThat(checked.out())
        .contains("go1.19.8.linux-amd64")
        .containsPattern("refuted +log")
        .containsPattern("changed +bin/go ")
        .containsPattern("missing +LICENSE")
        .contains("differs from the official go1.19.8");
  }
}
