package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.util.List;

/**
 * A regular file or a member of an archive, met on a walk. Its bytes can be read only during the
 * visit; its content key can be asked for later.
 *
 * @param path as the user knows it: {@code dist/app.zip!/bin/tool}; a later member of an archive
 *     that has the same name as an earlier one ends in {@code #2}, {@code #3} and so on
 * @param names the names that may claim a platform, outermost first, one for each path element that
 *     the user gave, below the root and within archives: {@code [dist, app_windows_arm64.zip, bin,
 *     tool.exe]}; see {@link ArtifactWalker}
 */
public record Artifact(String path, List<String> names, ByteSource source, Content content) {

  /** Tells whether two artifacts have the same bytes, without keeping them. */
  public interface Content {

    /** {@return the number of bytes} */
    long size();

    /**
     * {@return the SHA-256 of all bytes} It may read the file again, even after the walk.
     *
     * @throws dev.archcheck.inspect.InputChangedException if the file has changed since
     * @throws IOException if the bytes can no longer be had
     */
    byte[] sha256() throws IOException;
  }
}
