package dev.archcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.archcheck.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on machines that are made of a few files. */
@DisabledOnOs(OS.WINDOWS) // links and executable bits
class DoctorTest {

  private static final int ARM64 = 183;
  private static final int AMD64 = 62;

  @TempDir Path temp;
  private Path root;

  @BeforeEach
  void fill() throws IOException {
    root = temp.toRealPath();
    Path kernel = Files.createDirectories(root.resolve("proc/sys/kernel"));
    Files.writeString(kernel.resolve("arch"), "x86_64\n");
    Files.createDirectories(root.resolve("tmp"));
  }

  private void go(int machine, String version) throws IOException {
    Path goroot = root.resolve("usr/local/go");
    Path tools =
        Files.createDirectories(
            goroot.resolve("pkg/tool").resolve(machine == ARM64 ? "linux_arm64" : "linux_amd64"));
    Files.write(tools.resolve("compile"), Samples.elf(machine));
    Files.createDirectories(goroot.resolve("src"));
    Files.writeString(goroot.resolve("VERSION"), version + "\n");
    Path go =
        Files.write(
            Files.createDirectories(goroot.resolve("bin")).resolve("go"),
            GoSamples.command(machine, version));
    assertThat(go.toFile().setExecutable(true)).isTrue();
  }

  private Result run(String... arguments) {
    return new Cli()
        .machine(root)
        .environment("HOME", root.resolve("home").toString())
        .environment("PATH", root.resolve("usr/local/go/bin").toString())
        .environment("SHELL", "/usr/bin/fish")
        .environment("GOPROXY", "https://user:secret@proxy.example,direct")
        .run(arguments);
  }

  @Test
  void aForeignGo() throws IOException {
    go(ARM64, "go1.26.2");
    Result result = run("doctor", "go");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains("Go             go1.26.2 linux/arm64, " + root + "/usr/local/go/bin/go\n")
        .contains(
            "  error: is linux/arm64, and this machine, linux/amd64, does not run it"
                + "  [go-not-native]\n")
        .contains("    fix: archcheck toolchain install --target linux/amd64 1.26.2\n")
        .contains("warning: is go1.26.2, which a module proxy can deceive")
        .contains("    fix: archcheck toolchain install 1.26.6\n")
        .doesNotContain("secret");
  }

  @Test
  void theDocumentIsAsItsSchemaSays() throws IOException {
    go(ARM64, "go1.26.2");
    Result result = run("doctor", "--format", "json");
    JsonNode document = Documents.doctor(result.out());
    assertThat(document.at("/host/kernel/name").asText()).isEqualTo("linux/amd64");
    assertThat(document.at("/capture/gos/0/version").asText()).isEqualTo("go1.26.2");
    assertThat(document.at("/capture/shell").asText()).isEqualTo("fish");
    assertThat(result.out()).contains("https://***@proxy.example").doesNotContain("secret");
    assertThat(document.at("/findings/0/hint").asText()).contains("archcheck toolchain install");
  }

  @Test
  void whatWasCapturedIsJudgedAgain() throws IOException {
    go(ARM64, "go1.26.2");
    String document = run("doctor", "--format", "json").out();
    Path file = Files.writeString(root.resolve("machine.json"), document);
    Result again = new Cli().run("doctor", "--replay", file.toString(), "--format", "json");
    assertThat(again.out()).isEqualTo(document);
    assertThat(again.code()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sarif", "junit", "github", "gitlab", "markdown"})
  void everyFormOfReportNamesTheRemedy(String format) throws IOException {
    go(ARM64, "go1.26.2");
    Result result = run("doctor", "--format", format);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("linux/arm64");
  }

  @Test
  void oneHalf() throws IOException {
    go(AMD64, "go1.27.0");
    assertThat(run("doctor", "host").out())
        .startsWith("This machine   linux/amd64; this process is native\n")
        .doesNotContain("GOROOT");
    assertThat(run("doctor", "go").out()).doesNotContain("This machine");
    assertThat(run("doctor", "everything").code()).isEqualTo(2);
    assertThat(run("doctor", "host", "go").code()).isEqualTo(2);
  }

  @Test
  void withoutGo() {
    Result result = run("doctor");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out())
        .endsWith(
            "inconclusive: there is no Go on PATH\n\nhint: archcheck toolchain install stable\n");
    assertThat(run("doctor", "host").code()).isZero();
  }
}
