package dev.archcheck.toolchain.store;

import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.go.GoVersion;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.ProcessLock;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The folder that holds the installed versions of Go and all that this program remembers.
 *
 * <pre>
 *   versions/go1.27.0.linux-amd64/go/     the GOROOT
 *   versions/go1.27.0.linux-amd64/seal    what it consists of, and what that was proven by
 *   default                               the name of the version for everywhere, one line
 *   staging/  downloads/  locks/  log/  index/
 * </pre>
 *
 * A folder in {@code versions} appears by one rename when everything in it has been proven.
 */
public final class Store {

  /** The variable that moves the store. */
  public static final String HOME_VARIABLE = "ARCHCHECK_HOME";

  private static final GoVersion NO_ORDER = new GoVersion(0, -1, "", 0);

  private static final Comparator<Installed> NEWEST_FIRST =
      Comparator.<Installed, GoVersion>comparing(
              installed -> installed.toolchain().order().orElse(NO_ORDER))
          .reversed()
          .thenComparing(installed -> installed.toolchain().name());

  private static final long PAUSE_MILLIS = 20;

  /** What a version is called in the staging folder while another takes its place. */
  private static final String REPLACED = "replaced-";

  /** What becomes of a version that is there when it is installed. */
  public enum Existing {
    /** It stays, and nothing is done. */
    KEPT,
    /** It stays until a whole new one takes its place. */
    REPLACED
  }

  private final Path root;

  /** A store in a folder, which need not exist. */
  public Store(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * {@return where the store of this user is} {@code ARCHCHECK_HOME}, or the place that the system
   * has for the data of programs.
   */
  public static Store of(Machine machine) {
    String said = machine.variable(HOME_VARIABLE);
    if (!said.isEmpty()) {
      return new Store(Path.of(said));
    }
    Os os = machine.os();
    if (os.equals(Os.WINDOWS)) {
      String local = machine.variable("LOCALAPPDATA");
      Path data =
          local.isEmpty() ? home(machine, "USERPROFILE").resolve("AppData/Local") : Path.of(local);
      return new Store(data.resolve("archcheck"));
    }
    if (os.equals(Os.DARWIN)) {
      return new Store(home(machine, "HOME").resolve("Library/Application Support/archcheck"));
    }
    String data = machine.variable("XDG_DATA_HOME");
    return data.startsWith("/")
        ? new Store(Path.of(data, "archcheck"))
        : new Store(home(machine, "HOME").resolve(".local/share/archcheck"));
  }

  private static Path home(Machine machine, String variable) {
    String home = machine.variable(variable);
    return Path.of(home.isEmpty() ? System.getProperty("user.home", ".") : home);
  }

  /** {@return the folder} */
  public Path root() {
    return root;
  }

  /** {@return where the installed versions are} */
  public Path versions() {
    return root.resolve("versions");
  }

  /** {@return the file with the name of the default version} */
  public Path defaultFile() {
    return root.resolve("default");
  }

  /** {@return an installed version, if it is there} */
  public Optional<Installed> find(GoToolchain toolchain) {
    Installed installed = new Installed(toolchain, versions().resolve(toolchain.name()));
    return installed.isComplete() ? Optional.of(installed) : Optional.empty();
  }

  /**
   * {@return the installed versions that a word means, newest first} A whole name ({@code
   * go1.27.0.linux-arm64}) means itself; a version is for one platform; {@code 1.27} means its
   * newest.
   *
   * @throws IOException if the folder is there and cannot be read
   */
  public List<Installed> matching(String word, Platform platform) throws IOException {
    Optional<GoToolchain> whole = GoToolchain.parse(word);
    if (whole.isPresent()) {
      return find(whole.get()).map(List::of).orElse(List.of());
    }
    List<Installed> found = new ArrayList<>();
    String version = word.startsWith("go") ? word : "go" + word;
    for (Installed installed : list()) {
      GoToolchain one = installed.toolchain();
      if (one.platform().equals(platform)
          && (one.version().equals(version)
              || (one.version().startsWith(version + ".")
                  && version.indexOf('.') == version.lastIndexOf('.')))) {
        found.add(installed);
      }
    }
    return List.copyOf(found);
  }

  /**
   * {@return what is installed, newest version first} Only what is complete and sealed is listed.
   *
   * @throws IOException if the folder is there and cannot be read
   */
  public List<Installed> list() throws IOException {
    List<Installed> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(versions())) {
      for (Path folder : folders) {
        GoToolchain.parse(String.valueOf(folder.getFileName()))
            .map(toolchain -> new Installed(toolchain, folder))
            .filter(Installed::isComplete)
            .ifPresent(found::add);
      }
    } catch (NoSuchFileException _) {
      return List.of(); // nothing was installed yet
    }
    found.sort(NEWEST_FIRST);
    return List.copyOf(found);
  }

  /**
   * {@return what stands among the versions and is none: without its seal or its tree, or not to be
   * looked into}
   *
   * @throws IOException if the folder is there and cannot be read
   */
  public List<Installed> incomplete() throws IOException {
    List<Installed> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(versions())) {
      for (Path folder : folders) {
        GoToolchain.parse(String.valueOf(folder.getFileName()))
            .map(toolchain -> new Installed(toolchain, folder))
            .filter(installed -> !installed.isComplete())
            .ifPresent(found::add);
      }
    } catch (NoSuchFileException _) {
      return List.of();
    }
    found.sort(NEWEST_FIRST);
    return List.copyOf(found);
  }

  /**
   * {@return what is incomplete of a version}
   *
   * @param word a version without {@code go} in front, or the name of its folder
   */
  public List<Installed> incomplete(String word, Platform platform) throws IOException {
    return incomplete().stream()
        .filter(one ->
            one.toolchain().name().equals(word)
                || (one.toolchain().platform().equals(platform)
                    && one.toolchain().version().equals("go" + word)))
        .toList();
  }

  /** {@return where downloads are kept until they are installed} */
  public Path downloads() {
    return root.resolve("downloads");
  }

  private Path staging() {
    return root.resolve("staging");
  }

  private Path lockFile(GoToolchain toolchain) {
    return locks().resolve(toolchain.name() + ProcessLock.ENDING);
  }

  private Path locks() {
    return root.resolve("locks");
  }

  private ProcessLock lock(GoToolchain toolchain) throws IOException {
    Path file = lockFile(toolchain);
    return ProcessLock.take(
        file,
        () -> {
          try {
            Thread.sleep(PAUSE_MILLIS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + file, e);
          }
        });
  }

  /**
   * Deletes the lock files that killed processes left behind.
   *
   * @throws IOException if a folder is there and cannot be read, or a file not be deleted
   */
  public void sweepLocks() throws IOException {
    ProcessLock.sweep(locks());
    ProcessLock.sweep(downloads());
  }

  /**
   * Begins to install a version: waits until nobody else does, clears away what earlier runs left
   * behind, and makes a folder for it.
   *
   * @param existing what becomes of the version if it is there
   * @return the folder, or nothing if the version is there by now and stays
   * @throws NotOursException if what would be replaced was put there by somebody else
   * @throws IOException if the store cannot be written
   */
  public Optional<Staging> stage(GoToolchain toolchain, Os os, Existing existing)
      throws IOException {
    ProcessLock lock = lock(toolchain);
    try {
      clearLeftovers(toolchain, os);
      boolean there = find(toolchain).isPresent();
      if (there && existing == Existing.KEPT) {
        lock.close();
        return Optional.empty();
      }
      Path place = versions().resolve(toolchain.name());
      if (there) {
        requireOurs(place);
      } else if (Files.exists(place)) {
        moveAway(toolchain, place, os); // somebody took its seal away
      }
      Path folder = staging().resolve(toolchain.name() + "." + unique());
      Path away = staging().resolve(toolchain.name() + "." + REPLACED + unique());
      return Optional.of(new Staging(toolchain, os, folder, place, away, lock));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** This program makes folders; a link leads to what belongs to somebody else. */
  private static void requireOurs(Path place) throws NotOursException {
    for (Path one : List.of(place, place.resolve("go"))) {
      if (!Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
        throw new NotOursException(one);
      }
    }
  }

  private static String unique() {
    return Long.toHexString(ProcessHandle.current().pid())
        + "-"
        + Long.toHexString(System.nanoTime());
  }

  /**
   * Removes a version: it disappears in one step and is deleted after that.
   *
   * @return whether it was there
   * @throws IOException if it cannot be removed
   */
  public boolean remove(GoToolchain toolchain, Os os) throws IOException {
    Path place = versions().resolve(toolchain.name());
    if (!Files.exists(place)) {
      return false;
    }
    try (ProcessLock _ = lock(toolchain)) {
      if (!Files.exists(place)) {
        return false;
      }
      moveAway(toolchain, place, os);
      return true;
    }
  }

  private void moveAway(GoToolchain toolchain, Path place, Os os) throws IOException {
    Path away = staging().resolve(toolchain.name() + "." + unique());
    Folders.rename(place, away, os);
    Folders.delete(away);
  }

  /**
   * Clears what was left in the staging folder by processes that were ended. Whoever is at work on
   * a version holds its lock.
   *
   * @param mine the version whose lock this process holds
   */
  private void clearLeftovers(GoToolchain mine, Os os) throws IOException {
    List<Path> leftovers = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(staging())) {
      folders.forEach(leftovers::add);
    } catch (NoSuchFileException _) {
      return; // the first install
    }
    for (Path folder : leftovers) {
      String name = String.valueOf(folder.getFileName());
      Optional<GoToolchain> owner =
          GoToolchain.parse(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
      if (owner.isEmpty()) {
        Folders.delete(folder);
      } else if (owner.get().equals(mine)) {
        clear(folder, mine, os);
      } else {
        try (ProcessLock lock = ProcessLock.tryTake(lockFile(owner.get()))) {
          if (lock != null) {
            clear(folder, owner.get(), os);
          }
        }
      }
    }
  }

  /** A process that was ended between two renames left a version here and none in its place. */
  private void clear(Path folder, GoToolchain owner, Os os) throws IOException {
    Path place = versions().resolve(owner.name());
    boolean replaced =
        String.valueOf(folder.getFileName()).startsWith(owner.name() + "." + REPLACED);
    if (replaced && !Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      Folders.rename(folder, place, os);
    } else {
      Folders.delete(folder);
    }
  }
}
