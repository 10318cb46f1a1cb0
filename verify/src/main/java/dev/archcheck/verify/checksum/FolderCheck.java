package dev.archcheck.verify.checksum;

import dev.archcheck.verify.digest.NotAFileException;
import dev.archcheck.verify.digest.OpenFile;
import dev.archcheck.verify.proof.Proof;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Holds a folder against its lists, both ways: what is listed must be there, and the reverse. */
final class FolderCheck {

  private final ChecksumCheck check;
  private final Path folder;
  private final List<CheckedFile> checked = new ArrayList<>();

  FolderCheck(ChecksumCheck check, Path folder) {
    this.check = check;
    this.folder = folder;
  }

  List<CheckedFile> run(List<SumsList> lists) {
    if (lists.isEmpty()) {
      return List.of(
          CheckedFile.unread(
              folder.toString(), "is a folder without a list of digests, such as SHA256SUMS"));
    }
    for (SumsList list : lists) {
      if (!list.isUsable()) {
        unusable(list);
        return checked;
      }
    }
    try {
      Path root = folder.toRealPath();
      Set<String> names = names(lists);
      for (String name : names) {
        listed(name, root, lists);
      }
      unlisted(names, lists);
    } catch (IOException e) {
      checked.add(CheckedFile.unread(folder.toString(), Trouble.of(e)));
    }
    checked.sort(Comparator.comparing(CheckedFile::path)); // a folder gives its files in no order
    return checked;
  }

  /** Nothing in the folder can be said to be right by a list that is wrong itself. */
  private void unusable(SumsList list) {
    for (Proof signature : list.signatures) {
      if (signature.state() == Proof.State.REFUTED) {
        checked.add(CheckedFile.refuted(list.path.toString(), signature));
        return;
      }
    }
    checked.add(CheckedFile.unread(list.path.toString(), list.problem()));
  }

  private static Set<String> names(List<SumsList> lists) {
    Set<String> names = new TreeSet<>();
    for (SumsList list : lists) {
      for (SumsEntry entry : list.sums().entries()) {
        names.add(entry.name());
      }
    }
    return names;
  }

  /** A file must be on every list of the folder, and must not lie behind a link. */
  private void listed(String name, Path root, List<SumsList> lists) {
    Path path = folder.resolve(name);
    List<Held> held = new ArrayList<>();
    for (SumsList list : lists) {
      held.addAll(list.over(name));
    }
    try (OpenFile file = OpenFile.open(path, OpenFile.Links.REFUSED)) {
      if (!path.toRealPath().equals(root.resolve(name))) {
        checked.add(refuted(path, lists, "leads out through a link, or is spelt otherwise"));
        return;
      }
      checked.add(check.check(path.toString(), file, held, check.beside(path, lists)));
    } catch (NoSuchFileException _) {
      checked.add(refuted(path, lists, "is listed, but absent"));
    } catch (NotAFileException e) {
      checked.add(refuted(path, lists, Trouble.of(e)));
    } catch (IOException e) {
      checked.add(CheckedFile.unread(path.toString(), Trouble.of(e)));
    }
  }

  private static CheckedFile refuted(Path path, List<SumsList> lists, String detail) {
    SumsList list = lists.getFirst();
    return CheckedFile.refuted(
        path.toString(), new Proof(list.kind(), Proof.State.REFUTED, list.path.toString(), detail));
  }

  private void unlisted(Set<String> names, List<SumsList> lists) throws IOException {
    Set<Path> own = new HashSet<>();
    Set<Path> signatures = new HashSet<>();
    for (SumsList list : lists) {
      own.add(list.path.toAbsolutePath().normalize());
      for (Path signature : SideNames.signatures(list.path)) {
        signatures.add(signature.toAbsolutePath().normalize());
      }
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = name(file);
            Path path = file.toAbsolutePath().normalize();
            // What is no file, such as a link or a pipe, is no side file either.
            boolean isSideFile =
                attributes.isRegularFile()
                    && (names.contains(SideNames.mainOf(name)) || signatures.contains(path));
            if (!names.contains(name) && !isSideFile && !own.contains(path)) {
              checked.add(refuted(file, lists, "is there, but not listed"));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            checked.add(CheckedFile.unread(file.toString(), Trouble.of(e)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private String name(Path file) {
    Path name = folder.relativize(file);
    return name.toString().replace(name.getFileSystem().getSeparator(), "/");
  }
}
