package dev.archcheck.cli;

import static dev.archcheck.cli.Cli.cli;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.archcheck.cli.Cli.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says of Go programs. */
class GoTest {

  private static final String SETTINGS =
      """
      path\texample.com/app/cmd
      mod\texample.com/app\tv1.2.3\th1:sum=
      dep\texample.com/lib\tv0.1.0
      =>\texample.com/fork\tv0.2.0\th1:other=
      build\tCGO_ENABLED=1
      build\tGOARCH=amd64
      build\tGOOS=linux
      build\tGOAMD64=v1
      build\tvcs.revision=5e530229c1b2a0
      build\tvcs.modified=true
      """;

  @TempDir Path folder;

  private String file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  private String pure() throws IOException {
    return file("pure_linux_amd64", GoSamples.program(GoSamples.PURE, "go1.24.1", SETTINGS));
  }

  private String cgo() throws IOException {
    return file("cgo_linux_amd64", GoSamples.program(GoSamples.CGO, "go1.24.1", SETTINGS));
  }

  private String standard() throws IOException {
    return file(
        "standard_linux_amd64",
        GoSamples.program(
            List.of("runtime.main", "crosscall2", "net._Cfunc_getaddrinfo"), "go1.24.1", SETTINGS));
  }

  private String unknown() throws IOException {
    return file("unknown_linux_amd64", GoSamples.program(GoSamples.PURE, "", ""));
  }

  /** Its last function has a name outside of the table. */
  private String damaged() throws IOException {
    byte[] bytes = GoSamples.program(GoSamples.PURE, "go1.24.1", SETTINGS);
    ByteBuffer table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    table.putLong(GoSamples.TABLE + 64, 0x7FFF_FFFFL);
    return file("damaged_linux_amd64", bytes);
  }

  private static JsonNode go(String... options) {
    String[] arguments = new String[options.length + 2];
    System.arraycopy(new String[] {"inspect", "--format=json"}, 0, arguments, 0, 2);
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Documents.inspect(cli(arguments).out()).at("/files/0/go");
  }

  @Test
  void tellsWhatBuiltItAndWhetherItUsesCgo() throws IOException {
    Result result = cli("inspect", cgo());

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .endsWith(
            """

              Go         go1.24.1, example.com/app/cmd of example.com/app v1.2.3, 1 dependency
              built with GOOS=linux GOARCH=amd64 GOAMD64=v1 CGO_ENABLED=1 \
            vcs.revision=5e530229c1b2a0 vcs.modified=true
              cgo        user cgo: net (getaddrinfo), main (add)
              linked     externally, by a C compiler's linker
              functions  4 in the pclntab at 0x1000
            """);
  }

  @Test
  void saysOfProgramsWithoutBuildInformationHowOldTheyCanBe() throws IOException {
    Result result = cli("inspect", unknown());

    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("  Go         go1.20 to go1.25 (by its structures), no build information\n")
        .contains("  cgo        none: C is in none of 2 functions\n")
        .doesNotContain("built with");
    JsonNode go = go(unknown());
    assertThat(go.has("buildInfo")).isFalse();
    assertThat(go.at("/impliedVersions/first").asText()).isEqualTo("go1.20");
    assertThat(go.at("/impliedVersions/last").asText()).isEqualTo("go1.25");
    assertThat(go.at("/cgo/verdict").asText()).isEqualTo("none");
  }

  @Test
  void saysNothingOfGoWhereThereIsNone() throws IOException {
    String path = file("c", Samples.elf());

    assertThat(cli("inspect", path).out()).doesNotContain("Go ", "cgo");
    assertThat(go(path).isMissingNode()).isTrue();
  }

  @Test
  void showsAllBuildInformation() throws IOException {
    assertThat(cli("inspect", "--build-info", pure()).out())
        .contains("  Go build info  at 0x4000\n")
        .containsPattern("dep +example\\.com/lib +v0\\.1\\.0\n")
        .containsPattern("=> +example\\.com/fork +v0\\.2\\.0 +h1:other=\n")
        .contains("    path   example.com/app/cmd\n", "    build  vcs.modified=true\n");
    JsonNode info = go(pure()).at("/buildInfo");
    assertThat(info.at("/main/version").asText()).isEqualTo("v1.2.3");
    assertThat(info.at("/dependencies/0/replacement/path").asText()).isEqualTo("example.com/fork");
    assertThat(info.at("/settings/0/key").asText()).isEqualTo("CGO_ENABLED");
  }

  @Test
  void showsWhatTheVerdictRestsOn() throws IOException {
    assertThat(cli("inspect", "--cgo", cgo()).out())
        .contains("  Evidence on cgo\n", "= main._Cfunc_add", "-> made by cgo for package main\n")
        .containsPattern("neither +Go build info\\.CGO_ENABLED")
        .contains("  Package net, standard library\n    calls getaddrinfo\n")
        .contains("  Package main\n    calls add\n");
    JsonNode cgo = go("--cgo", cgo()).at("/cgo");
    assertThat(cgo.at("/verdict").asText()).isEqualTo("user-cgo");
    assertThat(cgo.at("/packages/0/standard").asBoolean()).isTrue();
    assertThat(cgo.at("/packages/1/functions/0").asText()).isEqualTo("add");
  }

  @Test
  void showsPackagesAndFunctions() throws IOException {
    assertThat(cli("inspect", "--packages", pure()).out())
        .contains("  2 packages\n")
        .containsPattern("main +1 function +16 bytes\n");
    assertThat(cli("inspect", "--functions=main.*", pure()).out())
        .contains("  Functions main.*\n    0x400088  main.main  main.go:6\n    1 of 2 functions\n");
    JsonNode go = go("--packages", "--functions=main.*", pure());
    assertThat(go.at("/packages")).hasSize(2);
    assertThat(go.at("/functions")).hasSize(1);
    assertThat(go.at("/functions/0/file").asText()).isEqualTo("main.go");
    assertThat(go.at("/functions/0/line").asInt()).isEqualTo(6);
  }

  /** The pattern belongs to the option only behind an equals sign. */
  @Test
  void takesWhatFollowsTheOptionAsFile() throws IOException {
    Result result = cli("inspect", "--functions", pure());

    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("  Functions\n", "main.main", "2 of 2 functions\n");
  }

  @Test
  void everyDocumentIsThatOfTheSchema() throws IOException {
    for (String path : List.of(pure(), cgo(), standard(), unknown(), damaged())) {
      JsonNode go = go("--all", path);
      assertThat(go.at("/cgo/verdict").isTextual()).as(path).isTrue();
    }
  }

  @Test
  void saysWhereTheFunctionTableIsDamaged() throws IOException {
    Result result = cli("inspect", damaged());

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out())
        .contains("  cgo        inconclusive: the function table is damaged: pclntab.pclnOffset")
        .contains("problem: pclntab.pclnOffset", "0x1040");
    Result json = cli("inspect", "--format=json", damaged());
    assertThat(json.code()).isEqualTo(3);
    JsonNode problem = Documents.inspect(json.out()).at("/files/0/problems/0");
    assertThat(problem.at("/structure").asText()).isEqualTo("pclntab");
    assertThat(problem.at("/offset").asLong()).isEqualTo(0x1040);
  }

  /** The sample with cgo of the standard library was linked externally, so more can be in it. */
  @ParameterizedTest
  @CsvSource({
    "forbid, 0, 1, 1",
    "std-only, 0, 3, 1",
    "allow, 0, 0, 0",
  })
  void holdsAgainstWhatCgoIsAllowed(String how, int pure, int standard, int user)
      throws IOException {
    assertThat(cli("verify", "--cgo", how, pure()).code()).isEqualTo(pure);
    assertThat(cli("verify", "--cgo", how, standard()).code()).isEqualTo(standard);
    Result result = cli("verify", "--cgo", how, cgo());
    assertThat(result.code()).isEqualTo(user);
    if (user == 1) {
      assertThat(result.out()).contains("has C code: user cgo, in net, main  [cgo]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--cgo | never | --cgo is one of allow, std-only, forbid, not 'never'",
        "--go-version | 1.x | '1.x' is no version of Go",
        "--go-version | >=new | '>=new' is no version of Go",
        "--go-build | GOAMD64 | 'GOAMD64' is not KEY=VALUE",
        "--go-build | =v1 | '=v1' is not KEY=VALUE",
      })
  void saysWhichValuesMakeSense(String option, String value, String message) throws IOException {
    Result result = cli("verify", option, value, pure());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--cgo=forbid", "--go-version=1.26", "--one-go-version", "--go-build=mod=a"})
  void demandsNeedFiles(String option) {
    Result result = cli("verify", option);

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("need a PATH", "hint: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.24.1 | 0",
        "1.24 | 0",
        "1.23,1.24.1 | 0",
        ">=1.24 | 0",
        ">=1.24.1 | 0",
        "go1.24.1 | 0",
        "1.24.2 | 1",
        "1.23 | 1",
        ">=1.25 | 1",
        ">=1.24.2 | 1",
      })
  void holdsVersionsOfGoAgainstWhatIsAllowed(String allowed, int code) throws IOException {
    Result result = cli("verify", "--go-version", allowed, pure());

    assertThat(result.code()).isEqualTo(code);
    if (code == 1) {
      assertThat(result.out()).contains("was built by go1.24.1, but should be by", "[go-version]");
    }
  }

  @Test
  void findsProgramsOfSeveralVersions() throws IOException {
    String other =
        file("other_linux_amd64", GoSamples.program(GoSamples.PURE, "go1.23.4", SETTINGS));

    assertThat(cli("verify", "--one-go-version", pure(), cgo()).code()).isZero();
    Result result = cli("verify", "--one-go-version", pure(), other);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains("was built by go1.23.4, but " + pure() + " by go1.24.1  [mixed-go-versions]");
    assertThat(cli("verify", "--verbose", pure(), other).code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GOAMD64=v1 | 0 | ''",
        "GOAMD64=v2,v1 | 0 | ''",
        "GOAMD64=v3 | 1 | says GOAMD64=v1, but should say GOAMD64=v3",
        "vcs.modified=false | 1 | says vcs.modified=true, but should say vcs.modified=false",
        "vcs.revision=5e53022 | 0 | ''",
        "mod=example.com/app | 0 | ''",
        "mod=example.com/app@v1.2.3 | 0 | ''",
        "mod=example.com/app@v1.2.4 | 1 | says example.com/app@v1.2.3, but should say mod=",
        "path=example.com/app/cmd | 0 | ''",
        "-trimpath=true | 1 | says nothing of -trimpath, but should say -trimpath=true",
        "-race=false | 0 | ''",
      })
  void holdsSettingsAgainstWhatIsDemanded(String demand, int code, String message)
      throws IOException {
    Result result = cli("verify", "--go-build=" + demand, pure());

    assertThat(result.code()).isEqualTo(code);
    assertThat(result.out()).contains(message);
    JsonNode report =
        Documents.verify(cli("verify", "--format=json", "--go-build=" + demand, pure()).out());
    assertThat(report.findValuesAsText("rule").contains("build-setting")).isEqualTo(code == 1);
  }

  @Test
  void cannotHoldAnythingAgainstMissingBuildInformation() throws IOException {
    for (String option : List.of("--go-version=1.24", "--one-go-version", "--go-build=mod=a")) {
      Result result = cli("verify", option, unknown());
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.out()).contains("has no Go build information", "[no-build-info]");
    }
    assertThat(cli("verify", "--cgo=forbid", unknown()).code()).isZero();
    // Its structures are those of older versions.
    assertThat(cli("verify", "--go-version=>=1.26", unknown()).out())
        .contains("was built by go1.20 to go1.25 (by its structures)", "[go-version]");
  }

  @Test
  void whatIsNoGoProgramIsNotPassed() throws IOException {
    Result result = cli("verify", "--cgo=forbid", file("c_linux_amd64", Samples.elf()));

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out())
        .contains("nothing shows that it is a Go program, so \"no cgo\" says nothing of it");
  }

  @Test
  void inconclusiveVerdictIsNotPassed() throws IOException {
    Result result = cli("verify", "--cgo=forbid", damaged());

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).contains("whether it uses cgo is open: the function table is damaged");
  }

  @Test
  void warnsOfBuildsForFindingErrors() throws IOException {
    String path =
        file(
            "race_linux_amd64",
            GoSamples.program(GoSamples.PURE, "go1.24.1", "build\t-race=true\n"));
    Result result = cli("verify", path);

    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("warning: was built for finding errors, with -race");
    assertThat(cli("verify", "--fail-on=warning", path).code()).isEqualTo(1);
  }
}
