package dev.archcheck.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RuleTest {

  /** One row for each constant, in their order: {@code | `id` | severity | meaning | example |}. */
  @Test
  void everyRuleIsDocumentedWithItsSeverity() throws IOException {
    List<String> documented = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "rules.md"))) {
      if (line.startsWith("| `")) {
        String[] cells = line.split("\\|", -1);
        assertThat(cells).as(line).hasSize(6);
        assertThat(cells[3]).as(line).isNotBlank();
        assertThat(cells[4]).as(line).isNotBlank();
        documented.add(cells[1].strip() + " " + cells[2].strip());
      }
    }
    List<String> rules = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      rules.add("`" + rule.id() + "` " + rule.severity().name().toLowerCase(Locale.ROOT));
    }
    assertThat(documented).isEqualTo(rules);
  }
}
