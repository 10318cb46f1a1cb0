package dev.archcheck.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HelpTest {

  /** After a change of the options: copy what this test expects into the resource. */
  @Test
  void storedHelpIsThatOfTheTree() throws IOException {
    try (InputStream in = Main.class.getResourceAsStream("help.txt")) {
      assertThat(in).isNotNull();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(Commands.usage(Commands.tree()).replace(System.lineSeparator(), "\n"));
    }
  }
}
