package dev.archcheck.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a log as the runner of GitHub Actions does: both forms of its commands. */
final class ActionsLog {

  /**
   * A command of the runner.
   *
   * @param properties after the name, unescaped
   * @param data behind the second pair of colons, unescaped
   */
  record Command(String name, Map<String, String> properties, String data) {}

  private ActionsLog() {}

  /** {@return what the runner would do} */
  static List<Command> commands(String log) {
    List<Command> commands = new ArrayList<>();
    for (String line : log.split("\\R", -1)) {
      String trimmed = line.stripLeading();
      int end = trimmed.startsWith("::") ? trimmed.indexOf("::", 2) : -1;
      if (end >= 0) {
        commands.add(command(trimmed.substring(2, end), trimmed.substring(end + 2)));
      } else {
        // The older form may stand anywhere on a line.
        assertThat(line).doesNotContain("##[");
      }
    }
    return commands;
  }

  private static Command command(String head, String data) {
    int blank = head.indexOf(' ');
    String name = blank < 0 ? head : head.substring(0, blank);
    Map<String, String> properties = new LinkedHashMap<>();
    if (blank >= 0) {
      for (String one : head.substring(blank + 1).split(",", -1)) {
        String[] pair = one.split("=", 2);
        assertThat(pair).as(head).hasSize(2);
        String value = pair[1].replace("%3A", ":").replace("%2C", ",");
        assertThat(properties.put(pair[0], unescaped(value))).isNull();
      }
    }
    return new Command(name.toLowerCase(Locale.ROOT), properties, unescaped(data));
  }

  private static String unescaped(String text) {
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
  }
}
