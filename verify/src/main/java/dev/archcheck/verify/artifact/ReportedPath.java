package dev.archcheck.verify.artifact;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A file by the one name that patterns are held against, however it was named on the command line:
 * {@code ./dist/app}, {@code dist/../dist/app} and its whole path are the same file. Between the
 * elements stands {@code /} on every system. What is behind the {@code !/} of an archive is a name
 * in it, of which only the elements go that are a dot.
 *
 * @param relative from the working folder, with {@code ..} at its beginning where it is elsewhere
 * @param absolute from the root of the file system
 */
public record ReportedPath(String relative, String absolute) {

  private static final String INNER = "!/";
  private static final Path BACK = Path.of("..");

  /** {@return the file that a report calls so} */
  public static ReportedPath of(String reported) {
    int end = reported.indexOf(INNER);
    String outer = end < 0 ? reported : reported.substring(0, end);
    String inner = end < 0 ? "" : INNER + withoutDots(reported.substring(end + INNER.length()));
    if (outer.isEmpty()) {
      return new ReportedPath(reported, reported);
    }
    try {
      Path folder = Path.of("").toAbsolutePath();
      Path whole = below(folder, whole(Path.of(outer).toAbsolutePath()));
      boolean sameRoot = Objects.equals(whole.getRoot(), folder.getRoot());
      String absolute = slashes(whole) + inner;
      return new ReportedPath(
          sameRoot ? slashes(folder.relativize(whole)) + inner : absolute, absolute);
    } catch (IOException | InvalidPathException _) {
      return new ReportedPath(reported, reported); // it was not named by a path, so it has no other
    }
  }

  private static String withoutDots(String inner) {
    List<String> elements = new ArrayList<>(List.of(inner.split("/", -1)));
    elements.removeIf("."::equals);
    return String.join("/", elements);
  }

  /** {@return the path without dots} Behind a link, {@code ..} is not where it came from. */
  private static Path whole(Path path) throws IOException {
    Path whole = path;
    if (leadsBack(path)) {
      whole = path.toRealPath(LinkOption.NOFOLLOW_LINKS);
    }
    return leadsBack(whole) ? inItsFolder(whole) : whole.normalize();
  }

  private static boolean leadsBack(Path path) {
    for (Path element : path) {
      if (element.equals(BACK)) {
        return true;
      }
    }
    return false;
  }

  private static Path inItsFolder(Path path) throws IOException {
    Path folder = path.getParent();
    Path name = path.getFileName();
    return folder == null || name == null || name.equals(BACK)
        ? path.toRealPath()
        : folder.toRealPath().resolve(name);
  }

  /** The working folder may have another name, by a link above it. */
  private static Path below(Path folder, Path whole) throws IOException {
    if (whole.startsWith(folder) || whole.getFileName() == null) {
      return whole;
    }
    try {
      Path real = inItsFolder(whole);
      Path realFolder = folder.toRealPath();
      return real.startsWith(realFolder) ? folder.resolve(realFolder.relativize(real)) : whole;
    } catch (IOException _) {
      return whole;
    }
  }

  private static String slashes(Path path) {
    List<String> elements = new ArrayList<>();
    path.forEach(element -> elements.add(element.toString()));
    String root = path.getRoot() == null ? "" : path.getRoot().toString().replace('\\', '/');
    return root + String.join("/", elements);
  }
}
