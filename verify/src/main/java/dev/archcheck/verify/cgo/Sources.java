package dev.archcheck.verify.cgo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that a stream speaks of, where they can be read: those of a run of go on this machine,
 * or, for a saved stream, those of the modules that are here: the one around the working folder,
 * and those of the workspace around it. A saved stream is somebody's text: by it nothing outside
 * these modules is opened.
 */
public final class Sources {

  private static final int MAX_SIZE = 4 << 20;

  private final Path base;

  /** Where the repository is, which the modules of a workspace share. */
  private final Path repository;

  private final boolean everything;

  /** The modules that are here, by their paths. */
  private final Map<String, Path> modules;

  private final List<Root> roots;

  /**
   * A module of a stream that is here, too.
   *
   * @param there its folder on the machine where the stream was made
   */
  private record Root(String there, Path here) {

    /** {@return where a folder of it is here, or null for a folder outside of it} */
    @Nullable Path folder(String dir) {
      if (!dir.startsWith(there)) {
        return null;
      }
      String below = dir.substring(there.length());
      return below.isEmpty() || "/\\".indexOf(below.charAt(0)) >= 0
          ? here.resolve("." + below.replace('\\', '/'))
          : null;
    }
  }

  private Sources(Path base, boolean everything, Map<String, Path> modules, List<Root> roots) {
    this.base = base;
    this.repository = repository(base);
    this.everything = everything;
    this.modules = modules;
    this.roots = roots;
  }

  private static Path repository(Path base) {
    for (Path up = base; up != null; up = up.getParent()) {
      if (Files.exists(up.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return up;
      }
    }
    return base;
  }

  /** {@return whatever go just named, with paths shown as seen from a folder} */
  public static Sources ofRun(Path folder) {
    return new Sources(folder.toAbsolutePath().normalize(), true, Map.of(), List.of());
  }

  /** {@return the modules around a folder, whatever their paths were where the stream was made} */
  public static Sources ofModules(Path folder) {
    Path base = folder.toAbsolutePath().normalize();
    Path end = repository(base);
    Map<String, Path> modules = new HashMap<>();
    Path goMod = upwards(base, end, "go.mod");
    if (goMod != null) {
      add(modules, goMod);
    }
    Path goWork = upwards(base, end, "go.work");
    String work = text(goWork);
    if (goWork != null && work != null) {
      for (String used : GoMod.workFolders(work)) {
        Path module = used(goWork, used);
        if (module != null && module.startsWith(end)) {
          add(modules, module);
        }
      }
    }
    return new Sources(base, false, modules, List.of());
  }

  private static @Nullable Path upwards(Path base, Path end, String name) {
    for (Path up = base; up != null && up.startsWith(end); up = up.getParent()) {
      Path file = up.resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }

  private static @Nullable Path used(Path goWork, String folder) {
    try {
      return goWork.resolveSibling(folder).resolve("go.mod").normalize();
    } catch (InvalidPathException _) {
      return null; // then nothing is there
    }
  }

  private static void add(Map<String, Path> modules, Path goMod) {
    String text = text(goMod);
    Path folder = goMod.getParent();
    if (text != null && folder != null) {
      modules.putIfAbsent(GoMod.modulePath(text), folder);
    }
  }

  /** {@return those that one scan speaks of} */
  Sources of(Scan scan) {
    if (everything) {
      return this;
    }
    List<Root> found = new ArrayList<>();
    for (GoModule module :
        scan.all().stream().map(GoPackage::module).filter(GoModule::main).distinct().toList()) {
      String goMod = module.goMod();
      Path here = modules.get(module.path());
      if (here != null && (goMod.endsWith("/go.mod") || goMod.endsWith("\\go.mod"))) {
        found.add(new Root(goMod.substring(0, goMod.length() - "/go.mod".length()), here));
      }
    }
    // Of modules in each other the inner one is that of a file.
    found.sort(Comparator.comparingInt((Root one) -> one.there().length()).reversed());
    return new Sources(base, false, modules, found);
  }

  /** {@return a file of a package, or null where it cannot be read} */
  @Nullable Path file(GoPackage one, String name) {
    try {
      if (everything) {
        return one.dir().isEmpty() ? null : Path.of(one.dir()).resolve(name);
      }
      for (Root root : roots) {
        Path folder = root.folder(one.dir());
        if (folder != null) {
          // Links in the module may lead anywhere, and what is behind ".." depends on them.
          Path here = folder.resolve(name).toRealPath();
          Path module = root.here().toRealPath();
          return here.startsWith(module) ? root.here().resolve(module.relativize(here)) : null;
        }
      }
      return null;
    } catch (InvalidPathException | IOException _) {
      return null;
    }
  }

  /** {@return the go.mod of a main module, or null where that module is not here} */
  @Nullable Path goMod(GoModule module) {
    try {
      if (everything) {
        return module.goMod().isEmpty() ? null : Path.of(module.goMod());
      }
      Path here = modules.get(module.path());
      return here == null ? null : here.resolve("go.mod");
    } catch (InvalidPathException _) {
      return null;
    }
  }

  /** {@return what a file holds, or null where it cannot be read or is far too long} */
  static @Nullable String text(@Nullable Path file) {
    byte[] bytes = bytes(file);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  static byte @Nullable [] bytes(@Nullable Path file) {
    if (file == null || !Files.isRegularFile(file)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_SIZE + 1);
      return bytes.length > MAX_SIZE ? null : bytes;
    } catch (IOException _) {
      return null;
    }
  }

  /** {@return a path as the user would write it: {@code ../b/b.go} of another module beside} */
  String shown(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    return (whole.startsWith(repository) ? base.relativize(whole) : whole)
        .toString()
        .replace('\\', '/');
  }
}
