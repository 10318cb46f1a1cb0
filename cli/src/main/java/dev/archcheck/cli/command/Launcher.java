package dev.archcheck.cli.command;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.host.Machine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a person calls this program, for hints that can be typed as they are. */
final class Launcher {

  private static final String NAME = "archcheck";

  /** The jar is a few folders below the checkout. */
  private static final int LEVELS = 6;

  private final Machine machine;
  private final String classPath;

  /** The launcher of this very program. */
  Launcher(Machine machine) {
    this(machine, System.getProperty("java.class.path", ""));
  }

  /** The launcher of a program with a class path. */
  Launcher(Machine machine, String classPath) {
    this.machine = machine;
    this.classPath = classPath;
  }

  /** {@return whether a shell finds it by its name} */
  boolean isOnPath() {
    boolean windows = machine.os().equals(Os.WINDOWS);
    List<String> endings = windows ? List.of("", ".exe", ".cmd", ".bat") : List.of("");
    for (String folder : machine.variable("PATH").split(windows ? ";" : ":", -1)) {
      for (String ending : endings) {
        Path file = path(folder.isEmpty() ? "." : folder, NAME + ending);
        if (file != null && Files.isRegularFile(file) && Files.isExecutable(file)) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@return what to type: its name where that is found, else its path where that is known} */
  String command() {
    return isOnPath() ? NAME : file().map(Launcher::quoted).orElse(NAME);
  }

  /** {@return the script that starts this program, if it is where a checkout has it} */
  Optional<Path> file() {
    Path jar = path(classPath.split(File.pathSeparator, 2)[0], "");
    try {
      Path up = jar == null ? null : jar.toRealPath().getParent();
      for (int i = 0; i < LEVELS && up != null; i++, up = up.getParent()) {
        Path script = up.resolve("scripts").resolve(NAME);
        if (Files.isRegularFile(script)) {
          return Optional.of(script);
        }
      }
    } catch (IOException _) {
      return Optional.empty(); // somebody took the jar away
    }
    return Optional.empty();
  }

  private static @Nullable Path path(String folder, String name) {
    try {
      return Path.of(folder, name);
    } catch (InvalidPathException _) {
      return null;
    }
  }

  private static String quoted(Path file) {
    String text = file.toString();
    return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
