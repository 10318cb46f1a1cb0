package dev.archcheck.verify.artifact;

import java.io.IOException;
import java.util.List;

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

  /**
   * The artifact of this path, which comes next, is a link that is met under its own name.
   *
   * @param target what it leads to, as the link or the archive says it
   */
  default void link(String path, String target) {}

  /**
   * An archive is opened: what comes up to its {@link #leave} is in it.
   *
   * @param names the names that may claim a platform, as {@link Artifact#names}
   */
  default void enter(List<String> names) {}

  /**
   * All members of the archive that was entered last have been met, or as many as could be.
   *
   * @param path as the user knows it
   */
  default void leave(String path) {}

  /**
   * Asked when a file is met again under another name, as links give it. A file is looked at once,
   * unless its other name says something else about it. It is also asked whether a link in an
   * archive that leads nowhere says more than the folder that it is in.
   *
   * @param names the names it has now, as {@link Artifact#names}
   * @param metAs the names it was looked at under
   */
  default boolean wantsAgain(List<String> names, List<String> metAs) {
    return false;
  }

  /**
   * Asked when a folder is met again under another name: whether any file in it could be {@link
   * #wantsAgain wanted again}.
   */
  default boolean wantsFolderAgain(List<String> names, List<String> metAs) {
    return wantsAgain(names, metAs);
  }
}
