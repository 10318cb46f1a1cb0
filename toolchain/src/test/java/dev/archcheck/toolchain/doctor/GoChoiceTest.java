package dev.archcheck.toolchain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What go becomes: cmd/go/internal/toolchain, Select. */
class GoChoiceTest {

  private static final String OWN = "linux/amd64";

  /** As releases have it. */
  private static Machines usual(Machines machine) {
    return machine.setting("GOTOOLCHAIN", new Layer(Kind.GOROOT_FILE, "/go0/go.env", "auto"));
  }

  @ParameterizedTest
  @CsvSource({
    // own, GOTOOLCHAIN, go line, toolchain line, outcome, version
    "go1.26.8, '', 1.22, '', ITSELF, go1.26.8",
    "go1.26.8, '', 1.26, '', ITSELF, go1.26.8",
    "go1.26.8, '', 1.26.8, '', ITSELF, go1.26.8",
    "go1.26.8, '', 1.26.9, '', DOWNLOADS, go1.26.9",
    "go1.26.8, '', 1.27, '', DOWNLOADS, go1.27.0",
    "go1.26.8, '', 1.27rc1, '', DOWNLOADS, go1.27rc1",
    "go1.26.8, '', 1.22, go1.27.1, DOWNLOADS, go1.27.1",
    "go1.26.8, '', 1.27.2, go1.27.1, DOWNLOADS, go1.27.2",
    "go1.26.8, '', 1.22, go1.25.1, ITSELF, go1.26.8",
    "go1.26.8, '', 1.22, default, REFUSES, go1.26.8",
    "go1.26.8, auto, 1.27, '', DOWNLOADS, go1.27.0",
    "go1.26.8, path, 1.27, '', REFUSES, go1.27.0",
    "go1.26.8, local, 1.22, go1.27.1, ITSELF, go1.26.8",
    "go1.26.8, local, 1.27, '', REFUSES, go1.26.8",
    "go1.26.8, go1.25.1, 1.22, '', DOWNLOADS, go1.25.1",
    "go1.26.8, go1.25.1, 1.26, '', REFUSES, go1.25.1",
    "go1.26.8, go1.25.1+auto, 1.22, '', DOWNLOADS, go1.25.1",
    "go1.26.8, go1.25.1+auto, 1.27.0, '', DOWNLOADS, go1.27.0",
    "go1.26.8, local+auto, 1.27.0, '', DOWNLOADS, go1.27.0",
    "go1.26.8, nonsense, 1.22, '', REFUSES, ''",
    "go1.20.14, '', 1.20, '', ITSELF, go1.20.14",
    "go1.20.14, '', 1.22, '', ITSELF, go1.20.14", // it only mentions it where a build fails
    "go1.20.14, '', 1.22.0, '', REFUSES, go1.20.14",
    "go1.20.14, '', 1.20, go1.22.0, REFUSES, go1.20.14",
    "go1.26.8, go1.20.14, 1.21, '', DOWNLOADS, go1.20.14",
    "go1.26.8, '', 1.27.0, default, REFUSES, go1.26.8",
    "go1.26.8, '', 1.22, foo, REFUSES, ''",
    "go1.26.8, '', 1.22, gccgo-go1.27.0, REFUSES, ''",
    "go1.26.8, '', 1.22, go1.27.0-custom, REFUSES, go1.27.0-custom",
    "go1.26.8, go1.26.8-custom, 1.22, '', REFUSES, go1.26.8-custom",
    "go1.26.8, go1.25, 1.22, '', REFUSES, go1.25",
    "go1.26.8, 1.27.0, 1.22, '', REFUSES, ''",
    "go1.26.8, auto+path, 1.22, '', REFUSES, ''",
    "go1.26.8, local+foo, 1.22, '', REFUSES, ''",
    "go1.26.8, go1.27.4+foo, 1.22, '', REFUSES, ''",
    "go1.26.8, go1.27.4+path, 1.22, '', REFUSES, go1.27.4",
    "'go1.26.8 X:nodwarf5', '', 1.26, '', ITSELF, go1.26.8",
    "go1.26.8-X:nodwarf5, '', 1.26.8, '', ITSELF, go1.26.8",
    "'devel go1.28-abcdef', '', 1.22, '', UNKNOWN, ''"
  })
  void asGoChooses(
      String own,
      String setting,
      String goLine,
      String toolchainLine,
      GoChoice.Outcome outcome,
      String version) {
    Machines machine = new Machines().go(own, OWN).module(goLine, toolchainLine);
    if (setting.isEmpty()) {
      usual(machine);
    } else {
      machine.environment("GOTOOLCHAIN", setting);
    }
    GoChoice choice = GoChoice.of(machine.capture());
    assertThat(choice.outcome()).isEqualTo(outcome);
    assertThat(choice.version()).isEqualTo(version);
    assertThat(choice.why()).isNotEmpty();
  }

  @Test
  void whatTheCacheHasIsNotDownloaded() {
    Machines machine =
        new Machines().go("go1.26.8", OWN).cached("go1.27.0.linux-amd64").module("1.27", "");
    usual(machine);
    assertThat(GoChoice.of(machine.capture()).outcome()).isEqualTo(GoChoice.Outcome.SWITCHES);
    Machines foreign =
        new Machines().go("go1.26.8", OWN).cached("go1.27.0.linux-arm64").module("1.27", "");
    usual(foreign);
    assertThat(GoChoice.of(foreign.capture()).outcome()).isEqualTo(GoChoice.Outcome.DOWNLOADS);
  }

  /** What is called like it on PATH goes before the cache, and is all that path allows. */
  @Test
  void whatPathHas() {
    for (String setting : List.of("auto", "path", "go1.27.0", "go1.26.1+path")) {
      Machines machine =
          new Machines()
              .go("go1.26.8", OWN)
              .named("/home/u/go/bin/go1.27.0")
              .environment("GOTOOLCHAIN", setting)
              .module("1.27", "");
      GoChoice choice = GoChoice.of(machine.capture());
      assertThat(choice.outcome()).as(setting).isEqualTo(GoChoice.Outcome.SWITCHES);
      assertThat(choice.why()).contains("/home/u/go/bin/go1.27.0");
    }
    Machines cached =
        new Machines()
            .go("go1.26.8", OWN)
            .cached("go1.27.0.linux-amd64")
            .environment("GOTOOLCHAIN", "path")
            .module("1.27", "");
    assertThat(GoChoice.of(cached.capture()).reason()).isEqualTo(GoChoice.Reason.FORBIDDEN);
  }

  @ParameterizedTest
  @CsvSource({
    "GO111MODULE, off, ITSELF, NONE",
    "GOPROXY, off, REFUSES, NOWHERE",
    "GOSUMDB, off, REFUSES, NOWHERE"
  })
  void whatKeepsItFromOthers(
      String name, String value, GoChoice.Outcome outcome, GoChoice.Reason reason) {
    Machines machine =
        usual(new Machines().go("go1.26.8", OWN).module("1.27", "")).environment(name, value);
    GoChoice choice = GoChoice.of(machine.capture());
    assertThat(choice.outcome()).isEqualTo(outcome);
    assertThat(choice.reason()).isEqualTo(reason);
  }

  /** A distribution takes the line out of go.env, or an empty one of the user hides it. */
  @Test
  void withoutTheSettingItNeverSwitches() {
    Machines none = new Machines().go("go1.26.8", OWN).module("1.27", "");
    assertThat(GoChoice.of(none.capture()).outcome()).isEqualTo(GoChoice.Outcome.REFUSES);
    Machines hidden =
        new Machines()
            .go("go1.26.8", OWN)
            .module("1.22", "go1.27.0")
            .setting(
                "GOTOOLCHAIN",
                new Layer(Kind.USER_FILE, "/home/u/.config/go/env", ""),
                new Layer(Kind.GOROOT_FILE, "/go0/go.env", "auto"));
    assertThat(GoChoice.of(hidden.capture()).outcome()).isEqualTo(GoChoice.Outcome.ITSELF);
  }

  @Test
  void whatEveryGoRefuses() {
    Machines fault =
        usual(new Machines().go("go1.26.8", OWN))
            .project(ProjectFacts.refused("/app/go.mod", "line 5: repeated go statement"));
    assertThat(GoChoice.of(fault.capture()).reason()).isEqualTo(GoChoice.Reason.PROJECT);
    Machines word =
        usual(new Machines().go("go1.23.1", OWN))
            .project(
                new ProjectFacts(
                    "/app/go.mod",
                    "1.22",
                    3,
                    "",
                    0,
                    "",
                    List.of(),
                    List.of(new ProjectFacts.Directive("tool", 7)),
                    List.of()));
    assertThat(GoChoice.of(word.capture()).why())
        .isEqualTo("/app/go.mod:7: unknown directive: tool, which is of Go 1.24");
    Machines work = usual(new Machines().go("go1.26.8", OWN)).workspace("1.22", "1.25");
    assertThat(GoChoice.of(work.capture()).why()).contains("module ./a requires go >= 1.25");
  }

  @Test
  void withoutAModule() {
    GoChoice choice = GoChoice.of(new Machines().go("go1.26.8", OWN).capture());
    assertThat(choice.outcome()).isEqualTo(GoChoice.Outcome.ITSELF);
  }

  /** As the real go command says it, which asks for go mod tidy. */
  @ParameterizedTest
  @CsvSource({
    "1.21, default, REFUSES",
    "1.21, go1.21, REFUSES",
    "1.21, go1.20, REFUSES",
    "1.21.0, go1.21.0, REFUSES",
    "1.20, default, REFUSES",
    "1.20, go1.19, REFUSES",
    "1.21, go1.21.0, ITSELF",
    "1.26.8, go1.26.0, ITSELF",
    "1.24, go1.24rc1, ITSELF",
    "1.24, go1.24.0-custom, ITSELF"
  })
  void aLineToolchainThatSaysNoMoreThanTheLineGo(
      String go, String toolchain, GoChoice.Outcome outcome) {
    Machines machine = usual(new Machines().go("go1.26.8", OWN).module(go, toolchain));
    GoChoice choice = GoChoice.of(machine.capture());
    assertThat(choice.outcome()).isEqualTo(outcome);
    if (outcome == GoChoice.Outcome.REFUSES) {
      assertThat(choice.reason()).isEqualTo(GoChoice.Reason.TIDY);
      assertThat(machine.fix()).containsExactly("go mod edit -toolchain=none");
      assertThat(GoChoice.of(machine.environment("GOFLAGS", "-mod=mod").capture()).outcome())
          .isEqualTo(GoChoice.Outcome.ITSELF);
    }
  }
}
