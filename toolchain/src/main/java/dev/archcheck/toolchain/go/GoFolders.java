package dev.archcheck.toolchain.go;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.host.Machine;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the go command of this user keeps things, without asking it. */
public final class GoFolders {

  private GoFolders() {}

  /**
   * {@return a setting of Go: of the environment, or of {@code go env -w}; else the empty string}
   */
  public static String setting(Machine machine, String name) {
    String said = machine.variable(name);
    return said.isEmpty()
        ? GoEnvFile.read(GoEnvFile.ofUser(machine)).settings().getOrDefault(name, "")
        : said;
  }

  /** {@return the first folder of GOPATH, or where Go has it without the setting; or null} */
  public static @Nullable Path gopath(Machine machine) {
    boolean windows = machine.os().equals(Os.WINDOWS);
    String first = setting(machine, "GOPATH").split(windows ? ";" : ":", -1)[0];
    try {
      if (!first.isEmpty()) {
        return Path.of(first);
      }
      String home = machine.variable(windows ? "USERPROFILE" : "HOME");
      return home.isEmpty() ? null : Path.of(home, "go");
    } catch (InvalidPathException _) {
      return null; // Go finds nothing there either
    }
  }

  /** {@return GOMODCACHE, or null} */
  public static @Nullable Path moduleCache(Machine machine) {
    String said = setting(machine, "GOMODCACHE");
    try {
      if (!said.isEmpty()) {
        return Path.of(said);
      }
    } catch (InvalidPathException _) {
      return null; // Go finds nothing there either
    }
    Path gopath = gopath(machine);
    return gopath == null ? null : gopath.resolve("pkg").resolve("mod");
  }
}
