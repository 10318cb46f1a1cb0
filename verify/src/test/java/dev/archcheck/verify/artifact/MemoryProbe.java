package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads huge members to and fro, in a process that has little memory. */
public final class MemoryProbe implements ArtifactVisitor {

  static final long SIZE = 300L << 20;

  private final List<Artifact.Content> contents = new ArrayList<>();
  private int failures;

  private MemoryProbe() {}

  /** Walks the given paths; it ends with 1 if anything is not as it should be. */
  public static void main(String[] paths) throws IOException {
    MemoryProbe probe = new MemoryProbe();
    List<Path> roots = new ArrayList<>();
    for (String path : paths) {
      roots.add(Path.of(path));
    }
    new ArtifactWalker().walk(roots, probe);
    for (Artifact.Content content : probe.contents) {
      content.sha256();
    }
    System.exit(probe.failures == 0 && probe.contents.size() == paths.length ? 0 : 1);
  }

  @Override
  public void artifact(Artifact artifact) throws IOException {
    ByteSource source = artifact.source();
    failures += source.size() == SIZE ? 0 : 1;
    for (long offset : new long[] {0, SIZE - 100, SIZE / 2, 0, SIZE / 3, SIZE - 100}) {
      source.read(offset, 100);
    }
    // As much as a parser may ask for at once. Every MiB begins with the same four bytes.
    failures += source.read(SIZE / 4, 2 << 20).get(1 << 20) == 0x7F ? 0 : 1;
    contents.add(artifact.content());
  }

  @Override
  public void notChecked(String path, String reason) {
    System.err.println(path + ": " + reason);
    failures++;
  }
}
