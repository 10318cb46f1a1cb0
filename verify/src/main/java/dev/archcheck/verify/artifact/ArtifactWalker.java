package dev.archcheck.verify.artifact;

import java.nio.file.Path;
import java.util.List;

/**
 * Walks files, folders and archives in a stable order: the roots as given, the entries of a folder
 * sorted by name, the members of an archive as the archive has them.
 *
 * <p>Every file is met once, whatever hard links, links or nested roots lead to it. A root that is
 * a link is followed; below a root, a link to something inside of a root is met at its own place,
 * and any other link is reported as not checked. Of a tar archive only regular files are artifacts.
 *
 * <p>Which names may claim a platform: those that somebody gave to this release, not those of the
 * machine that it lies on. A relative root gives every element that the user typed ({@code .} and
 * {@code ..} are no names). An absolute root gives its last two: the file or folder that was meant
 * and the folder around it, as in {@code …/linux_amd64/app}; farther up come home and build folders
 * whose names may well contain an architecture that says nothing about the release.
 */
public final class ArtifactWalker {

  /** A walker; it holds no state between walks. */
  public ArtifactWalker() {}

  /** Walks every root to its end; damage of one artifact never hides the others. */
  public void walk(List<Path> roots, ArtifactVisitor visitor) {
    new FileTree(roots, visitor).walk();
  }
}
