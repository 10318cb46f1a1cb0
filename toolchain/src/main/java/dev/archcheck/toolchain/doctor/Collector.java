package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.toolchain.activate.GoModule;
import dev.archcheck.toolchain.activate.Shell;
import dev.archcheck.toolchain.discover.Discovery;
import dev.archcheck.toolchain.discover.Fit;
import dev.archcheck.toolchain.discover.FoundGo;
import dev.archcheck.toolchain.discover.Inventory;
import dev.archcheck.toolchain.doctor.GoFacts.ToolFolder;
import dev.archcheck.toolchain.doctor.ProgramFacts.Role;
import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.go.PathSearch;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.host.HostReader;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sees a machine, without running anything on it and without changing anything. */
public final class Collector {

  private static final int MOST_PARENTS = 8;

  private final Machine machine;
  private final Store store;
  private final Path folder;

  /**
   * A collector.
   *
   * @param folder the working folder, as a person is in it
   */
  public Collector(Machine machine, Store store, Path folder) {
    this.machine = machine;
    this.store = store;
    this.folder = folder;
  }

  /**
   * {@return what {@code verify} needs for its checklist: of Go what PATH leads to, and the rest
   * only where that is of no use}
   */
  public Capture brief() {
    Discovery discovery = new Discovery(machine, store);
    Inventory onPath = discovery.ofPath();
    boolean isNative =
        onPath.found().stream()
            .anyMatch(go -> go.pathPosition() == 1 && go.fit().kind() == Fit.Kind.NATIVE);
    return capture(isNative ? onPath : discovery.everywhere(), cCompiler());
  }

  /** {@return everything} */
  public Capture whole() {
    List<ProgramFacts> programs = new ArrayList<>(cCompiler());
    programs.addAll(found(Role.DEBUGGER, "dlv"));
    programs.addAll(found(Role.LANGUAGE_SERVER, "gopls"));
    programs.addAll(parents());
    return capture(new Discovery(machine, store).everywhere(), programs);
  }

  /** {@return the machine and what started this program, and nothing of Go} */
  public Capture host() {
    Inventory nothing =
        new Inventory(new HostProbe(machine).probe(), List.of(), List.of(), List.of());
    return capture(nothing, parents());
  }

  private Capture capture(Inventory inventory, List<ProgramFacts> programs) {
    List<GoFacts> gos = gos(inventory);
    SettingsReader settings =
        new SettingsReader(machine, gos.isEmpty() ? "" : gos.getFirst().goroot());
    return new Capture(
        new HostReader(machine).read(),
        shell(),
        folder.toString(),
        gos,
        settings.all(),
        settings.unknown(),
        machine.variable("GOENV").equals("off"),
        project(),
        programs);
  }

  private String shell() {
    String said = machine.os().equals(Os.WINDOWS) ? "powershell" : machine.variable("SHELL");
    return Shell.named(said).map(Shell::word).orElse("");
  }

  // Go.

  private List<GoFacts> gos(Inventory inventory) {
    List<GoFacts> gos = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    int position = 0;
    for (GoOnPath go : inventory.onPath()) {
      position++;
      switch (go) {
        case GoOnPath.Shim(Path path, String what) -> gos.add(shim(path, what, position));
        case GoOnPath.Installation installation -> {
          for (FoundGo found : inventory.found()) {
            if (found.root().equals(installation.root()) && seen.add(found.root())) {
              gos.add(go(found, installation.path(), installation.executable(), position));
            }
          }
        }
        case GoOnPath.Absent _ -> {}
      }
    }
    for (FoundGo found : inventory.found()) {
      if (seen.add(found.root())) {
        Path command = command(found.root());
        gos.add(go(found, command, command, 0));
      }
    }
    return gos;
  }

  private static GoFacts shim(Path path, String what, int position) {
    return new GoFacts(
        path.toString(),
        position,
        path.toString(),
        what,
        "",
        "",
        "",
        "",
        List.of(),
        List.of(),
        "",
        List.of(),
        false,
        List.of());
  }

  private Path command(Path root) {
    if (Files.isRegularFile(root)) {
      return root;
    }
    Path bin = root.resolve("bin");
    Path windows = bin.resolve("go.exe");
    return Files.isRegularFile(windows) ? windows : bin.resolve("go");
  }

  private GoFacts go(FoundGo found, Path path, Path executable, int position) {
    boolean emulated = found.fit().kind() == Fit.Kind.EMULATED;
    return new GoFacts(
        path.toString(),
        position,
        executable.toString(),
        "",
        found.maker().word(),
        Files.isDirectory(found.root()) ? found.root().toString() : "",
        found.version(),
        builtBy(executable),
        texts(found.platforms()),
        Files.isDirectory(found.root()) ? programs(found.root().resolve("bin")) : List.of(),
        emulated ? found.fit().by() : "",
        tools(found.root().resolve("pkg").resolve("tool")),
        found.isSealed(),
        found.problems());
  }

  private static String builtBy(Path command) {
    try (FileByteSource source = FileByteSource.open(command)) {
      for (Binary slice : BinaryReader.read(source).slices()) {
        Optional<GoBuildInfo> info =
            slice instanceof LoadedImage image ? GoBuildInfo.read(image) : Optional.empty();
        if (info.isPresent()) {
          return info.get().goVersion();
        }
      }
      return "";
    } catch (IOException _) {
      return ""; // the look at the installation says what is wrong with it
    }
  }

  private static List<ToolFolder> tools(Path folder) {
    List<ToolFolder> found = new ArrayList<>();
    for (Path tools : entries(folder)) {
      if (Files.isDirectory(tools)) {
        found.add(new ToolFolder(String.valueOf(tools.getFileName()), programs(tools)));
      }
    }
    return found;
  }

  /** {@return what the headers of the programs in a folder say, each once} */
  private static List<String> programs(Path folder) {
    Set<String> platforms = new LinkedHashSet<>();
    entries(folder).forEach(program -> platforms.addAll(platforms(program)));
    return List.copyOf(platforms);
  }

  private static List<Path> entries(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(found::add);
    } catch (IOException | DirectoryIteratorException _) {
      return List.of(); // what is missing is a problem of the installation
    }
    found.sort(null);
    return found;
  }

  private static List<String> platforms(Path program) {
    if (!Files.isRegularFile(program)) {
      return List.of();
    }
    try (FileByteSource source = FileByteSource.open(program)) {
      return texts(BinaryReader.read(source).platforms());
    } catch (IOException _) {
      return List.of();
    }
  }

  private static List<String> texts(List<Platform> platforms) {
    return platforms.stream().map(Platform::toString).toList();
  }

  // What is around it.

  private ProjectFacts project() {
    Optional<Path> file = GoModule.around(folder, machine.variable("GOWORK"));
    if (file.isEmpty()) {
      return ProjectFacts.NONE;
    }
    String place = file.get().toString();
    try {
      GoModule module = GoModule.read(file.get());
      return new ProjectFacts(
          place,
          module.go().value(),
          module.go().number(),
          module.toolchain().value(),
          module.toolchain().number(),
          "");
    } catch (IOException e) {
      return new ProjectFacts(place, "", 0, "", 0, String.valueOf(e.getMessage()));
    }
  }

  /** As cmd/go and cgo choose it: CC, else what was compiled in, by system. */
  private List<ProgramFacts> cCompiler() {
    String said = SettingsReader.value(machine, "CC");
    if (!said.isEmpty()) {
      return programs(Role.C_COMPILER, said.strip().split("\\s+", -1)[0]);
    }
    boolean clang = Set.of("darwin", "ios", "freebsd", "openbsd").contains(machine.os().name());
    return programs(Role.C_COMPILER, clang ? "clang" : "gcc");
  }

  private List<ProgramFacts> found(Role role, String name) {
    List<ProgramFacts> all = programs(role, name);
    return all.getFirst().path().isEmpty() ? List.of() : all;
  }

  private List<ProgramFacts> programs(Role role, String name) {
    Optional<Path> path = new PathSearch(machine).first(name);
    return List.of(
        path.isEmpty()
            ? new ProgramFacts(role, name, "", List.of())
            : new ProgramFacts(role, name, path.get().toString(), platforms(path.get())));
  }

  /** The processes that this one comes from; another user's are not shown by every system. */
  private static List<ProgramFacts> parents() {
    List<ProgramFacts> found = new ArrayList<>();
    Optional<ProcessHandle> process = ProcessHandle.current().parent();
    while (process.isPresent() && found.size() < MOST_PARENTS) {
      Optional<String> command = process.get().info().command();
      if (command.isPresent()) {
        found.add(program(command.get()));
      }
      process = process.get().parent();
    }
    return found;
  }

  private static ProgramFacts program(String command) {
    try {
      Path path = Path.of(command);
      return new ProgramFacts(
          Role.PARENT, String.valueOf(path.getFileName()), command, platforms(path));
    } catch (InvalidPathException _) {
      return new ProgramFacts(Role.PARENT, command, "", List.of());
    }
  }
}
