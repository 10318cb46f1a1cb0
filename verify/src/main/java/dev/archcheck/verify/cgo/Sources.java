package dev.archcheck.verify.cgo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
  private final boolean everything;

  private Sources(Path base, boolean everything) {
    this.base = base;
    this.everything = everything;
  }

  /** {@return whatever go just named, with paths shown as seen from a folder} */
  public static Sources ofRun(Path folder) {
    return new Sources(folder.toAbsolutePath().normalize(), true);
  }

  /** {@return the module in a folder, whatever its path was where the stream was made} */
  public static Sources ofModule(Path folder) {
    return new Sources(folder.toAbsolutePath().normalize(), false);
  }

  /** {@return a file of a package, or null where it cannot be read} */
  @Nullable Path file(GoPackage one, String root, String name) {
    try {
      Path named = Path.of(one.dir()).resolve(name);
      if (everything) {
        return one.dir().isEmpty() ? null : named;
      }
      if (root.isEmpty() || !one.dir().startsWith(root)) {
        return null;
      }
      String below = one.dir().substring(root.length()).replace('\\', '/');
      Path here = base.resolve("." + below).resolve(name).normalize();
      return here.startsWith(base) ? here : null;
    } catch (InvalidPathException _) {
      return null;
    }
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

  /** {@return a path as the user would write it} */
  String shown(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    return (whole.startsWith(base) ? base.relativize(whole) : whole).toString().replace('\\', '/');
  }
}
