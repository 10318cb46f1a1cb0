package dev.archcheck.toolchain.activate;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.go.GoEnvFile;
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
    GoEnvFile file = GoEnvFile.read(GoEnvFile.ofUser(machine));
    GoSetting version = setting("GOTOOLCHAIN", machine, file);
    if (version != null && version.forcesAnother(toolchain)) {
      found.add(version);
    }
    GoSetting root = setting("GOROOT", machine, file);
    if (root != null && !root.isFolder(goroot)) {
      found.add(root);
    }
    return List.copyOf(found);
  }

  /** The environment goes first; an empty variable there counts as none. */
  private static @Nullable GoSetting setting(String name, Machine machine, GoEnvFile file) {
    String value = machine.variable(name);
    if (!value.isEmpty()) {
      return new GoSetting(name, value, "");
    }
    String kept = file.settings().getOrDefault(name, "");
    return kept.isEmpty() ? null : new GoSetting(name, kept, file.place());
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
}
