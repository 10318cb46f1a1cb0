package dev.archcheck.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that {@code scripts/corpus gobuilds} built, and what is known of it from how it was
 * built: nobody has looked at the file for it.
 *
 * @param path the file below the part, with slashes
 * @param go the version of Go
 * @param platform GOOS/GOARCH
 * @param program the name of its source
 * @param link how it was linked: internal, external or static
 * @param mode the build mode
 * @param strip what was taken away, joined by +
 * @param verdict the verdict on cgo
 * @param packages the packages that use cgo
 * @param functions the C functions that packages outside of the standard library call
 */
public record GoBuild(
    String path,
    String go,
    String platform,
    String program,
    String link,
    String mode,
    String strip,
    String verdict,
    List<String> packages,
    List<String> functions) {

  /** {@return every program of the matrix} */
  public static List<GoBuild> all() throws IOException {
    List<GoBuild> builds = new ArrayList<>();
    List<String> rows = Files.readAllLines(Corpus.part("gobuilds").resolve("MATRIX.tsv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\t", -1);
      builds.add(
          new GoBuild(
              cells[0],
              cells[1],
              cells[2] + "/" + cells[3],
              cells[4],
              cells[6],
              cells[7],
              cells[8],
              cells[9],
              list(cells[10]),
              list(cells[11])));
    }
    return List.copyOf(builds);
  }

  private static List<String> list(String cell) {
    return cell.equals("-") ? List.of() : List.of(cell.split(",", -1)).stream().sorted().toList();
  }

  /** {@return the program} */
  public Path file() {
    return Corpus.part("gobuilds").resolve(path);
  }

  /** {@return a file that stands beside the program} */
  public Path beside(String name) {
    return file().resolveSibling(name);
  }
}
