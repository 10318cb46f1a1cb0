package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;

/**
 * A regular file or a member of an archive, met on a walk. Its bytes can be read only during the
 * visit; its content key can be asked for later.
 *
 * @param path as the user knows it: {@code dist/app.zip!/bin/tool}
 * @param names the names that may claim a platform, outermost first, one for each path element
 *     below the root that the user gave and within archives: {@code [dist, app_windows_arm64.zip,
 *     bin, tool.exe]}
 */
public record Artifact(
    String path, java.util.List<String> names, ByteSource source, Content content) {

  /** Tells whether two artifacts have the same bytes, without keeping them. */
  public interface Content {

    /** {@return the number of bytes} */
    long size();

    /**
     * {@return the SHA-256 of all bytes} It may read the file again.
     *
     * @throws java.io.IOException if the bytes can no longer be had or have changed
     */
    byte[] sha256() throws java.io.IOException;
  }
}
