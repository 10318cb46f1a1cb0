package dev.archcheck.verify.cgo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

  @TempDir private Path temp;

  /** Judged at the root of a workspace, or in a folder of a module. */
  @Test
  void theModulesOfAWorkspaceAreHereToo() throws IOException {
    Path root = Files.createDirectories(temp.resolve("ws"));
    Files.createDirectory(root.resolve(".git"));
    Path one = Files.createDirectories(root.resolve("one/sub"));
    Path two = Files.createDirectories(root.resolve("two"));
    Path other = Files.createDirectories(temp.resolve("other"));
    Files.writeString(
        root.resolve("go.work"), "go 1.22\n\nuse (\n\t./one // here\n\t../other\n)\nuse ./two\n");
    Files.writeString(root.resolve("one/go.mod"), "module example.com/one\n");
    Files.writeString(two.resolve("go.mod"), "module example.com/two\n");
    Files.writeString(other.resolve("go.mod"), "module example.com/other\n");
    Files.writeString(one.resolve("a.go"), "package sub\n");
    Files.writeString(two.resolve("b.go"), "package two\n");
    Files.writeString(other.resolve("c.go"), "package other\n");
    Scan scan =
        new GoStream()
            .add(
                module("example.com/one", "/src/ws/one", "/src/ws/one/sub"),
                module("example.com/two", "/src/ws/two", "/src/ws/two"),
                module("example.com/other", "/src/other", "/src/other"))
            .scan();
    for (Path here : new Path[] {root, root.resolve("one"), one, two}) {
      Sources sources = Sources.ofModules(here).of(scan);
      assertThat(sources.file(found(scan, "example.com/one/x"), "a.go")).exists();
      assertThat(sources.file(found(scan, "example.com/two/x"), "b.go")).exists();
      assertThat(sources.file(found(scan, "example.com/other/x"), "c.go")).isNull();
    }
  }

  private static GoStream.Obj module(String path, String folder, String dir) {
    return GoStream.pkg(path + "/x")
        .text("Dir", dir)
        .raw(
            "Module",
            "{\"Path\": \"" + path + "\", \"Main\": true, \"GoMod\": \"" + folder + "/go.mod\"}");
  }

  private static GoPackage found(Scan scan, String path) {
    return Objects.requireNonNull(scan.find(path));
  }

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
