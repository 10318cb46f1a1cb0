package dev.archcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.archcheck.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchingTest {

  @TempDir Path folder;
  private Path store;

  @BeforeEach
  void plant() throws IOException {
    // A machine whose kernel is the one that the versions are for, wherever this runs.
    Files.createDirectories(folder.resolve("proc/sys/kernel"));
    Files.writeString(folder.resolve("proc/sys/kernel/arch"), "x86_64\n");
    store = folder.resolve("store");
    plant("go1.27.0.linux-amd64");
    plant("go1.26.8.linux-amd64");
    plant("go1.26.9.darwin-arm64");
  }

  private void plant(String name) throws IOException {
    Path bin = Files.createDirectories(store.resolve("versions/" + name + "/go/bin"));
    Files.createFile(bin.resolve("go"));
    Files.createFile(store.resolve("versions/" + name + "/seal"));
  }

  private Cli cli() {
    return new Cli().machine(folder).environment("ARCHCHECK_HOME", store.toString());
  }

  private Result toolchain(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "toolchain";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return cli().run(all);
  }

  @Test
  void defaultIsWrittenAndApplies() {
    assertThat(toolchain("use", "1.26").code()).isZero();
    assertThat(store.resolve("default")).hasContent("go1.26.8.linux-amd64\n");
    Result which = toolchain("which");
    assertThat(which.code()).isZero();
    assertThat(which.out())
        .isEqualTo(store.resolve("versions/go1.26.8.linux-amd64/go/bin/go") + "\n");
    JsonNode document = Documents.current(toolchain("current", "--format", "json").out());
    assertThat(document.at("/state").textValue()).isEqualTo("installed");
    assertThat(document.at("/version").textValue()).isEqualTo("go1.26.8");
    assertThat(document.at("/source/kind").textValue()).isEqualTo("default");
  }

  @Test
  void systemTakesTheDefaultAway() {
    assertThat(toolchain("use", "1.26").code()).isZero();
    Result result = toolchain("use", "system");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("default: none");
    assertThat(store.resolve("default")).doesNotExist();
    assertThat(toolchain("use", "system").code()).as("again").isZero();
    Result other = cli().environment("ARCHCHECK_GO", "1.26").run("toolchain", "use", "system");
    assertThat(other.err()).contains("here it does not apply", "ARCHCHECK_GO");
  }

  @Test
  void defaultThatIsUninstalledIsNoneAfterwards() {
    assertThat(toolchain("use", "1.26").code()).isZero();
    assertThat(toolchain("uninstall", "1.26.8").code()).isEqualTo(ExitCode.USAGE);
    assertThat(toolchain("uninstall", "1.27.0").out()).doesNotContain("default");
    assertThat(store.resolve("default")).exists();
    Result forced = toolchain("uninstall", "--force", "1.26.8");
    assertThat(forced.code()).isZero();
    assertThat(forced.out()).contains("removed go1.26.8.linux-amd64", "default: none");
    assertThat(store.resolve("default")).doesNotExist();
    assertThat(toolchain("current").out()).doesNotContain("1.26");
  }

  @Test
  void versionThatIsNotInstalledIsRefusedAndNothingChanges() {
    Result result = toolchain("use", "1.27.1");
    assertThat(result.code()).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(result.err())
        .contains("go1.27.1 for linux/amd64 is not installed")
        .contains("hint: archcheck toolchain install 1.27.1");
    assertThat(store.resolve("default")).doesNotExist();
  }

  @Test
  void versionForAnotherPlatformIsTakenOnlyWhenAskedFor() {
    Result refused = toolchain("use", "1.26.9");
    assertThat(refused.code()).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(refused.err()).contains("go1.26.9 is installed for darwin/arm64");
    Result byName = toolchain("use", "go1.26.9.darwin-arm64");
    assertThat(byName.code()).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(byName.err()).contains("--target darwin/arm64");
    assertThat(store.resolve("default")).doesNotExist();
    Result taken = toolchain("use", "1.26.9", "--target", "darwin/arm64");
    assertThat(taken.code()).isZero();
    assertThat(taken.err())
        .contains("its programs do not run on this machine, which is linux/amd64");
    assertThat(toolchain("use", "1.26.8").err()).doesNotContain("do not run");
    assertThat(toolchain("use", "1.26.9", "--target", "darwin/arm64").code()).isZero();
    assertThat(store.resolve("default")).hasContent("go1.26.9.darwin-arm64\n");
    assertThat(toolchain("use", "--local", "1.26.9", "--target", "darwin/arm64").code())
        .as("a .go-version names no platform")
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void argumentsThatMakeNoSenseAreUsageErrors() {
    String[][] all = {
      {"use"},
      {"use", "x"},
      {"use", "$(touch x)"},
      {"use", "--local", "--session", "1.27"},
      {"use", "--session", "1.27"},
      {"use", "--undo"},
      {"use", "1.27", "--target", "linux"},
      {"use", "1.27", "--target", "a/b/c"},
      {"env", "--shell", "tcsh"},
      {"env", "--shell", "bash", "--undo", "1.27"},
      {"hook"},
      {"hook", "cmd"},
      {"hook", "tcsh"},
      {"current", "--format", "xml"},
    };
    for (String[] arguments : all) {
      Result result = toolchain(arguments);
      assertThat(result.code()).as(String.join(" ", arguments)).isEqualTo(ExitCode.USAGE);
      assertThat(result.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "macos/arm64, darwin/arm64",
    "osx/arm64, darwin/arm64",
    "win/amd64, windows/amd64",
    "linux/x86_64, linux/amd64",
    "linux/aarch64, linux/arm64",
    "Linux/amd64, linux/amd64",
    "macos-arm64, darwin/arm64"
  })
  void targetInOtherWordsThanGosIsNotGuessed(String said, String meant) {
    String[][] all = {
      {"use", "--target", said, "1.27.0"},
      {"which", "--target", said, "1.27.0"},
      {"env", "--shell", "bash", "--target", said, "1.27.0"},
      {"verify", "--target", said, "1.27.0"},
      {"uninstall", "--target", said, "1.27.0"},
      {"install", "--target", said, "1.27.0"},
      {"lock", "--target", said, "1.27.0"},
      {"bundle", "--target", said, "1.27.0"},
      {"available", "--target", said}
    };
    for (String[] arguments : all) {
      Result result = toolchain(arguments);
      assertThat(result.code()).as(arguments[0]).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).as(arguments[0]).contains("did you mean " + meant + "?");
    }
  }

  @Test
  void hookGetsNothingButTheNameForTheSession() {
    Result result =
        cli().environment("ARCHCHECK_HOOK", "1").run("toolchain", "use", "--session", "1.27");
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEqualTo("go1.27.0.linux-amd64\n");
    assertThat(store.resolve("default")).doesNotExist();
  }

  @Test
  void nothingAppliesWithoutADefault() {
    assertThat(toolchain("current").code()).isEqualTo(ExitCode.INCONCLUSIVE);
    Result json = toolchain("current", "--format", "json");
    assertThat(json.code()).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(Documents.current(json.out()).at("/state").textValue()).isEqualTo("none");
    Result env = toolchain("env", "--shell", "zsh");
    assertThat(env.code()).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(env.out()).isEmpty();
  }

  @Test
  void storeThatPathCannotNameIsNamed() {
    Result result =
        new Cli()
            .machine(folder)
            .environment("ARCHCHECK_HOME", folder.resolve("a:b").toString())
            .run("toolchain", "hook", "bash");
    assertThat(result.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(result.err()).contains("a colon", "ARCHCHECK_HOME");
    assertThat(folder.resolve("a:b")).doesNotExist();
  }

  @Test
  void everyStateHasItsDocument() {
    for (String[] said :
        new String[][] {
          {"1.99", "not-installed", "/wanted"},
          {"\u0000x", "invalid", "/said"},
          {"system", "system", "/state"}
        }) {
      Result result =
          cli()
              .environment("ARCHCHECK_GO", said[0])
              .environment("GOENV", "off")
              .run("toolchain", "current", "--format", "json");
      JsonNode document = Documents.current(result.out());
      assertThat(document.at("/state").textValue()).isEqualTo(said[1]);
      assertThat(document.at(said[2]).isMissingNode()).isFalse();
      assertThat(document.at("/source/kind").textValue()).isEqualTo("environment");
    }
  }

  @Test
  void settingThatOutweighsTheChoiceIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("goenv"), "GOTOOLCHAIN=go1.25.0\n");
    Result result = cli().environment("GOENV", file.toString()).run("toolchain", "use", "1.27");
    assertThat(result.code()).isZero();
    assertThat(result.err())
        .contains("GOTOOLCHAIN=go1.25.0 in " + file, "hint: go env -u GOTOOLCHAIN");
  }
}
