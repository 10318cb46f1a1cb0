package dev.archcheck.toolchain.doctor;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.doctor.FolderFacts.State;
import dev.archcheck.toolchain.go.GoFolders;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the folders that go writes to. Nothing is written: the system is asked who may. */
final class FolderReader {

  private static final String TEMPORARY = "GOTMPDIR";
  private static final int MOUNTS = 1 << 20;

  private final Machine machine;

  FolderReader(Machine machine) {
    this.machine = machine;
  }

  List<FolderFacts> read() {
    List<FolderFacts> found = new ArrayList<>();
    String gopath = GoFolders.setting(machine, "GOPATH");
    String separator = machine.os().equals(Os.WINDOWS) ? ";" : ":";
    for (String one : gopath.isEmpty() ? new String[0] : gopath.split(separator, -1)) {
      if (!one.isEmpty()) {
        found.add(look("GOPATH", one, true));
      }
    }
    found.add(folder("GOMODCACHE", GoFolders.moduleCache(machine)));
    found.add(folder("GOCACHE", cache()));
    String temporary = GoFolders.setting(machine, TEMPORARY);
    found.add(
        temporary.isEmpty()
            ? look(TEMPORARY, temporary(), false)
            : look(TEMPORARY, temporary, true));
    String bin = GoFolders.setting(machine, "GOBIN");
    if (!bin.isEmpty()) {
      found.add(look("GOBIN", bin, true));
    }
    return found;
  }

  private FolderFacts folder(String name, @Nullable Path usual) {
    String said = GoFolders.setting(machine, name);
    if (said.isEmpty() && usual == null) {
      return new FolderFacts(name, "", false, State.UNKNOWN);
    }
    return said.isEmpty() ? look(name, String.valueOf(usual), false) : look(name, said, true);
  }

  /** Go's os.UserCacheDir. */
  private @Nullable Path cache() {
    try {
      String home = machine.variable("HOME");
      if (machine.os().equals(Os.WINDOWS)) {
        String local = machine.variable("LocalAppData");
        return local.isEmpty() ? null : Path.of(local, "go-build");
      }
      if (machine.os().equals(Os.DARWIN)) {
        return home.isEmpty() ? null : Path.of(home, "Library", "Caches", "go-build");
      }
      String cache = machine.variable("XDG_CACHE_HOME");
      if (!cache.isEmpty()) {
        return cache.startsWith("/") ? Path.of(cache, "go-build") : null;
      }
      return home.isEmpty() ? null : Path.of(home, ".cache", "go-build");
    } catch (InvalidPathException _) {
      return null;
    }
  }

  /** Go's os.TempDir. */
  private String temporary() {
    if (machine.os().equals(Os.WINDOWS)) {
      String said = machine.variable("TMP");
      return said.isEmpty() ? machine.variable("TEMP") : said;
    }
    String said = machine.variable("TMPDIR");
    return said.isEmpty() ? machine.root().resolve("tmp").toString() : said;
  }

  private FolderFacts look(String name, String text, boolean isSet) {
    return new FolderFacts(name, text, isSet, state(name, text));
  }

  private State state(String name, String text) {
    Path folder;
    try {
      folder = Path.of(text);
    } catch (InvalidPathException _) {
      return State.ABSENT;
    }
    boolean temporary = name.equals(TEMPORARY);
    if (!folder.isAbsolute()) {
      return temporary ? State.USABLE : State.RELATIVE;
    }
    if (text.indexOf('\uFFFD') >= 0) {
      return State.USABLE; // Java cannot name it, go can
    }
    if (!Files.exists(folder)) {
      return temporary ? State.ABSENT : above(folder);
    }
    if (!Files.isDirectory(folder)) {
      return State.NO_FOLDER;
    }
    if (!Files.isWritable(folder)) {
      return State.NOT_WRITABLE;
    }
    return temporary && isWithoutPrograms(folder) ? State.NO_PROGRAMS : State.USABLE;
  }

  /** Go makes what is missing below the nearest folder that is there. */
  private static State above(Path folder) {
    for (Path up = folder.getParent(); up != null; up = up.getParent()) {
      if (Files.exists(up)) {
        return Files.isDirectory(up) && Files.isWritable(up) ? State.USABLE : State.NOT_WRITABLE;
      }
    }
    return State.NOT_WRITABLE;
  }

  /** {@code go run} and {@code go test} start what they built there. */
  private boolean isWithoutPrograms(Path folder) {
    Path mounts = machine.root().resolve("proc/self/mounts");
    if (!machine.os().equals(Os.LINUX) || !Files.isRegularFile(mounts)) {
      return false;
    }
    String text;
    try (InputStream in = Files.newInputStream(mounts)) {
      text = new String(in.readNBytes(MOUNTS), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return false;
    }
    String best = "";
    String options = "";
    for (String line : text.split("\n", -1)) {
      String[] words = line.split(" ", -1);
      if (words.length < 4) {
        continue;
      }
      String place = words[1].replace("\\040", " ");
      boolean holds = place.equals("/") || (folder + "/").startsWith(place + "/");
      if (holds && place.length() >= best.length()) { // the last of the same place counts
        best = place;
        options = words[3];
      }
    }
    return List.of(options.split(",", -1)).contains("noexec");
  }
}
