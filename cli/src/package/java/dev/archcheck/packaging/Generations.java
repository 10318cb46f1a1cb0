package dev.archcheck.packaging;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The files of earlier builds. Their names carry their contents, so that a new build disturbs no
 * program that still runs; the build before this one stays for a launcher that has read its record
 * but not yet started it.
 */
final class Generations {
  private Generations() {}

  /** Writes beside the file and renames: nobody ever sees half of it. */
  static void replace(Path file, byte[] bytes) throws IOException {
    Path staged = file.resolveSibling(file.getFileName() + ".new");
    Files.write(staged, bytes);
    Files.move(staged, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  static void keepTwo(Path dist) throws IOException {
    deleteAllButTwo(dist, "*.jar");
    deleteAllButTwo(dist, "*.aot");
  }

  private static void deleteAllButTwo(Path dist, String glob) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(dist, glob)) {
      found.forEach(files::add);
    }
    files.sort(Comparator.comparing(Generations::modified).reversed());
    for (Path old : files.subList(Math.min(2, files.size()), files.size())) {
      try {
        Files.deleteIfExists(old);
      } catch (FileSystemException stillRunning) {
        // Windows keeps the file of a running program; a later build deletes it.
      }
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }
}
