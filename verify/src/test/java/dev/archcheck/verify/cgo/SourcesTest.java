package dev.archcheck.verify.cgo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

  @TempDir private Path temp;

  /** A workspace has modules beside the one in whose folder the program runs. */
  @Test
  void aFileOfTheRepositoryIsShownFromTheWorkingFolder() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("repository/a"));
    Files.createDirectory(temp.resolve("repository/.git"));
    Sources sources = Sources.ofRun(folder);
    assertThat(sources.shown(folder.resolve("x/a.go"))).isEqualTo("x/a.go");
    assertThat(sources.shown(temp.resolve("repository/b/b.go"))).isEqualTo("../b/b.go");
    Path elsewhere = temp.resolve("elsewhere/c.go");
    assertThat(sources.shown(elsewhere)).isEqualTo(elsewhere.toString().replace('\\', '/'));
  }
}
