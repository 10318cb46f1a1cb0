package dev.archcheck.cli.render;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The repository around a run. Names of files in reports are relative to the working folder; what
 * shows a report beside the sources wants them relative to the root of the repository.
 */
public final class SourceTree {

  /** Between an archive and what is in it. */
  private static final String INNER = "!/";

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

  private final Path folder;
  private final Path root;

  private SourceTree(Path folder, Path root) {
    this.folder = folder;
    this.root = root;
  }

  /**
   * A place of a file.
   *
   * @param path with slashes; from the root of the repository where it is below it
   * @param uri the same as a URI reference (RFC 3986): relative, or {@code file:///} outside
   * @param isInside whether it is below the root
   */
  record Place(String path, String uri, boolean isInside) {}

  /**
   * {@return the tree around a folder} Its root is the nearest folder upwards that has a {@code
   * .git}, or the folder itself.
   */
  public static SourceTree around(Path workingFolder) {
    Path folder = workingFolder.toAbsolutePath().normalize();
    for (Path up = folder; up != null; up = up.getParent()) {
      if (Files.exists(up.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return new SourceTree(folder, up);
      }
    }
    return new SourceTree(folder, folder);
  }

  /** {@return the working folder from the root, or the empty string where it is the root} */
  public String below() {
    return slashes(root.relativize(folder).toString());
  }

  /** {@return the place of a file that is named from the working folder} */
  Place file(String name) {
    Path path = resolved(name).normalize();
    Path inside = path.startsWith(root) ? root.relativize(path) : really(path);
    if (inside == null) {
      String text = slashes(path.toString());
      return new Place(text, "file://" + (text.startsWith("/") ? "" : "/") + encoded(text), false);
    }
    String text = inside.toString().isEmpty() ? "." : slashes(inside.toString());
    return new Place(text, encoded(text), true);
  }

  /**
   * A name in a document may be none that a file of this system can have; then what cannot be in a
   * name is replaced.
   */
  private Path resolved(String name) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException _) {
      return folder.resolve(name.replaceAll("[^!-~]|[<>:\"|?*\\\\]", "_"));
    }
  }

  /** {@return the file on disk that an artifact is or is in: the outermost of all archives} */
  Place outermost(String artifact) {
    return file(artifact.substring(0, end(artifact)));
  }

  /** {@return whether a file on disk is an artifact or has it in it} */
  boolean isOnDisk(String artifact) {
    return isFile(artifact.substring(0, end(artifact)));
  }

  /**
   * {@return an artifact's name that is the same on every machine where it is in the repository}
   */
  String portable(String artifact) {
    int end = end(artifact);
    Place place = file(artifact.substring(0, end));
    String outer = place.isInside() ? place.path() : slashes(artifact.substring(0, end));
    return outer + artifact.substring(end);
  }

  /**
   * {@return where to show what has no file of its own} The {@code go.mod} of the working folder,
   * else one between there and the root, else what describes the repository, else its root.
   */
  Place anchor() {
    for (Path up = folder; up != null && up.startsWith(root); up = up.getParent()) {
      if (Files.isRegularFile(up.resolve("go.mod"))) {
        return file(up.resolve("go.mod").toString());
      }
    }
    return file(readme().toString());
  }

  private Path readme() {
    Path first = root;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        boolean fits = name.toLowerCase(Locale.ROOT).matches("readme(\\.[a-z]+)?");
        // The first by name, because folders are read in no order.
        if (fits
            && Files.isRegularFile(file)
            && (first.equals(root) || file.compareTo(first) < 0)) {
          first = file;
        }
      }
    } catch (IOException _) {
      return root; // then nothing describes it
    }
    return first;
  }

  /** A path may lead into the repository by another name of its folder. */
  private @Nullable Path really(Path path) {
    try {
      Path real = path.toRealPath();
      Path realRoot = root.toRealPath();
      return real.startsWith(realRoot) ? realRoot.relativize(real) : null;
    } catch (IOException _) {
      return null; // it is not there, so its name is all that is known
    }
  }

  /** {@return where the name of the file on disk ends; a folder may have the separator in it} */
  private int end(String artifact) {
    int first = artifact.indexOf(INNER);
    for (int at = first; at >= 0; at = artifact.indexOf(INNER, at + 1)) {
      if (isFile(artifact.substring(0, at))) {
        return at;
      }
    }
    return first < 0 || isFile(artifact) ? artifact.length() : first;
  }

  private boolean isFile(String name) {
    try {
      return !name.isEmpty() && Files.isRegularFile(folder.resolve(name));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private static String slashes(String path) {
    return path.replace(File.separatorChar, '/');
  }

  /** A colon is encoded too: the first part of a relative reference must have none. */
  private static String encoded(String path) {
    StringBuilder out = new StringBuilder(path.length() + 16);
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (UNRESERVED.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
