package dev.archcheck.testkit;

import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.verify.artifact.Artifact;
import dev.archcheck.verify.artifact.ArtifactVisitor;
import dev.archcheck.verify.artifact.ArtifactWalker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks an archive and reads what is met to its end. The walk's contract: whatever the bytes are,
 * nothing comes out of it but its callbacks, in bounded time; and what is met can be read, or not
 * with an {@link IOException}.
 */
public final class ArchiveExercise implements ArtifactVisitor {

  /** No archive may take longer, not even a bomb. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final int MOST_READ = 1 << 20;

  private final String file;
  private final List<Artifact.Content> contents = new ArrayList<>();
  private int callbacks;

  private ArchiveExercise(String file) {
    this.file = file;
  }

  /**
   * Walks a file of these bytes.
   *
   * @param extension which decides where the content alone does not
   * @return how many artifacts were met or not checked
   */
  public static int everything(byte[] bytes, String extension) throws IOException {
    Path memory = Path.of("/dev/shm");
    Path file =
        Files.isWritable(memory)
            ? Files.createTempFile(memory, "linux_amd64", extension)
            : Files.createTempFile("linux_amd64", extension);
    try {
      Files.write(file, bytes);
      return everything(file);
    } finally {
      Files.delete(file);
    }
  }

  private static int everything(Path file) {
    long start = System.nanoTime();
    ArchiveExercise exercise = new ArchiveExercise(file.toString());
    new ArtifactWalker().walk(List.of(file), exercise);
    for (Artifact.Content content : exercise.contents) {
      try {
        require(content.sha256().length == 32);
      } catch (IOException _) {
        // as it may
      }
    }
    require(System.nanoTime() - start < LONGEST.toNanos());
    return exercise.callbacks;
  }

  @Override
  public void artifact(Artifact artifact) throws IOException {
    callbacks++;
    require(artifact.path().startsWith(file));
    require(!artifact.names().isEmpty());
    ByteSource source = artifact.source();
    require(source.origin() == 0 && source.size() == artifact.content().size());
    if (contents.size() < 10) {
      contents.add(artifact.content());
    }
    try {
      var _ = BinaryReader.read(source);
    } catch (MalformedBinaryException _) {
      // as it may
    }
    int some = (int) Math.min(source.size(), MOST_READ);
    require(source.read(source.size() - some, some).limit() == some);
    require(source.read(0, some).limit() == some);
  }

  @Override
  public void notChecked(String path, String reason) {
    callbacks++;
    require(path.startsWith(file));
    require(!reason.isBlank() && !reason.endsWith("."));
  }

  @Override
  public boolean wantsAgain(List<String> names, List<String> metAs) {
    return !names.getLast().equals(metAs.getLast());
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("the walk breaks its contract");
    }
  }
}
