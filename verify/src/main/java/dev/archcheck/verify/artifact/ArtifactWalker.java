package dev.archcheck.verify.artifact;

import java.nio.file.Path;
import java.util.List;

/**
 * Walks files, folders and archives in a stable order: the roots as given, the entries of a folder
 * sorted by name, the members of an archive as the archive has them.
 *
 * <p>Every file is met once, whatever hard links, links or nested roots lead to it, and again under
 * each other name that the visitor {@link ArtifactVisitor#wantsAgain wants}: that of a hard link
 * where it is, that of a symbolic link when all roots or all members of its archive have been met.
 * A root that is a link is followed. Below a root, a link that leads out of all roots or nowhere is
 * reported as not checked; within an archive only if its own name says more than those around it,
 * because archives link to what is there when they are unpacked. Of an archive only regular files
 * are artifacts.
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
