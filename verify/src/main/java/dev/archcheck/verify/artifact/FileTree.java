package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.FileByteSource;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One walk over files and folders. It keeps its own stack, so that no tree is too deep for it. */
final class FileTree {

  /** Links between folders can make endlessly many paths of few files. */
  private static final int MOST_THROUGH_LINKS = 100_000;

  private final List<Path> roots;
  private final ArtifactVisitor visitor;
  private final Archives archives;

  /** What identifies every file and folder that has been met, and where that was. */
  private final Map<Object, Place> met = new HashMap<>();

  private final Deque<Folder> open = new ArrayDeque<>();

  /** Links to what is inside of a root, to be followed when all of that has been met. */
  private final Deque<Link> links = new ArrayDeque<>();

  private @Nullable List<Path> realRoots;

  FileTree(List<Path> roots, ArtifactVisitor visitor) {
    this.roots = roots;
    this.visitor = visitor;
    this.archives = new Archives(visitor);
  }

  private record Place(Path path, List<String> names) {}

  /** A folder whose entries are being met, the last one first. */
  private record Folder(List<Path> entries, List<String> names) {

    @Nullable Path next() {
      return entries.isEmpty() ? null : entries.removeLast();
    }
  }

  private record Link(Path path, List<String> names) {}

  void walk() {
    for (Path root : roots) {
      meetRoot(root);
      var _ = meetOpen();
    }
    followLinks();
  }

  private void followLinks() {
    int met = 0;
    for (Link link; (link = links.poll()) != null; ) {
      if (met > MOST_THROUGH_LINKS) {
        visitor.notChecked(
            FileNames.shown(link.path),
            "is not followed, nor are other links: more than "
                + MOST_THROUGH_LINKS
                + " files have been met through links");
        return;
      }
      followLink(link);
      met += meetOpen();
    }
  }

  /** {@return how many entries the open folders had, and those in them} */
  private int meetOpen() {
    int count = 0;
    for (Folder folder; (folder = open.peek()) != null; ) {
      Path next = folder.next();
      if (next == null) {
        open.pop();
      } else {
        meetEntry(next, folder.names);
        count++;
      }
    }
    return count;
  }

  private void meetRoot(Path root) {
    try {
      // The empty path is the current folder; the file system knows it only by its other name.
      Path named = root.toString().isEmpty() ? Path.of(".") : root;
      meet(root, Files.readAttributes(named, BasicFileAttributes.class), Names.ofRoot(root), true);
    } catch (NoSuchFileException _) {
      boolean dangling = Files.isSymbolicLink(root);
      visitor.notChecked(FileNames.shown(root), dangling ? danglingLink(root) : "does not exist");
    } catch (IOException e) {
      visitor.notChecked(FileNames.shown(root), Reasons.of(e));
    }
  }

  private void meetEntry(Path path, List<String> folder) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      List<String> names = Names.with(folder, FileNames.shown(path.getFileName()));
      if (attributes.isSymbolicLink()) {
        meetLink(path, names);
      } else {
        meet(path, attributes, names, false);
      }
    } catch (IOException e) {
      visitor.notChecked(FileNames.shown(path), Reasons.of(e));
    }
  }

  private void meet(Path path, BasicFileAttributes attributes, List<String> names, boolean root) {
    if (attributes.isOther()) {
      visitor.notChecked(FileNames.shown(path), SpecialFile.describe(path));
    } else if (isNew(path, attributes, names)) {
      if (attributes.isDirectory()) {
        meetFolder(path, names);
      } else {
        meetFile(path, attributes, names, root);
      }
    }
  }

  private boolean isNew(Path path, BasicFileAttributes attributes, List<String> names) {
    Place before = met.putIfAbsent(identity(path, attributes), new Place(path, names));
    if (before == null) {
      return true;
    }
    if (before.path.equals(path)) {
      return false;
    }
    return attributes.isDirectory()
        ? visitor.wantsFolderAgain(names, before.names) && !leadsBack(path)
        : visitor.wantsAgain(names, before.names);
  }

  /** {@return whether a folder is one of those around it} */
  private static boolean leadsBack(Path folder) {
    try {
      Path around = folder.toAbsolutePath().normalize().getParent();
      for (; around != null; around = around.getParent()) {
        if (Files.isSameFile(around, folder)) {
          return true;
        }
      }
    } catch (IOException _) {
      // Whatever it is now, listing it will say so.
    }
    return false;
  }

  /** Where the file system has no file numbers, the path has to do. */
  private static Object identity(Path path, BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return key != null ? key : path.toAbsolutePath().normalize();
  }

  private void meetFolder(Path path, List<String> names) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
      for (Path entry : stream) {
        entries.add(entry);
      }
    } catch (IOException e) {
      visitor.notChecked(FileNames.shown(path), Reasons.of(e));
    } catch (DirectoryIteratorException e) {
      visitor.notChecked(FileNames.shown(path), Reasons.ofListing(e));
    }
    entries.sort(Collections.reverseOrder());
    open.push(new Folder(entries, names));
  }

  private void meetFile(
      Path path, BasicFileAttributes attributes, List<String> names, boolean root) {
    String shown = FileNames.shown(path);
    FileStamp stamp = FileStamp.of(path, attributes);
    try (FileByteSource source = stamp.open()) {
      boolean untold =
          archives.meet(
              new Met(
                  shown,
                  names,
                  source,
                  stamp,
                  new StoredContent(stamp, stamp.size()),
                  0,
                  root,
                  new Budget(stamp.size())));
      if (untold && source.readAtOnce()) {
        // Most files of most trees: asking for them by name once more would be felt.
        source.checkSize();
      } else {
        stamp.checkUnchanged();
      }
    } catch (IOException e) {
      visitor.notChecked(shown, Reasons.of(e));
    }
  }

  private void meetLink(Path link, List<String> names) throws IOException {
    Path target;
    try {
      target = link.toRealPath();
    } catch (NoSuchFileException _) {
      visitor.notChecked(FileNames.shown(link), danglingLink(link));
      return;
    }
    for (Path root : realRoots()) {
      if (target.startsWith(root)) {
        links.add(new Link(link, names));
        return;
      }
    }
    visitor.notChecked(
        FileNames.shown(link),
        "is a link to " + linkText(link) + ", which is outside of what is checked");
  }

  /**
   * Its target has been met at its own place; what is no file or folder has been reported there.
   */
  private void followLink(Link link) {
    try {
      BasicFileAttributes target = Files.readAttributes(link.path, BasicFileAttributes.class);
      if (target.isRegularFile()) {
        visitor.link(FileNames.shown(link.path), linkText(link.path));
      }
      if (!target.isOther()) {
        meet(link.path, target, link.names, false);
      }
    } catch (IOException e) {
      visitor.notChecked(FileNames.shown(link.path), Reasons.of(e));
    }
  }

  private List<Path> realRoots() {
    List<Path> real = realRoots;
    if (real == null) {
      real = new ArrayList<>();
      for (Path root : roots) {
        try {
          real.add(root.toRealPath());
        } catch (IOException _) {
          // The walk itself says what is wrong with this root.
        }
      }
      realRoots = real;
    }
    return real;
  }

  private static String danglingLink(Path link) {
    return "is a link to " + linkText(link) + ", which does not exist";
  }

  private static String linkText(Path link) {
    try {
      return FileNames.shown(Files.readSymbolicLink(link));
    } catch (IOException _) {
      return "something";
    }
  }
}
