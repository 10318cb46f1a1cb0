package dev.archcheck.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.servers.TinyGo;
import dev.archcheck.testkit.Corpus;
import dev.archcheck.toolchain.GoToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real programs of Go for Windows, in distributions whose list, digest and record in the log all
 * agree: nothing but the programs themselves shows for which processor they are.
 */
class WindowsOnArmTest {

  private static final GoToolchain ARM64 = new GoToolchain("go1.27.0", "windows", "arm64");
  private static final GoToolchain AMD64 = new GoToolchain("go1.27.0", "windows", "amd64");
  private static final String TOOLS = "pkg/tool/windows_";
  private static final List<String> LARGE =
      List.of("compile.exe", "fix.exe", "vet.exe", "asm.exe", "cover.exe");

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void open() throws IOException {
    world = new World(folder);
  }

  @AfterEach
  void close() throws IOException {
    world.close();
  }

  /** The small programs of the corpus, and the go command. */
  private static List<Path> programs(String arch) throws IOException {
    try (Stream<Path> walk = Files.walk(Corpus.part("toolchains").resolve("windows-" + arch))) {
      return walk.filter(file -> file.toString().endsWith(".exe"))
          .filter(file -> !LARGE.contains(file.getFileName().toString()))
          .toList();
    }
  }

  /**
   * {@return a distribution with all programs of one processor}
   *
   * @param tools the processor that the folder of the tools is named after
   */
  private static TinyGo distribution(GoToolchain toolchain, String arch, String tools)
      throws IOException {
    String own = TOOLS + toolchain.arch() + "/";
    TinyGo go = new TinyGo(toolchain).without(own + "compile.exe").without(own + "link.exe");
    Path part = Corpus.part("toolchains").resolve("windows-" + arch);
    for (Path program : programs(arch)) {
      String path = part.relativize(program).toString().replace('\\', '/');
      go.put(path.replace(TOOLS + arch, TOOLS + tools), Files.readAllBytes(program));
    }
    return go;
  }

  private World.Outcome install(TinyGo go) throws Exception {
    world.log(go).release(go);
    String target = go.toolchain().platform().toString();
    return world.run("toolchain", "install", "--target", target, "--require", "log", "1.27.0");
  }

  private void isRefused(TinyGo go, String... why) throws Exception {
    World.Outcome outcome = install(go);
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
    assertThat(outcome.out()).contains("[wrong-platform]").contains(why);
    assertThat(world.left()).isEmpty();
    assertThat(world.store().list()).isEmpty();
  }

  @Test
  void theRealOneIsInstalledAndListedAsWhatItIs() throws Exception {
    World.Outcome outcome = install(distribution(ARM64, "arm64", "arm64"));
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.out()).contains("go1.27.0 for windows/arm64");
    assertThat(world.left()).containsExactly("versions/go1.27.0.windows-arm64");
    assertThat(world.run("toolchain", "verify").exit()).isZero();
    assertThat(world.run("toolchain", "list").out())
        .containsPattern("go1.27.0 +windows/arm64 .*go1.27.0.windows-arm64");
    assertThat(world.run("toolchain", "list", "--format", "json").out())
        .containsPattern("\"name\" ?: ?\"windows/arm64\"");
  }

  @Test
  void bothInstalledAreToldApart() throws Exception {
    assertThat(install(distribution(ARM64, "arm64", "arm64")).exit()).isZero();
    assertThat(install(distribution(AMD64, "amd64", "amd64")).exit()).isZero();
    assertThat(world.run("toolchain", "list").out())
        .containsPattern("go1.27.0 +windows/arm64 .*go1.27.0.windows-arm64")
        .containsPattern("go1.27.0 +windows/amd64 .*go1.27.0.windows-amd64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bin/go.exe", "bin/gofmt.exe", TOOLS + "arm64/link.exe"})
  void oneProgramForTheOtherProcessorIsEnough(String path) throws Exception {
    Path other = Corpus.part("toolchains").resolve("windows-amd64");
    byte[] amd64 = Files.readAllBytes(other.resolve(path.replace("_arm64", "_amd64")));
    isRefused(
        distribution(ARM64, "arm64", "arm64").put(path, amd64),
        path,
        "windows/amd64",
        "windows/arm64");
  }

  @Test
  void anAmd64DistributionUnderItsNameIsRefused() throws Exception {
    isRefused(distribution(ARM64, "amd64", "amd64"), "has no folder " + TOOLS + "arm64");
    isRefused(distribution(ARM64, "amd64", "arm64"), "windows/amd64");
  }

  @Test
  void itIsRefusedAsAnAmd64Distribution() throws Exception {
    isRefused(distribution(AMD64, "arm64", "arm64"), "has no folder " + TOOLS + "amd64");
    isRefused(distribution(AMD64, "arm64", "amd64"), "windows/arm64");
  }

  @Test
  void aLocalArchiveOfItIsForItsOwnPlatformOnly() throws Exception {
    TinyGo go = distribution(ARM64, "arm64", "arm64");
    String archive = world.log(go).release(go).toString();
    World.Outcome foreign = world.run("toolchain", "install", "--target", "windows/amd64", archive);
    assertThat(foreign.exit()).as(foreign.toString()).isEqualTo(1);
    assertThat(foreign.out()).contains("it is for windows/arm64 and not for windows/amd64");
    World.Outcome renamed =
        world.run(
            "toolchain",
            "install",
            "--target",
            "windows/amd64",
            "--as",
            "go1.27.0.windows-amd64",
            archive);
    assertThat(renamed.exit()).as(renamed.toString()).isEqualTo(1);
    assertThat(renamed.out()).contains("[wrong-platform]");
    assertThat(world.left()).isEmpty();
  }
}
