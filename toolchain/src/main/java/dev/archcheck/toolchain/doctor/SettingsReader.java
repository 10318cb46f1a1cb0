package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.toolchain.doctor.SettingFacts.Origin;
import dev.archcheck.toolchain.doctor.SettingFacts.Source;
import dev.archcheck.toolchain.go.GoEnvFile;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.host.Registry;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the settings that go heeds, layer by layer, as go itself would. */
final class SettingsReader {

  private static final String OF_USER = "Environment";
  private static final String OF_MACHINE =
      "SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment";

  private final Machine machine;
  private final Registry registry;
  private final GoEnvFile user;
  private final GoEnvFile root;
  private @Nullable Map<String, List<Origin>> origins;

  /**
   * A reader.
   *
   * @param goroot that of the go which a shell starts, or the empty string
   */
  SettingsReader(Machine machine, Registry registry, String goroot) {
    this.machine = machine;
    this.registry = registry;
    user = GoEnvFile.read(GoEnvFile.ofUser(machine));
    root = GoEnvFile.read(rootFile(goroot));
  }

  private static @Nullable Path rootFile(String goroot) {
    try {
      return goroot.isEmpty() ? null : Path.of(goroot, "go.env");
    } catch (InvalidPathException _) {
      return null;
    }
  }

  /** {@return what is set anywhere} An empty variable counts as none (cmd/go/internal/cfg). */
  List<SettingFacts> all() {
    List<SettingFacts> found = new ArrayList<>();
    for (String name : GoSettings.OF_GO) {
      add(found, name, layers(name));
    }
    for (String name : GoSettings.PLACES) {
      // An absolute one is as good as none: the folders themselves are looked at.
      boolean counts = !machine.os().equals(Os.WINDOWS) && !machine.os().equals(Os.DARWIN);
      if (counts && !machine.variable(name).startsWith("/")) {
        add(found, name, variable(name));
      }
    }
    for (String name : GoSettings.HEEDED) {
      add(found, name, variable(name));
      String lower = name.toLowerCase(Locale.ROOT);
      // Windows does not tell the two apart.
      if (!machine.os().equals(Os.WINDOWS)) {
        add(found, lower, variable(lower));
      }
    }
    return found;
  }

  /** {@return variables and lines of the user's file that look as if they were meant for go} */
  List<SettingFacts> unknown() {
    TreeSet<String> names = new TreeSet<>(user.settings().keySet());
    names.addAll(user.passedOver().keySet());
    boolean onWindows = machine.os().equals(Os.WINDOWS); // it does not tell the case apart
    for (String name : machine.environment().keySet()) {
      names.add(onWindows ? name.toUpperCase(Locale.ROOT) : name);
    }
    names.removeIf(name -> !GoSettings.isLikeOne(name));
    List<SettingFacts> found = new ArrayList<>();
    for (String name : names) {
      add(found, name, layers(name));
    }
    for (String name : GoSettings.HEEDED) { // as variables they are known ones
      List<Layer> layers = new ArrayList<>();
      add(layers, Kind.USER_FILE, user, name);
      add(found, name, layers);
    }
    return found;
  }

  /** {@return files with settings that are there and cannot be read, each with the reason} */
  List<String> unread() {
    List<String> unread = new ArrayList<>();
    for (GoEnvFile file : List.of(user, root)) {
      if (!file.problem().isEmpty()) {
        unread.add(file.place() + ": " + file.problem());
      }
    }
    return unread;
  }

  private void add(List<SettingFacts> found, String name, List<Layer> layers) {
    List<Origin> from = origins(name, layers);
    if (!layers.isEmpty() || !from.isEmpty()) {
      found.add(new SettingFacts(name, layers, from));
    }
  }

  private List<Layer> variable(String name) {
    String value = machine.variable(name);
    return value.isEmpty()
        ? List.of()
        : List.of(new Layer(Kind.ENVIRONMENT, "", Secrets.hidden(name, value)));
  }

  private List<Layer> layers(String name) {
    List<Layer> layers = new ArrayList<>(variable(name));
    add(layers, Kind.USER_FILE, user, name);
    add(layers, Kind.GOROOT_FILE, root, name);
    return layers;
  }

  private static void add(List<Layer> layers, Kind kind, GoEnvFile file, String name) {
    String value = file.settings().getOrDefault(name, file.passedOver().get(name));
    if (value != null) { // an empty one hides what is below it
      layers.add(new Layer(kind, file.place(), Secrets.hidden(name, value)));
    }
  }

  // Where the variables come from.

  private List<Origin> origins(String name, List<Layer> layers) {
    if (machine.os().equals(Os.WINDOWS)) {
      return ofRegistry().getOrDefault(name.toUpperCase(Locale.ROOT), List.of());
    }
    boolean isVariable = !layers.isEmpty() && layers.getFirst().kind() == Kind.ENVIRONMENT;
    if (!isVariable) {
      return List.of(); // what a shell to come will have is not what this one has
    }
    if (origins == null) {
      origins = StartFiles.search(machine);
    }
    return origins.getOrDefault(name, List.of());
  }

  private Map<String, List<Origin>> ofRegistry() {
    if (origins == null) {
      origins = new LinkedHashMap<>();
      add(Registry.Root.CURRENT_USER, OF_USER, Source.REGISTRY_USER);
      add(Registry.Root.LOCAL_MACHINE, OF_MACHINE, Source.REGISTRY_MACHINE);
    }
    return origins;
  }

  private void add(Registry.Root where, String key, Source source) {
    for (Registry.Value value : registry.values(where, key)) {
      String name = value.name().toUpperCase(Locale.ROOT);
      ofRegistry()
          .computeIfAbsent(name, _ -> new ArrayList<>())
          .add(
              new Origin(source, where.word() + "\\" + key, 0, Secrets.hidden(name, value.text())));
    }
  }
}
