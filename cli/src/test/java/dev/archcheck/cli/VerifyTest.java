package dev.archcheck.cli;

import static dev.archcheck.cli.Cli.cli;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.archcheck.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {

  private static final int AMD64 = 62;
  private static final int ARM64 = 183;

  @TempDir Path temp;

  private String dist() {
    return temp.resolve("dist").toString();
  }

  private String file(String name, byte[] bytes) throws IOException {
    Path path = temp.resolve("dist").resolve(name);
    Files.createDirectories(path.resolve("..").normalize());
    return Files.write(path, bytes).toString();
  }

  @Test
  void passesWhatIsAsItsNameSays() throws IOException {
    file("tool_linux_amd64", Samples.elf(AMD64));
    file("readme.txt", new byte[] {'x'});
    Result result = cli("verify", dist());

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .isEqualTo(
            """
            1 binary: 1 as claimed, 0 with findings, 0 without a claim; 1 other file; 0 not checked
            passed
            """);
  }

  @Test
  void failsWhatIsNot() throws IOException {
    String path = file("tool_linux_arm64", Samples.elf(AMD64));
    Result result = cli("verify", dist());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .startsWith(path + "\n  error: ")
        .contains("[wrong-architecture]", "Elf64_Ehdr.e_machine", "hint: ")
        .endsWith("failed: 1 error\n");
  }

  @Test
  void saysThatNothingWasChecked() throws IOException {
    file("tool", Samples.elf(AMD64));
    Result result = cli("verify", dist());

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out())
        .contains("inconclusive: nothing was checked", "hint: ", "--target OS/ARCH");
    assertThat(cli("verify", "--target", "linux/amd64", dist()).code()).isZero();
    assertThat(cli("verify", "--target", "linux/arm64", dist()).code()).isEqualTo(1);
  }

  @Test
  void canRequireClaims() throws IOException {
    file("tool_linux_amd64", Samples.elf(AMD64));
    file("other", Samples.elf(AMD64));

    assertThat(cli("verify", dist()).code()).isZero();
    Result strict = cli("verify", "--require-claim", dist());
    assertThat(strict.code()).isEqualTo(3);
    assertThat(strict.out()).contains("inconclusive: 1 binary without a claim");
  }

  @Test
  void doesNotPassWhatCannotBeRead() throws IOException {
    file("tool_linux_amd64", Samples.elf(AMD64));
    Result result = cli("verify", dist(), temp.resolve("missing").toString());

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out())
        .contains("not checked\n", "missing", "inconclusive: 1 file could not be checked");
  }

  @Test
  void findingsOutweighWhatCannotBeRead() throws IOException {
    file("tool_linux_arm64", Samples.elf(AMD64));

    assertThat(cli("verify", dist(), temp.resolve("missing").toString()).code()).isEqualTo(1);
  }

  @Test
  void listsEverythingOnDemand() throws IOException {
    String passed = file("tool_linux_amd64", Samples.elf(AMD64));
    String unclaimed = file("other", Samples.elf(AMD64));

    assertThat(cli("verify", dist()).out()).doesNotContain(passed, unclaimed);
    assertThat(cli("verify", "--verbose", dist()).out())
        .contains("as claimed\n  " + passed, "without a claim\n  " + unclaimed);
  }

  @Test
  void isQuietOnDemand() throws IOException {
    file("tool_linux_arm64", Samples.elf(AMD64));
    Result result = new Cli().onTerminal().run("verify", "-q", dist());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isEmpty();
  }

  @Test
  void writesReportAsDocument() throws IOException {
    file("tool_linux_arm64", Samples.elf(AMD64));
    file("tool_linux_amd64", Samples.elf(AMD64));
    Result result = cli("verify", "--format=json", dist());
    JsonNode document = Documents.verify(result.out());

    assertThat(result.code()).isEqualTo(1);
    assertThat(document.at("/verdict").asText()).isEqualTo("failed");
    assertThat(document.at("/summary/failed").asInt()).isPositive();
    assertThat(document.at("/findings/0/severity").asText()).isEqualTo("error");
  }

  @Test
  void keepsExitCodeForEveryFormatAndPlace() throws IOException {
    file("tool_linux_arm64", Samples.elf(AMD64));
    Path target = temp.resolve("report.json");
    Result result = cli("verify", "--format=json", "--output", target.toString(), dist());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo("archcheck: failed: 1 error; the report is in " + target + "\n");
    Documents.verify(Files.readString(target));
  }

  @Test
  void writesTheFileQuietly() throws IOException {
    file("tool_linux_arm64", Samples.elf(AMD64));
    Path target = temp.resolve("report.json");
    Result result = cli("verify", "-q", "--format=json", "--output", target.toString(), dist());

    assertThat(result).isEqualTo(new Result(1, "", ""));
    Documents.verify(Files.readString(target));
  }

  @Test
  void saysThatTheFolderOfTheOutputIsMissing() throws IOException {
    file("tool_linux_amd64", Samples.elf(AMD64));
    Result result = cli("verify", "--output", temp.resolve("none/x").toString(), dist());

    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).endsWith("cannot be written: its folder does not exist\n");
  }

  @Test
  void nobodyKnowsWhatAMissingFileCovers() throws IOException {
    String missing = temp.resolve("missing").toString();
    Result result = cli("verify", "--target", "linux/amd64", missing);

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).contains("does not exist").doesNotContain("target-not-covered");
    file("readme.txt", new byte[] {'x'});
    assertThat(cli("verify", "--target", "linux/amd64", missing, dist()).code()).isEqualTo(1);
  }

  @Test
  void tellsRepeatedFindingsOnce() throws IOException {
    for (int i = 10; i < 22; i++) {
      byte[] one = java.util.Arrays.copyOf(Samples.elf(AMD64), 200 + i);
      file("linux_arm64/tool" + i, one);
    }
    String page = cli("verify", dist()).out();

    assertThat(page)
        .startsWith("12 files\n  error: is linux/amd64, but should be linux/arm64")
        .contains("tool10\n", "tool12\n    and 9 more, which --verbose names\n    hint: ")
        .doesNotContain("tool13")
        .endsWith("failed: 12 errors\n");
    assertThat(cli("verify", "--verbose", dist()).out()).contains("tool13\n  error: ");
    assertThat(Documents.verify(cli("verify", "--format=json", dist()).out()).at("/findings"))
        .hasSize(12);
  }

  @Test
  void publishedSchemaAllowsWhatLaterVersionsAdd() throws IOException {
    file("tool_linux_arm64", Samples.elf(AMD64));
    JsonNode document = Documents.verify(cli("verify", "--format=json", dist()).out());
    ((ObjectNode) document).put("new", 1);
    ((ObjectNode) document.at("/findings/0")).put("new", "x");

    assertThat(Documents.complaints(document, "verify-1.json")).isEmpty();
    ((ObjectNode) document).remove("verdict");
    assertThat(Documents.complaints(document, "verify-1.json")).isNotEmpty();
  }

  @Test
  void rejectsOptionsThatMakeNoSense() throws IOException {
    file("tool", Samples.elf(AMD64));

    assertUsage("--target", cli("verify", "--target", "windows", dist()));
    assertUsage("--target", cli("verify", "--target", "", dist()));
    assertUsage("need a PATH", cli("verify", "--target", "linux/amd64"));
    assertUsage("verify reads no standard input", cli("verify", "-"));
    assertUsage("an empty word names no file", cli("verify", ""));
    assertUsage("an empty word names no file", cli("inspect", ""));
    assertUsage("--min-os is NAME=VERSION", cli("verify", "--min-os", "macOS", dist()));
    assertUsage("--min-os is NAME=VERSION", cli("verify", "--min-os", "macOS=1..2", dist()));
    assertUsage("--min-os is NAME=VERSION", cli("verify", "--min-os", "=11", dist()));
    assertUsage("--min-os knows no 'mac'", cli("verify", "--min-os", "mac=11", dist()));
    assertUsage("--fail-on is one of", cli("verify", "--fail-on", "fatal", dist()));
    assertUsage("--format is one of", cli("verify", "--format", "xml", dist()));
  }

  private static void assertUsage(String message, Result result) {
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(message);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void acceptsMinimumsAndSeverities() throws IOException {
    file("tool_linux_amd64", Samples.elf(AMD64));

    assertThat(
            cli("verify", "--min-os", "glibc=2.17", "--min-os=macOS=11.0", "--fail-on=note", dist())
                .code())
        .isZero();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void escapesPaths() throws IOException {
    file("tool_linux_arm64\u001b[2J\n", Samples.elf(AMD64));
    Result result = cli("verify", dist());

    assertThat(result.out()).contains("tool_linux_arm64\\x1b[2J\\n").doesNotContain("\u001b");
  }

  @Test
  void checksTheGoOnPath() throws IOException {
    Path root = go(ARM64);
    Result result =
        new Cli()
            .machine(root)
            .environment("PATH", root.resolve("go/bin").toString())
            .environment("HOME", root.toString())
            .run("verify");

    assertThat(result.out())
        .contains("Go             go1.26.8 linux/arm64, " + root + "/go/bin/go\n")
        .contains("GOROOT         clean: ")
        .contains("this process is linux/amd64, emulated by ")
        .contains("Here           ")
        .contains("cgo            ");
    assertThat(result.code()).isZero();
  }

  @Test
  void findsTheGoOfAnotherMachine() throws IOException {
    Path root = go(AMD64);
    Cli cli =
        new Cli()
            .machine(root)
            .environment("PATH", root.resolve("go/bin").toString())
            .environment("HOME", root.toString());
    Result result = cli.run("verify", "--format=json");
    JsonNode document = Documents.doctor(result.out());

    assertThat(result.code()).isEqualTo(1);
    assertThat(document.at("/host/kernel/name").asText()).isEqualTo("linux/arm64");
    assertThat(document.at("/capture/gos/0/version").asText()).isEqualTo("go1.26.8");
    assertThat(document.at("/findings").findValuesAsText("rule"))
        .contains("go-not-native", "go-overlaid");
  }

  @Test
  void saysWhatToDoWithoutGo() throws IOException {
    Result result = new Cli().machine(go(ARM64)).environment("PATH", dist()).run("verify");

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out())
        .contains("Go             none on PATH", "inconclusive: there is no Go on PATH", "hint: ");
  }

  /** An arm64 machine with a Go whose programs are for the given machine. */
  private Path go(int machine) throws IOException {
    Path root = temp.toRealPath().resolve("machine");
    Files.writeString(
        Files.createDirectories(root.resolve("proc/sys/kernel")).resolve("arch"), "aarch64\n");
    Path go = Files.createDirectories(root.resolve("go"));
    Files.writeString(go.resolve("VERSION"), "go1.26.8\ntime x\n");
    Files.createDirectories(go.resolve("src"));
    Files.createDirectories(root.resolve("tmp"));
    Path bin = Files.createDirectories(go.resolve("bin"));
    Path tools = Files.createDirectories(go.resolve("pkg/tool/linux_arm64"));
    Path command = Files.write(bin.resolve("go"), GoSamples.command(machine, "go1.26.8"));
    assertThat(command.toFile().setExecutable(true)).isTrue();
    Files.write(tools.resolve("compile"), java.util.Arrays.copyOf(Samples.elf(machine), 160));
    return root;
  }
}
