package dev.archcheck.toolchain.go;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.ReadFailure;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file with settings of Go: what {@code go env -w} wrote, or {@code go.env} of a GOROOT.
 *
 * @param place where it is, or the empty string where there is to be none
 * @param settings by name, as they stand there: go keeps blanks and carriage returns at their ends
 * @param passedOver what looks like settings but is comments for go: names with a small letter or a
 *     blank in front
 * @param problem why it could not be read although it is there, or the empty string
 */
public record GoEnvFile(
    String place, Map<String, String> settings, Map<String, String> passedOver, String problem) {

  private static final int MAX_SIZE = 1 << 20;

  /** Keeps its own maps. */
  public GoEnvFile {
    settings = Map.copyOf(settings);
    passedOver = Map.copyOf(passedOver);
  }

  private static GoEnvFile without(String place, String problem) {
    return new GoEnvFile(place, Map.of(), Map.of(), problem);
  }

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

  /** {@return Go's os.UserConfigDir, or null} */
  static @Nullable Path configuration(Machine machine) {
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

  /** {@return the settings of a file; none where it is null or not there} */
  public static GoEnvFile read(@Nullable Path file) {
    if (file == null) {
      return without("", "");
    }
    String place = file.toString();
    if (!Files.isRegularFile(file)) {
      // A pipe would be waited for, and a device has no end. Go passes over what it cannot read.
      boolean isThere =
          Files.exists(file) && !Files.isDirectory(file) && !place.equals("/dev/null");
      return without(place, isThere ? "it is no file that can be read" : "");
    }
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) == 0) {
        return without(place, ""); // what the kernel makes may be waited for
      }
      byte[] bytes = in.readNBytes(MAX_SIZE + 1);
      if (bytes.length > MAX_SIZE) {
        return without(place, "it is larger than 1 MiB");
      }
      return of(place, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return without(place, ReadFailure.why(e));
    }
  }

  private static GoEnvFile of(String place, String text) {
    Map<String, String> settings = new HashMap<>();
    Map<String, String> passedOver = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        // Names of Go's settings start with a capital letter; all else is a comment.
        boolean isSetting = line.charAt(0) >= 'A' && line.charAt(0) <= 'Z';
        (isSetting ? settings : passedOver)
            .put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return new GoEnvFile(place, settings, passedOver, "");
  }
}
