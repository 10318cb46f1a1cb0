package dev.archcheck.verify.artifact;

import java.nio.file.Path;
import java.util.List;

/** Walks files, folders and archives in a stable order. */
public final class ArtifactWalker {

  /** A walker; it holds no state between walks. */
  public ArtifactWalker() {}

  /** Walks every root to its end; damage of one artifact never hides the others. */
  public void walk(List<Path> roots, ArtifactVisitor visitor) {
    throw new UnsupportedOperationException();
  }
}
