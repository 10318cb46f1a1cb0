package dev.archcheck.toolchain.activate;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting that makes the go command another than the one that PATH leads to: {@code GOTOOLCHAIN}
 * with a version, {@code GOROOT} of another tree. Of the environment, or kept by {@code go env -w}
 * in a file of the user, where it outlives every switch.
 *
 * @param name {@code GOTOOLCHAIN} or {@code GOROOT}
 * @param place the file that it stands in, or empty for the environment
 */
public record GoSetting(String name, String value, String place) {

  /**
   * {@return the settings that a version cannot win against}
   *
   * @param goroot the root of the version
   */
  public static List<GoSetting> against(GoToolchain toolchain, Path goroot, Machine machine) {
    List<GoSetting> found = new ArrayList<>();
    Path file = userFile(machine);
    List<String> lines = lines(file);
    String place = file == null ? "" : file.toString();
    GoSetting version = setting("GOTOOLCHAIN", machine, lines, place);
    if (version != null && version.forcesAnother(toolchain)) {
      found.add(version);
    }
    GoSetting root = setting("GOROOT", machine, lines, place);
    if (root != null && !root.isFolder(goroot)) {
      found.add(root);
    }
    return List.copyOf(found);
  }

  /** The environment goes first; an empty variable there counts as none. */
  private static @Nullable GoSetting setting(
      String name, Machine machine, List<String> lines, String place) {
    String value = machine.variable(name);
    if (!value.isEmpty()) {
      return new GoSetting(name, value, "");
    }
    for (String line : lines) {
      int end = line.indexOf('=');
      if (end >= 0 && line.substring(0, end).equals(name)) {
        String kept = TextFile.trim(line.substring(end + 1));
        return kept.isEmpty() ? null : new GoSetting(name, kept, place);
      }
    }
    return null;
  }

  /** {@code auto}, {@code path} and {@code local} begin with the version that was called. */
  private boolean forcesAnother(GoToolchain toolchain) {
    int end = value.indexOf('+');
    String first = end < 0 ? value : value.substring(0, end);
    return switch (first) {
      case "auto", "path", "local" -> false;
      default -> !first.equals(toolchain.version());
    };
  }

  private boolean isFolder(Path goroot) {
    try {
      return Files.isSameFile(Path.of(value), goroot);
    } catch (IOException | InvalidPathException _) {
      return false;
    }
  }

  private static List<String> lines(@Nullable Path file) {
    try {
      return file == null ? List.of() : TextFile.lines(file);
    } catch (IOException _) {
      return List.of(); // there is none, or go cannot read it either
    }
  }

  /** Go, cmd/go/internal/cfg, EnvFile; and os.UserConfigDir. */
  private static @Nullable Path userFile(Machine machine) {
    String said = machine.variable("GOENV");
    if (said.equals("off")) {
      return null;
    }
    try {
      return said.isEmpty() ? inConfiguration(machine) : Path.of(said);
    } catch (InvalidPathException _) {
      return null;
    }
  }

  private static @Nullable Path inConfiguration(Machine machine) {
    if (machine.os().equals(Os.WINDOWS)) {
      return below(machine.variable("APPDATA"), "go/env");
    }
    if (machine.os().equals(Os.DARWIN)) {
      return below(machine.variable("HOME"), "Library/Application Support/go/env");
    }
    String folder = machine.variable("XDG_CONFIG_HOME");
    return folder.isEmpty()
        ? below(machine.variable("HOME"), ".config/go/env")
        : below(folder, "go/env");
  }

  private static @Nullable Path below(String folder, String rest) {
    return folder.isEmpty() ? null : Path.of(folder).resolve(rest);
  }
}
