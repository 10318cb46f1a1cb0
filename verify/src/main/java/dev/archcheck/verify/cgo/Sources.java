package dev.archcheck.verify.cgo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files that a stream speaks of, where they can be read: those of a run of go on this machine,
 * or, for a saved stream, those of the module that is here. A saved stream is somebody's text: by
 * it nothing outside that module is opened.
 */
public final class Sources {

  private static final int MAX_SIZE = 4 << 20;

  private final Path base;

  /** Where the repository is, which the modules of a workspace share. */
  private final Path repository;

  private final boolean everything;

  /** Where the module of the base was when the stream was made; empty where it is another one. */
  private final String root;

  private Sources(Path base, boolean everything, String root) {
    this.base = base;
    this.repository = repository(base);
    this.everything = everything;
    this.root = root;
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
    return new Sources(folder.toAbsolutePath().normalize(), true, "");
  }

  /** {@return the module in a folder, whatever its path was where the stream was made} */
  public static Sources ofModule(Path folder) {
    return new Sources(folder.toAbsolutePath().normalize(), false, "");
  }

  /** {@return those that one scan speaks of} */
  Sources of(Scan scan) {
    if (everything) {
      return this;
    }
    for (GoModule module :
        scan.all().stream().map(GoPackage::module).filter(GoModule::main).distinct().toList()) {
      String goMod = module.goMod();
      if ((goMod.endsWith("/go.mod") || goMod.endsWith("\\go.mod")) && goMod(module) != null) {
        return new Sources(base, false, goMod.substring(0, goMod.length() - "/go.mod".length()));
      }
    }
    return new Sources(base, false, "");
  }

  /** {@return a file of a package, or null where it cannot be read} */
  @Nullable Path file(GoPackage one, String name) {
    try {
      if (everything) {
        return one.dir().isEmpty() ? null : Path.of(one.dir()).resolve(name);
      }
      if (root.isEmpty() || !isBelowRoot(one.dir())) {
        return null;
      }
      String below = one.dir().substring(root.length()).replace('\\', '/');
      Path here = base.resolve("." + below).resolve(name);
      // Links in the module may lead anywhere, too.
      return here.toRealPath().startsWith(base.toRealPath()) ? here.normalize() : null;
    } catch (InvalidPathException | IOException _) {
      return null;
    }
  }

  private boolean isBelowRoot(String folder) {
    return folder.startsWith(root)
        && (folder.length() == root.length() || "/\\".indexOf(folder.charAt(root.length())) >= 0);
  }

  /** {@return the go.mod of a main module, or null where that module is not here} */
  @Nullable Path goMod(GoModule module) {
    try {
      if (everything) {
        return module.goMod().isEmpty() ? null : Path.of(module.goMod());
      }
      Path here = base.resolve("go.mod");
      String text = text(here);
      return text != null && GoMod.modulePath(text).equals(module.path()) ? here : null;
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
