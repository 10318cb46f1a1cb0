package dev.archcheck.toolchain.discover;

import dev.archcheck.inspect.go.GoVersion;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.activate.Resolver;
import dev.archcheck.toolchain.go.GoFinder;
import dev.archcheck.toolchain.go.GoFolders;
import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.go.GoOnPath.Installation;
import dev.archcheck.toolchain.host.Host;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the Go installations of a machine by looking only. */
public final class Discovery {

  private static final GoVersion NO_ORDER = new GoVersion(0, -1, "", 0);

  private static final Comparator<FoundGo> ORDER =
      Comparator.comparing(FoundGo::maker)
          .thenComparing(Comparator.comparing(Discovery::order).reversed())
          .thenComparing(FoundGo::root);

  private final Machine machine;
  private final Store store;
  private final Host host;
  private final Emulators emulators;
  private final List<GoOnPath> onPath;
  private final Path defaultRoot;

  /** A discovery on a machine with a store. */
  public Discovery(Machine machine, Store store) {
    this.machine = machine;
    this.store = store;
    this.host = new HostProbe(machine).probe();
    this.emulators = new Emulators(host, machine);
    this.onPath = new GoFinder(machine).findAll();
    this.defaultRoot =
        new Resolver(store, host.platform(), machine)
            .fallback()
            .map(installed -> real(installed.goroot()))
            .orElse(Path.of(""));
  }

  /** {@return what is in the store, whole or not} */
  public Inventory ofStore() {
    Places places = new Places(machine);
    return inventory(ofStore(places), places);
  }

  /** {@return what is in the store, and what others installed} */
  public Inventory everywhere() {
    Places places = new Places(machine);
    Map<Path, Candidate> candidates = ofStore(places);
    places.search();
    for (Candidate candidate : places.candidates()) {
      candidates.putIfAbsent(real(candidate.root()), candidate);
    }
    for (GoOnPath go : onPath) {
      if (go instanceof Installation installation) {
        candidates.putIfAbsent(
            installation.root(), new Candidate(Maker.OTHER, installation.root(), ""));
      }
    }
    return inventory(candidates, places);
  }

  /** {@return what PATH leads to, and nothing else: a look at the first of many} */
  public Inventory ofPath() {
    Places places = new Places(machine);
    Map<Path, Candidate> store = ofStore(places);
    Map<Path, Candidate> candidates = new LinkedHashMap<>();
    for (GoOnPath go : onPath) {
      if (go instanceof Installation installation) {
        Candidate other = new Candidate(Maker.OTHER, installation.root(), "");
        candidates.put(installation.root(), store.getOrDefault(installation.root(), other));
      }
    }
    // Another tree can take the place of the one that the command stands in.
    String goroot = GoFolders.setting(machine, "GOROOT");
    if (!goroot.isEmpty()) {
      try {
        Path root = Path.of(goroot).toRealPath();
        candidates.putIfAbsent(root, new Candidate(Maker.OTHER, root, ""));
      } catch (IOException | InvalidPathException _) {
        // nothing is there
      }
    }
    return inventory(candidates, places);
  }

  /** {@return a command that is not the one of the tree it stands in, if it stands in any} */
  public FoundGo alone(Path command) {
    GoLook look = new GoLook(host, emulators);
    look.file(command);
    return new FoundGo(
        Maker.OTHER, command, "", look.platforms(), look.fit(), 0, false, false, look.problems());
  }

  private Map<Path, Candidate> ofStore(Places places) {
    Map<Path, Candidate> candidates = new LinkedHashMap<>();
    for (Path folder : places.children(store.versions())) {
      Path root = folder.resolve("go");
      candidates.put(
          real(root), new Candidate(Maker.STORE, root, String.valueOf(folder.getFileName())));
    }
    return candidates;
  }

  private Inventory inventory(Map<Path, Candidate> candidates, Places places) {
    List<FoundGo> found = new ArrayList<>();
    for (Map.Entry<Path, Candidate> entry : candidates.entrySet()) {
      found.add(look(entry.getKey(), entry.getValue()));
    }
    found.sort(ORDER);
    return new Inventory(host, onPath, found, places.unread());
  }

  private FoundGo look(Path root, Candidate candidate) {
    GoLook look = new GoLook(host, emulators);
    if (isBareCommand(root)) {
      look.file(root);
    } else {
      look.tree(candidate);
    }
    List<String> problems = new ArrayList<>(look.problems());
    boolean sealed = candidate.maker() == Maker.STORE && isSealed(candidate, problems);
    return new FoundGo(
        candidate.maker(),
        root,
        look.version(),
        look.platforms(),
        look.fit(),
        pathPosition(root),
        root.equals(defaultRoot),
        sealed,
        problems);
  }

  private boolean isSealed(Candidate candidate, List<String> problems) {
    if (GoToolchain.parse(candidate.named()).isEmpty()) {
      problems.add("its folder is not called like a version");
      return false;
    }
    boolean sealed = Files.isRegularFile(candidate.root().resolveSibling("seal"));
    if (!sealed) {
      problems.add("has no seal, so it counts for nothing; installing it again replaces it");
    }
    return sealed;
  }

  private boolean isBareCommand(Path root) {
    for (GoOnPath go : onPath) {
      if (go instanceof Installation installation
          && !installation.hasRoot()
          && installation.root().equals(root)) {
        return true;
      }
    }
    return false;
  }

  private int pathPosition(Path root) {
    int position = 0;
    for (GoOnPath go : onPath) {
      position++;
      if (go instanceof Installation installation && installation.root().equals(root)) {
        return position;
      }
    }
    return 0;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException _) {
      return path.toAbsolutePath().normalize(); // a look at it says what is wrong
    }
  }

  private static GoVersion order(FoundGo go) {
    return GoVersion.parse(go.version()).orElse(NO_ORDER);
  }
}
