package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.toolchain.ReadFailure;
import dev.archcheck.toolchain.discover.Discovery;
import dev.archcheck.toolchain.discover.Fit;
import dev.archcheck.toolchain.discover.FoundGo;
import dev.archcheck.toolchain.discover.InstallRecord;
import dev.archcheck.toolchain.discover.InstallRecords;
import dev.archcheck.toolchain.discover.Inventory;
import dev.archcheck.toolchain.doctor.Capture.PathFault;
import dev.archcheck.toolchain.doctor.GoFacts.ToolFolder;
import dev.archcheck.toolchain.go.GoEnvFile;
import dev.archcheck.toolchain.go.GoFolders;
import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.go.PathSearch;
import dev.archcheck.toolchain.host.HostReader;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.host.Registry;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sees a machine, without running anything on it and without changing anything. */
public final class Collector {

  /** The tools that have to be of the same version as go itself. */
  private static final List<String> BUILDERS = List.of("compile", "asm", "link");

  /** How the module cache calls the folder of a toolchain. */
  private static final String CACHED = "toolchain@v0.0.1-";

  /** Settings whose value is the name of a file or of a folder. */
  private static final List<String> PATHS = List.of("SSL_CERT_FILE", "SSL_CERT_DIR");

  private final Machine machine;
  private final Store store;
  private final Path folder;
  private final List<String> unread = new ArrayList<>();
  private final Programs programs;

  /**
   * A collector.
   *
   * @param folder the working folder, as a person is in it
   */
  public Collector(Machine machine, Store store, Path folder) {
    this.machine = machine;
    this.store = store;
    this.folder = folder;
    this.programs = new Programs(machine, unread);
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
    return capture(discovery, isNative ? onPath : discovery.everywhere(), List.of(), Registry.NONE);
  }

  /** {@return everything} */
  public Capture whole() {
    Discovery discovery = new Discovery(machine, store);
    List<ProgramFacts> around = new ArrayList<>(programs.around());
    around.addAll(programs.parents());
    return capture(discovery, discovery.everywhere(), around, Registry.of(machine));
  }

  /** {@return the machine and what started this program, and nothing of Go} */
  public Capture host() {
    String shell = programs.shell();
    return new Capture(
        new HostReader(machine).read(),
        true,
        shell,
        programs.startFile(shell),
        folder.toString(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        "",
        List.of(),
        List.of(),
        ProjectFacts.NONE,
        programs.parents(),
        unread);
  }

  private Capture capture(
      Discovery discovery, Inventory inventory, List<ProgramFacts> around, Registry registry) {
    List<GoFacts> gos = gos(discovery, inventory);
    String goroot = goroot();
    SettingsReader settings =
        new SettingsReader(machine, registry, goroot.isEmpty() ? rootOfFirst(gos) : goroot);
    List<SettingFacts> all = settings.all();
    unread.addAll(settings.unread());
    List<ProgramFacts> found = new ArrayList<>(programs.cCompilers());
    found.addAll(around);
    List<InstallRecord> records = InstallRecords.read(machine, registry);
    String shell = programs.shell();
    Path userFile = GoEnvFile.ofUser(machine);
    return new Capture(
        new HostReader(machine).read(),
        false,
        shell,
        programs.startFile(shell),
        folder.toString(),
        gos,
        namedGos(),
        cached(),
        pathFaults(),
        records,
        all,
        settings.unknown(),
        goroot,
        userFile == null ? "" : userFile.toString(),
        new FolderReader(machine).read(),
        absent(),
        new ProjectReader(folder, GoFolders.setting(machine, "GOWORK")).read(),
        found,
        unread);
  }

  // Go.

  private static String rootOfFirst(List<GoFacts> gos) {
    return gos.isEmpty() || gos.getFirst().pathPosition() != 1 ? "" : gos.getFirst().goroot();
  }

  /** {@return where the setting GOROOT leads, or the empty string} */
  private String goroot() {
    String said = GoFolders.setting(machine, "GOROOT");
    try {
      return said.isEmpty() ? "" : Path.of(said).toRealPath().toString();
    } catch (IOException | InvalidPathException _) {
      return "";
    }
  }

  private List<GoFacts> gos(Discovery discovery, Inventory inventory) {
    List<GoFacts> gos = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    int position = 0;
    for (GoOnPath go : inventory.onPath()) {
      position++;
      switch (go) {
        case GoOnPath.Shim(Path path, String what) -> {
          String problem = problem(path);
          gos.add(
              problem.isEmpty()
                  ? without(path, what, position)
                  : without(path, "", position, problem));
        }
        case GoOnPath.Unreadable(Path path, String why) -> {
          unread.add(path + ": " + why);
          gos.add(without(path, "", position));
        }
        case GoOnPath.Installation installation -> {
          for (FoundGo found : inventory.found()) {
            if (found.root().equals(installation.root()) && seen.add(found.root())) {
              gos.add(
                  go(
                      installation.hasRoot() ? found : discovery.alone(installation.executable()),
                      discovery,
                      installation.path(),
                      installation.executable(),
                      position));
            }
          }
        }
        case GoOnPath.Absent _ -> {}
      }
    }
    for (FoundGo found : inventory.found()) {
      if (seen.add(found.root())) {
        Path command = command(found.root());
        gos.add(go(found, discovery, command, command, 0));
      }
    }
    return gos;
  }

  /** {@return why nothing that a version manager puts before go can be this, or empty} */
  private String problem(Path path) {
    String command = buildInfo(path).map(GoBuildInfo::path).orElse("");
    return command.startsWith("cmd/")
        ? "the program is not the go command: its build information says " + command
        : programs.problem(path);
  }

  private static GoFacts without(Path path, String shim, int position, String... problems) {
    return new GoFacts(
        path.toString(),
        position,
        path.toString(),
        shim,
        "",
        "",
        "",
        "",
        "",
        List.of(),
        List.of(),
        "",
        List.of(),
        false,
        List.of(problems));
  }

  private Path command(Path root) {
    if (Files.isRegularFile(root)) {
      return root;
    }
    Path bin = root.resolve("bin");
    boolean onWindows = machine.os().equals(Os.WINDOWS);
    Path usual = bin.resolve(onWindows ? "go.exe" : "go");
    Path other = bin.resolve(onWindows ? "go" : "go.exe");
    return !Files.exists(usual, LinkOption.NOFOLLOW_LINKS) && Files.isRegularFile(other)
        ? other
        : usual;
  }

  private GoFacts go(FoundGo tree, Discovery discovery, Path path, Path executable, int position) {
    // What is started counts, which need not be the command of the tree around it.
    boolean isOfTree = isSame(executable, command(tree.root()));
    FoundGo started = isOfTree ? tree : discovery.alone(executable);
    List<String> problems = new ArrayList<>(tree.problems());
    started.problems().stream().filter(one -> !problems.contains(one)).forEach(problems::add);
    boolean hasTree = Files.isDirectory(tree.root());
    Path version = tree.root().resolve("VERSION");
    if (Files.isRegularFile(version) && !Files.isReadable(version)) {
      unread.add(version + ": permission denied");
    }
    Optional<GoBuildInfo> built = buildInfo(executable);
    return new GoFacts(
        path.toString(),
        position,
        executable.toString(),
        "",
        tree.maker().word(),
        hasTree ? tree.root().toString() : "",
        tree.version(),
        built.map(GoBuildInfo::goVersion).orElse(""),
        built.map(GoBuildInfo::path).orElse(""),
        Programs.texts(started.platforms()),
        hasTree ? platformsOf(tree.root().resolve("bin")) : List.of(),
        started.fit().kind() == Fit.Kind.EMULATED ? started.fit().by() : "",
        tools(
            tree.root().resolve("pkg").resolve("tool"),
            position == 1 || tree.root().toString().equals(goroot())),
        tree.isSealed(),
        problems);
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException _) {
      return one.equals(other);
    }
  }

  private Optional<GoBuildInfo> buildInfo(Path program) {
    if (!Files.isRegularFile(program)) {
      return Optional.empty();
    }
    try (FileByteSource source = FileByteSource.open(program)) {
      for (Binary slice : BinaryReader.read(source).slices()) {
        Optional<GoBuildInfo> info =
            slice instanceof LoadedImage image ? GoBuildInfo.read(image) : Optional.empty();
        if (info.isPresent()) {
          return info;
        }
      }
      return Optional.empty();
    } catch (AccessDeniedException e) {
      unread.add(program + ": " + ReadFailure.why(e));
      return Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // the look at the installation says what is wrong with it
    }
  }

  /** The versions are read only of the go that a shell starts: the others build nothing now. */
  private List<ToolFolder> tools(Path folder, boolean withVersions) {
    List<ToolFolder> found = new ArrayList<>();
    for (Path tools : entries(folder)) {
      if (Files.isDirectory(tools)) {
        found.add(
            new ToolFolder(
                String.valueOf(tools.getFileName()),
                platformsOf(tools),
                withVersions ? versions(tools) : List.of()));
      }
    }
    return found;
  }

  private List<String> versions(Path tools) {
    Set<String> versions = new LinkedHashSet<>();
    for (String name : BUILDERS) {
      for (String suffix : List.of("", ".exe")) {
        buildInfo(tools.resolve(name + suffix)).ifPresent(one -> versions.add(one.goVersion()));
      }
    }
    return List.copyOf(versions);
  }

  /** {@return what the headers of the programs in a folder say, each once} */
  private List<String> platformsOf(Path folder) {
    Set<String> platforms = new LinkedHashSet<>();
    entries(folder).forEach(program -> platforms.addAll(programs.platforms(program)));
    return List.copyOf(platforms);
  }

  private List<Path> entries(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(found::add);
    } catch (AccessDeniedException e) {
      unread.add(folder + ": " + ReadFailure.why(e));
    } catch (IOException | DirectoryIteratorException _) {
      return List.of(); // what is missing is a problem of the installation
    }
    found.sort(null);
    return found;
  }

  // PATH.

  /**
   * {@return commands on PATH that are called like a toolchain: go takes them before all others}
   */
  private List<String> namedGos() {
    List<String> found = new ArrayList<>();
    for (Path one : new PathSearch(machine).folders()) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(one, "go1*")) {
        for (Path entry : entries) {
          if (Files.isRegularFile(entry) && Files.isExecutable(entry)) {
            found.add(entry.toString());
          }
        }
      } catch (IOException | DirectoryIteratorException _) {
        // shells pass over it as well
      }
    }
    return found;
  }

  /** {@return the toolchains that go keeps for itself, by their folders} */
  private List<String> cached() {
    List<String> found = new ArrayList<>();
    Path modules = GoFolders.moduleCache(machine);
    if (modules == null) {
      return found;
    }
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(modules.resolve("golang.org"), CACHED + "*")) {
      for (Path entry : entries) {
        found.add(String.valueOf(entry.getFileName()).substring(CACHED.length()));
      }
    } catch (IOException | DirectoryIteratorException _) {
      return List.of(); // go finds none there either
    }
    found.sort(null);
    return found;
  }

  /** {@return elements that would lead to a go if they were written otherwise} */
  private List<PathFault> pathFaults() {
    List<PathFault> found = new ArrayList<>();
    boolean onWindows = machine.os().equals(Os.WINDOWS);
    String go = onWindows ? "go.exe" : "go";
    for (String element : machine.variable("PATH").split(onWindows ? ";" : ":", -1)) {
      String meant = element.strip().replaceAll("^[\"']|[\"']$", "");
      String home = machine.variable("HOME");
      boolean tilde = meant.startsWith("~/") && !home.isEmpty() && !onWindows;
      String expanded = tilde ? home + meant.substring(1) : meant;
      try {
        Path place = Path.of(expanded);
        if (meant.isEmpty()) {
          continue;
        }
        if (Files.isRegularFile(place) && String.valueOf(place.getFileName()).equals(go)) {
          found.add(new PathFault(element, "it is the command, and PATH is of folders"));
        } else if (Files.isRegularFile(place.resolve(go)) && !expanded.equals(element)) {
          if (tilde) {
            found.add(new PathFault(element, "a ~ in PATH is no folder for most programs"));
          } else if (!onWindows || !element.strip().equals(element)) {
            found.add(new PathFault(element, "blanks and quotes in PATH are part of the name"));
          }
        } else if (Files.isSymbolicLink(place.resolve(go)) && !Files.exists(place.resolve(go))) {
          found.add(new PathFault(element, "the go in it is a link to nothing"));
        }
      } catch (InvalidPathException _) {
        // no folder is called so
      }
    }
    return found;
  }

  private List<String> absent() {
    List<String> absent = new ArrayList<>();
    for (String name : PATHS) {
      String value = machine.variable(name);
      try {
        // SSL_CERT_DIR is a list, of which any may be missing.
        if (!value.isEmpty() && value.indexOf(':') < 0 && !Files.exists(Path.of(value))) {
          absent.add(name);
        }
      } catch (InvalidPathException _) {
        absent.add(name);
      }
    }
    String cache = GoFolders.setting(machine, "GOCACHEPROG").strip().split("\\s", 2)[0];
    try {
      if (cache.startsWith("/") && !Files.exists(Path.of(cache))) {
        absent.add("GOCACHEPROG");
      }
    } catch (InvalidPathException _) {
      absent.add("GOCACHEPROG");
    }
    return absent;
  }
}
