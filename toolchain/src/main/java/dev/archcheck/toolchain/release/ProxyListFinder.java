package dev.archcheck.toolchain.release;

import dev.archcheck.toolchain.go.GoCommand;
import dev.archcheck.toolchain.go.GoEnvFile;
import dev.archcheck.toolchain.go.GoFinder;
import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.host.Machine;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the list of module proxies that Go would use here: by the environment, the user's settings,
 * those of the Go on PATH, and last what that Go has built in. No list is written down here.
 */
public final class ProxyListFinder {

  private static final String NAME = "GOPROXY";

  private final Machine machine;

  /** A finder for a machine. */
  public ProxyListFinder(Machine machine) {
    this.machine = machine;
  }

  /**
   * {@return the list, if anything names one}
   *
   * @throws IllegalArgumentException where Go would not accept it, with its reason
   */
  public Optional<ProxyList> find() {
    String said = machine.variable(NAME);
    if (!said.isEmpty()) {
      return Optional.of(ProxyList.parse(said, "the variable " + NAME));
    }
    Path user = GoEnvFile.ofUser(machine);
    ProxyList list = user == null ? null : inFile(user);
    if (list != null) {
      return Optional.of(list);
    }
    return Optional.ofNullable(
        switch (new GoFinder(machine).find()) {
          case GoOnPath.Absent _, GoOnPath.Unreadable _ -> null;
          case GoOnPath.Shim shim -> builtIn(shim.path());
          case GoOnPath.Installation go -> ofInstallation(go);
        });
  }

  private @Nullable ProxyList ofInstallation(GoOnPath.Installation go) {
    ProxyList list = go.hasRoot() ? inFile(go.root().resolve("go.env")) : null;
    return list == null ? builtIn(go.executable()) : list;
  }

  private static @Nullable ProxyList inFile(Path file) {
    String said = GoEnvFile.read(file).settings().get(NAME);
    return said == null || said.isEmpty() ? null : ProxyList.parse(said, file.toString());
  }

  private @Nullable ProxyList builtIn(Path command) {
    String said = new GoCommand(machine, command).env(NAME);
    return said.isEmpty() ? null : ProxyList.parse(said, command + " env " + NAME);
  }
}
