package dev.archcheck.toolchain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What go becomes: cmd/go/internal/toolchain, Select. */
class GoChoiceTest {

  private static final String OWN = "linux/amd64";

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
    "go1.26.8, '', 1.22, default, ITSELF, go1.26.8",
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
    "go1.20.14, '', 1.22, '', REFUSES, go1.20.14",
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
    if (!setting.isEmpty()) {
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
        new Machines()
            .go("go1.26.8", OWN)
            .go("go1.27.0", "go1.27.0", OWN, "module-cache", List.of())
            .module("1.27", "");
    assertThat(GoChoice.of(machine.capture()).outcome()).isEqualTo(GoChoice.Outcome.SWITCHES);
    Machines foreign =
        new Machines()
            .go("go1.26.8", OWN)
            .go("go1.27.0", "go1.27.0", "linux/arm64", "module-cache", List.of())
            .module("1.27", "");
    assertThat(GoChoice.of(foreign.capture()).outcome()).isEqualTo(GoChoice.Outcome.DOWNLOADS);
  }

  @Test
  void withoutAModule() {
    GoChoice choice = GoChoice.of(new Machines().go("go1.26.8", OWN).capture());
    assertThat(choice.outcome()).isEqualTo(GoChoice.Outcome.ITSELF);
  }
}
