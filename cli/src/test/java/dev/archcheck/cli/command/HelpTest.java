package dev.archcheck.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HelpTest {

  /** After a change of the options: copy what this test expects into {@code Answers}. */
  @Test
  void storedHelpIsThatOfTheTree() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Main.run(new String[] {"--help"}, new PrintStream(out), System.err, Map.of());
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(Commands.usage(Commands.tree()).replace(System.lineSeparator(), "\n"));
  }
}
