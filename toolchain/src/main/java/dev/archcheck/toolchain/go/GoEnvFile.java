package dev.archcheck.toolchain.go;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files with settings of Go: what {@code go env -w} wrote, and {@code go.env} of a GOROOT. */
public final class GoEnvFile {

  private GoEnvFile() {}

  /** {@return where the settings of this user are, or null if there are to be none} */
  public static @Nullable Path ofUser(Machine machine) {
    String said = machine.variable("GOENV");
    try {
      if (!said.isEmpty()) {
        return said.equals("off") ? null : Path.of(said);
      }
      Path folder = configuration(machine);
      return folder == null ? null : folder.resolve("go").resolve("env");
    } catch (InvalidPathException _) {
      return null; // Go finds nothing there either
    }
  }

  /** Go's os.UserConfigDir. */
  private static @Nullable Path configuration(Machine machine) {
    if (machine.os().equals(Os.WINDOWS)) {
      String data = machine.variable("AppData");
      return data.isEmpty() ? null : Path.of(data);
    }
    String home = machine.variable("HOME");
    if (machine.os().equals(Os.DARWIN)) {
      return home.isEmpty() ? null : Path.of(home, "Library", "Application Support");
    }
    String configuration = machine.variable("XDG_CONFIG_HOME");
    if (!configuration.isEmpty()) {
      return configuration.startsWith("/") ? Path.of(configuration) : null;
    }
    return home.isEmpty() ? null : Path.of(home, ".config");
  }

  /** {@return the settings of a file by name; none if it cannot be read} */
  public static Map<String, String> read(Path file) {
    Map<String, String> settings = new HashMap<>();
    if (!Files.isRegularFile(file)) {
      return settings; // a pipe would be waited for, and a device has no end
    }
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException _) {
      return settings;
    }
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      // Names of Go's settings start with a capital letter; all else is a comment.
      if (equals > 0 && line.charAt(0) >= 'A' && line.charAt(0) <= 'Z') {
        settings.put(line.substring(0, equals), line.substring(equals + 1).stripTrailing());
      }
    }
    return settings;
  }
}
