package dev.archcheck.toolchain.prune;

import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.ReadFailure;
import dev.archcheck.toolchain.activate.Resolution;
import dev.archcheck.toolchain.activate.Resolution.Chosen;
import dev.archcheck.toolchain.activate.Resolution.Invalid;
import dev.archcheck.toolchain.activate.Resolver;
import dev.archcheck.toolchain.activate.Source;
import dev.archcheck.toolchain.activate.Source.Kind;
import dev.archcheck.toolchain.go.GoFinder;
import dev.archcheck.toolchain.go.GoFolders;
import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.go.GoOnPath.Installation;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.lock.LockReader;
import dev.archcheck.toolchain.lock.ToolchainLock;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the versions of the store that nothing needs. A version is needed if it is the default, if
 * {@code ARCHCHECK_GO} or PATH lead to it, or if a {@code .go-version}, {@code .tool-versions},
 * go.work, go.mod or {@code go-toolchain.lock} in the given folders does, each of them for itself
 * and for every platform: too much is kept rather than too little.
 */
public final class Pruner {

  private static final Duration LEFT_BEHIND = Duration.ofDays(1);
  private static final Pattern MEANT = Pattern.compile("(?i)(go|v)?[0-9]");
  private static final String[] DOWNLOADS = {".part", ".part.json", ".zip", ".tar.gz"};

  private final Store store;
  private final Machine machine;
  private final InstantSource clock;

  /** A pruner of a store. */
  public Pruner(Store store, Machine machine, InstantSource clock) {
    this.store = store;
    this.machine = machine;
    this.clock = clock;
  }

  /**
   * {@return what could go} Nothing is changed.
   *
   * @param roots the folders that projects are in
   * @throws IOException if the store is there and cannot be read
   */
  public PrunePlan plan(List<Path> roots) throws IOException {
    List<Installed> installed = store.list();
    VersionFiles search = new VersionFiles(apart());
    for (Path root : roots) {
      search.search(root);
    }
    Needs needs = new Needs(search.doubts());
    needs.askShell(installed);
    for (Path file : search.files()) {
      if (file.endsWith(ToolchainLock.FILE)) {
        needs.askLock(file, installed);
      } else {
        needs.askFile(file);
      }
    }
    List<Kept> kept = new ArrayList<>();
    List<Unneeded> unneeded = new ArrayList<>();
    for (Installed one : installed) {
      Set<Source> reasons = needs.reasons(one);
      if (reasons.isEmpty()) {
        unneeded.add(new Unneeded(one, size(one.folder())));
      } else {
        kept.add(new Kept(one, List.copyOf(reasons)));
      }
    }
    return new PrunePlan(kept, unneeded, leftovers(), needs.doubts, search.folders());
  }

  /**
   * Removes what a plan says.
   *
   * @throws IOException if something cannot be removed; what was removed before stays so
   * @throws IllegalArgumentException for a plan that is not certain
   */
  public void remove(PrunePlan plan) throws IOException {
    if (!plan.isCertain()) {
      throw new IllegalArgumentException("what was not seen may need what is to go");
    }
    for (Unneeded one : plan.unneeded()) {
      store.remove(one.installed().toolchain(), machine.os());
    }
    for (Leftover one : plan.leftovers()) {
      Files.deleteIfExists(one.file());
    }
    store.sweepLocks();
  }

  /** {@return folders full of modules that are nobody's project} */
  private Set<Path> apart() {
    Set<Path> apart = new HashSet<>();
    addReal(apart, store.root());
    addReal(apart, GoFolders.moduleCache(machine));
    return apart;
  }

  private static void addReal(Set<Path> to, @Nullable Path folder) {
    try {
      if (folder != null) {
        to.add(folder.toRealPath());
      }
    } catch (IOException _) {
      return; // what is not there needs no skipping
    }
  }

  private List<Leftover> leftovers() throws IOException {
    List<Leftover> found = new ArrayList<>();
    Instant limit = clock.instant().minus(LEFT_BEHIND);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(store.downloads())) {
      for (Path file : files) {
        if (isDownload(file)
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
          found.add(new Leftover(file, Files.size(file)));
        }
      }
    } catch (NoSuchFileException _) {
      return found; // nothing was downloaded, or somebody else clears up
    }
    found.sort((one, other) -> one.file().compareTo(other.file()));
    return found;
  }

  private static boolean isDownload(Path file) {
    for (String end : DOWNLOADS) {
      if (file.toString().endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  private static long size(Path folder) throws IOException {
    Sizes sizes = new Sizes();
    Files.walkFileTree(folder, sizes);
    return sizes.sum;
  }

  /** Adds up files. */
  private static final class Sizes extends SimpleFileVisitor<Path> {

    private long sum;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      sum += attributes.size();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE; // it counts for nothing
    }
  }

  /** What needs which version. */
  private final class Needs {

    private final Map<Path, Set<Source>> reasons = new LinkedHashMap<>();
    private final List<Doubt> doubts;
    private final List<Resolver> resolvers = new ArrayList<>();

    Needs(List<Doubt> doubts) throws IOException {
      this.doubts = new ArrayList<>(doubts);
      Set<Platform> platforms = new LinkedHashSet<>();
      for (Installed one : store.list()) {
        platforms.add(one.toolchain().platform());
      }
      for (Platform platform : platforms) {
        resolvers.add(new Resolver(store, platform, machine));
      }
    }

    Set<Source> reasons(Installed installed) {
      return reasons.getOrDefault(installed.folder(), Set.of());
    }

    private void keep(Installed installed, Source reason) {
      reasons.computeIfAbsent(installed.folder(), _ -> new LinkedHashSet<>()).add(reason);
    }

    /** The default, the variable and PATH. */
    void askShell(List<Installed> installed) throws IOException {
      for (Resolver resolver : resolvers) {
        resolver
            .fallback()
            .ifPresent(
                one -> keep(one, new Source(Kind.DEFAULT, store.defaultFile().toString(), 1)));
        String said = machine.variable(Resolver.VARIABLE);
        if (!said.isEmpty() && resolver.named(said) instanceof Chosen chosen) {
          keep(chosen.installed(), new Source(Kind.ENVIRONMENT, Resolver.VARIABLE, 0));
        }
      }
      for (GoOnPath go : new GoFinder(machine).findAll()) {
        for (Installed one : installed) {
          if (go instanceof Installation found && isSame(found.root(), one.goroot())) {
            keep(one, new Source(Kind.ENVIRONMENT, "PATH", 0));
          }
        }
      }
    }

    private static boolean isSame(Path one, Path other) {
      try {
        return Files.isSameFile(one, other);
      } catch (IOException _) {
        return false;
      }
    }

    void askFile(Path file) throws IOException {
      Set<Doubt> found = new LinkedHashSet<>();
      for (Resolver resolver : resolvers) {
        Resolution said = resolver.saidBy(file).orElse(null);
        if (said instanceof Chosen chosen) {
          keep(chosen.installed(), chosen.source());
        } else if (said instanceof Invalid invalid) {
          found.add(doubt(invalid));
        }
      }
      for (Doubt doubt : found) {
        if (!doubts.contains(doubt)) {
          doubts.add(doubt);
        }
      }
    }

    void askLock(Path file, List<Installed> installed) {
      Set<GoToolchain> locked = new HashSet<>();
      try {
        LockReader.read(file).files().forEach(one -> locked.add(one.toolchain()));
      } catch (IOException e) {
        doubts.add(new Doubt(Doubt.Kind.UNREAD, file.toString(), ReadFailure.why(e)));
        return;
      }
      for (Installed one : installed) {
        if (locked.contains(one.toolchain())) {
          keep(one, new Source(Kind.LOCK, file.toString(), 0));
        }
      }
    }

    private static Doubt doubt(Invalid invalid) {
      Source source = invalid.source();
      if (source.kind() == Kind.DEFAULT) {
        return new Doubt(Doubt.Kind.UNREAD, source.place(), "names no version");
      }
      if (source.line() == 0) {
        return new Doubt(Doubt.Kind.UNREAD, source.place(), "cannot be read");
      }
      // A word of another program, like lts, needs nothing of the store; what was meant to be a
      // version and is misspelt may need any.
      Doubt.Kind kind =
          MEANT.matcher(invalid.said()).lookingAt() ? Doubt.Kind.UNREAD : Doubt.Kind.NOT_UNDERSTOOD;
      return new Doubt(kind, source.toString(), "'" + invalid.said() + "' is no version of Go");
    }
  }
}
