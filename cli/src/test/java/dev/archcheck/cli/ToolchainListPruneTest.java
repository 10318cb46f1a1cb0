package dev.archcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.archcheck.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // links and executable bits
class ToolchainListPruneTest {

  private static final int ARM64 = 183;
  private static final int AMD64 = 62;

  @TempDir Path temp;
  private Path root;
  private Path store;
  private Path src;

  @BeforeEach
  void fill() throws IOException {
    root = temp.toRealPath();
    store = root.resolve("home/store");
    src = Files.createDirectories(root.resolve("home/src"));
    Path kernel = Files.createDirectories(root.resolve("proc/sys/kernel"));
    Files.writeString(kernel.resolve("arch"), "x86_64\n");
  }

  private Result run(String... arguments) {
    return new Cli()
        .machine(root)
        .environment("HOME", root.resolve("home").toString())
        .environment("ARCHCHECK_HOME", store.toString())
        .environment("PATH", root.resolve("usr/local/go/bin").toString())
        .run(arguments);
  }

  private Path tree(String folder, String version, int machine) throws IOException {
    Path goroot = root.resolve(folder);
    Files.createDirectories(goroot.resolve("src"));
    Files.createDirectories(
        goroot.resolve("pkg/tool").resolve(machine == ARM64 ? "linux_arm64" : "linux_amd64"));
    Files.createDirectories(goroot.resolve("bin"));
    Files.writeString(goroot.resolve("VERSION"), version + "\n");
    Path go = Files.write(goroot.resolve("bin/go"), Samples.elf(machine));
    assertThat(go.toFile().setExecutable(true)).isTrue();
    return goroot;
  }

  private void installed(String version) throws IOException {
    String folder = "home/store/versions/" + version + ".linux-amd64";
    tree(folder + "/go", version, AMD64);
    Files.writeString(root.resolve(folder).resolve("seal"), "archcheck seal 1\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = src.resolve(file);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.writeString(path, text);
  }

  private boolean isInstalled(String version) {
    return Files.exists(store.resolve("versions").resolve(version + ".linux-amd64"));
  }

  @Test
  void listsEverythingThatIsThere() throws IOException {
    installed("go1.26.1");
    installed("go1.27.0");
    Files.writeString(store.resolve("default"), "go1.26.1.linux-amd64\n");
    tree("usr/local/go", "go1.27.0", AMD64);
    tree("home/.goenv/versions/1.27.0", "go1.27.0", ARM64);
    Files.createDirectories(root.resolve("home/.gvm/gos/go1.20"));
    Result result = run("toolchain", "list");

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(
            result.out().lines().map(line -> line.replaceAll(" {2,}", "|").replace(root + "/", "")))
        .containsExactly(
            "This machine|linux/amd64 (kernel: /proc/sys/kernel/arch = x86_64)",
            "PATH starts|usr/local/go/bin/go",
            "",
            "go1.27.0|linux/amd64|native|archcheck|home/store/versions/go1.27.0.linux-amd64/go|sealed",
            "go1.26.1|linux/amd64|native|archcheck|home/store/versions/go1.26.1.linux-amd64/go|default, sealed",
            "go1.27.0|linux/amd64|native|go.dev|usr/local/go|first on PATH",
            "go1.27.0|linux/arm64|foreign|goenv|home/.goenv/versions/1.27.0",
            "unknown|-|unknown|gvm|home/.gvm/gos/go1.20|BROKEN",
            "",
            "home/.gvm/gos/go1.20 has no file VERSION that says which Go it is",
            "home/.gvm/gos/go1.20 has no bin/go",
            "home/.gvm/gos/go1.20 has no folder src with the standard library");

    Result own = run("toolchain", "list", "--store");
    assertThat(own.out()).contains("go1.26.1").doesNotContain("goenv", "gvm");
  }

  @Test
  void listsAsADocument() throws IOException {
    installed("go1.27.0");
    Files.writeString(store.resolve("default"), "go1.27.0.linux-amd64\n");
    tree("usr/local/go", "go1.27.0", AMD64);
    Path shim = root.resolve("usr/local/go/bin/go");
    Files.createDirectories(root.resolve("home/.gvm/gos"));
    Files.createSymbolicLink(root.resolve("home/.gvm/gos/go1.20"), Path.of("go1.20"));
    JsonNode document = Documents.toolchainList(run("toolchain", "list", "--format", "json").out());

    assertThat(document.at("/host/platform/name").asText()).isEqualTo("linux/amd64");
    assertThat(document.at("/path/0/kind").asText()).isEqualTo("go");
    assertThat(document.at("/path/0/command").asText()).isEqualTo(shim.toString());
    JsonNode toolchains = document.path("toolchains");
    assertThat(toolchains).hasSize(3);
    JsonNode own = toolchains.path(0);
    assertThat(own.path("manager").asText()).isEqualTo("archcheck");
    assertThat(own.path("default").asBoolean()).isTrue();
    assertThat(own.path("sealed").asBoolean()).isTrue();
    assertThat(toolchains.path(1).path("pathPosition").asInt()).isEqualTo(1);
    assertThat(toolchains.path(1).path("fit").asText()).isEqualTo("native");
    assertThat(toolchains.path(2).at("/problems/0").asText()).isEqualTo("is a link in a circle");
  }

  @Test
  void aMachineWithoutGo() {
    Result result = run("toolchain", "list");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("no go\n").contains("no Go was found");
    Documents.toolchainList(run("toolchain", "list", "--format", "json").out());
  }

  @Test
  void pruneWantsToKnowWhereProjectsAre() throws IOException {
    installed("go1.27.0");
    Result result = run("toolchain", "prune", "--yes");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("where your projects are", "hint: ");
    assertThat(isInstalled("go1.27.0")).isTrue();
  }

  @Test
  void pruneRemovesOnlyWhenTold() throws IOException {
    installed("go1.25.4");
    installed("go1.26.1");
    installed("go1.27.0");
    Files.writeString(store.resolve("default"), "go1.27.0.linux-amd64\n");
    write("app/.go-version", "1.26.1\n");
    Path old = Files.createDirectories(store.resolve("downloads")).resolve("x.tar.gz.part");
    Files.write(old, new byte[5_000]);
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(3))));

    Result dry = run("toolchain", "prune", src.toString());
    assertThat(dry.code()).isZero();
    assertThat(dry.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
        .anyMatch(line -> line.equals("keep|go1.27.0.linux-amd64|the default"))
        .anyMatch(line ->
            line.equals("keep|go1.26.1.linux-amd64|" + src.resolve("app/.go-version") + ":1"))
        .anyMatch(line -> line.startsWith("remove|go1.25.4.linux-amd64|"))
        .anyMatch(line -> line.equals("remove|" + old + "|5.0 kB"))
        .anyMatch(line -> line.endsWith("5.2 kB would be freed"));
    assertThat(dry.err()).contains("hint: --yes removes it");
    assertThat(isInstalled("go1.25.4")).isTrue();
    assertThat(old).exists();

    Result done = run("toolchain", "prune", "--yes", src.toString());
    assertThat(done.code()).isZero();
    assertThat(done.out()).contains("removed", "5.2 kB freed");
    assertThat(done.err()).isEmpty();
    assertThat(isInstalled("go1.25.4")).isFalse();
    assertThat(isInstalled("go1.26.1")).isTrue();
    assertThat(isInstalled("go1.27.0")).isTrue();
    assertThat(old).doesNotExist();

    assertThat(run("toolchain", "prune", "--yes", src.toString()).out())
        .contains("there is nothing to remove");
  }

  @Test
  void pruneRemovesNothingInDoubt() throws IOException {
    installed("go1.25.4");
    String missing = src.resolve("missing").toString();
    Result result = run("toolchain", "prune", "--yes", src.toString(), missing);
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).contains("is not there", "nothing can be removed safely");
    assertThat(result.err()).contains("nothing is removed");
    assertThat(isInstalled("go1.25.4")).isTrue();
    JsonNode document =
        Documents.toolchainPrune(run("toolchain", "prune", "--format", "json", missing).out());
    assertThat(document.path("state").asText()).isEqualTo("uncertain");
    assertThat(document.at("/doubts/0/kind").asText()).isEqualTo("unread");
  }

  @Test
  void pruneAsADocument() throws IOException {
    installed("go1.25.4");
    installed("go1.26.1");
    write("a/go.mod", "module a\n\ngo 1.26.1\n");
    write("b/.go-version", "lts\n");
    String[] command = {"toolchain", "prune", "--format", "json", src.toString()};
    JsonNode document = Documents.toolchainPrune(run(command).out());

    assertThat(document.path("state").asText()).isEqualTo("planned");
    assertThat(document.path("folders").asInt()).isEqualTo(3);
    assertThat(document.at("/kept/0/name").asText()).isEqualTo("go1.26.1.linux-amd64");
    assertThat(document.at("/kept/0/reasons/0/kind").asText()).isEqualTo("go-mod");
    assertThat(document.at("/kept/0/reasons/0/line").asInt()).isEqualTo(3);
    assertThat(document.at("/unneeded/0/version").asText()).isEqualTo("go1.25.4");
    assertThat(document.at("/unneeded/0/bytes").asLong()).isPositive();
    assertThat(document.at("/doubts/0/kind").asText()).isEqualTo("not-understood");

    JsonNode done =
        Documents.toolchainPrune(
            run("toolchain", "prune", "--yes", "--format", "json", src.toString()).out());
    assertThat(done.path("state").asText()).isEqualTo("removed");
    assertThat(isInstalled("go1.25.4")).isFalse();
  }
}
