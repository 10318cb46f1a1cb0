package dev.archcheck.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cgo",
        "doctor",
        "inspect",
        "verify",
        "checksum",
        "toolchain available",
        "toolchain bundle",
        "toolchain current",
        "toolchain env",
        "toolchain hook",
        "toolchain install",
        "toolchain list",
        "toolchain lock",
        "toolchain prune",
        "toolchain uninstall",
        "toolchain use",
        "toolchain verify",
        "toolchain which"
      })
  void everyCommandSaysItsExitCodes(String command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Main.run((command + " --help").split(" "), new PrintStream(out), System.err, Map.of());
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\nExit codes:", "\n  0  ");
  }

  /** After a change of the options: copy what this test expects into {@code Answers}. */
  @Test
  void storedHelpIsThatOfTheTree() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Main.run(new String[] {"--help"}, new PrintStream(out), System.err, Map.of());
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(Commands.usage(Commands.tree()).replace(System.lineSeparator(), "\n"));
  }
}
