package dev.archcheck.toolchain.doctor;

import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.toolchain.go.GoEnvFile;
import dev.archcheck.toolchain.go.GoFolders;
import dev.archcheck.toolchain.host.Machine;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the settings that go heeds, layer by layer, as go itself would. */
final class SettingsReader {

  /** The user and password of an address. */
  private static final Pattern SECRET = Pattern.compile("(?<=://)[^/@\\s,|]*@");

  private static final String HIDDEN = "***@";

  private final Machine machine;
  private final @Nullable Path userFile;
  private final Map<String, String> user;
  private final @Nullable Path rootFile;
  private final Map<String, String> root;

  /**
   * A reader.
   *
   * @param goroot that of the go which a shell starts, or the empty string
   */
  SettingsReader(Machine machine, String goroot) {
    this.machine = machine;
    userFile = GoEnvFile.ofUser(machine);
    user = userFile == null ? Map.of() : GoEnvFile.read(userFile);
    rootFile = rootFile(goroot);
    root = rootFile == null ? Map.of() : GoEnvFile.read(rootFile);
  }

  private static @Nullable Path rootFile(String goroot) {
    try {
      return goroot.isEmpty() ? null : Path.of(goroot, "go.env");
    } catch (InvalidPathException _) {
      return null;
    }
  }

  /** {@return a setting of the environment or the user's file, or the empty string} */
  static String value(Machine machine, String name) {
    return GoFolders.setting(machine, name);
  }

  /** {@return what is set anywhere} An empty variable counts as none (cmd/go/internal/cfg). */
  List<SettingFacts> all() {
    List<SettingFacts> found = new ArrayList<>();
    for (String name : GoSettings.OF_GO) {
      add(found, name, layers(name));
    }
    for (String name : GoSettings.HEEDED) {
      for (String spelled : List.of(name, name.toLowerCase(Locale.ROOT))) {
        String value = machine.variable(spelled);
        if (!value.isEmpty()) {
          add(found, spelled, List.of(new Layer(Kind.ENVIRONMENT, "", hidden(value))));
          break;
        }
      }
    }
    return found;
  }

  private static void add(List<SettingFacts> found, String name, List<Layer> layers) {
    if (!layers.isEmpty()) {
      found.add(new SettingFacts(name, layers));
    }
  }

  private List<Layer> layers(String name) {
    List<Layer> layers = new ArrayList<>();
    String said = machine.variable(name);
    if (!said.isEmpty()) {
      layers.add(new Layer(Kind.ENVIRONMENT, "", hidden(said)));
    }
    add(layers, Kind.USER_FILE, userFile, user.getOrDefault(name, ""));
    add(layers, Kind.GOROOT_FILE, rootFile, root.getOrDefault(name, ""));
    return layers;
  }

  private static void add(List<Layer> layers, Kind kind, @Nullable Path file, String value) {
    if (file != null && !value.isEmpty()) {
      layers.add(new Layer(kind, file.toString(), hidden(value)));
    }
  }

  private static String hidden(String value) {
    return SECRET.matcher(value).replaceAll(HIDDEN);
  }

  /** {@return names that look as if they were meant for go: variables, and lines of its file} */
  List<String> unknown() {
    TreeSet<String> names = new TreeSet<>(user.keySet());
    machine.environment().keySet().stream()
        .filter(name -> name.startsWith("GO") && name.length() > 2)
        .forEach(names::add);
    names.removeAll(GoSettings.OF_GO);
    names.removeAll(GoSettings.OTHERS);
    names.removeIf(name -> !name.startsWith("GO") || name.indexOf('_') > 0);
    return List.copyOf(names);
  }
}
