package dev.archcheck.verify.artifact;

import java.io.IOException;

/** Receives what a walk meets. */
public interface ArtifactVisitor {

  /**
   * A regular file or a member of an archive that is not itself opened. The visitor reads as much
   * of it as it needs. An {@link IOException} that it throws ends this artifact alone and comes
   * back as {@link #notChecked}.
   */
  void artifact(Artifact artifact) throws IOException;

  /**
   * Something that cannot be looked at: unreadable, a socket, a device, a dangling link, an
   * encrypted member, a container that is not opened here, an archive that breaks off.
   *
   * <p>It may follow {@link #artifact} for the same path, when only the end of the visit shows that
   * the file changed meanwhile or that the archive breaks off within the member: then what was
   * found of it does not count.
   *
   * @param path as the user knows it
   * @param reason for people, without a full stop
   */
  void notChecked(String path, String reason);
}
