package dev.archcheck.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {

  @TempDir Path temp;
  private Path repository;
  private Path folder;

  @BeforeEach
  void makeRepository() throws IOException {
    repository = Files.createDirectory(temp.resolve("repo"));
    folder = Files.createDirectories(repository.resolve("sub/dir"));
    Files.createDirectory(repository.resolve(".git"));
  }

  @Test
  void namesFilesFromTheRootOfTheRepository() {
    SourceTree tree = SourceTree.around(folder);

    assertThat(tree.file("a b.go").path()).isEqualTo("sub/dir/a b.go");
    assertThat(tree.file("../../x").path()).isEqualTo("x");
    assertThat(tree.file("../..").path()).isEqualTo(".");
    assertThat(tree.file(repository.resolve("y").toString()).path()).isEqualTo("y");
    assertThat(tree.file("./z").isInside()).isTrue();
  }

  @Test
  void linkedWorkTreeHasItsOwnRoot() throws IOException {
    Path tree = Files.createDirectories(repository.resolve("trees/one"));
    Files.writeString(tree.resolve(".git"), "gitdir: ../../.git/worktrees/one\n");

    assertThat(SourceTree.around(tree).file("a").path()).isEqualTo("a");
  }

  @Test
  void workingFolderIsTheRootWithoutRepository() throws IOException {
    Path bare = Files.createDirectory(temp.resolve("bare"));

    assertThat(SourceTree.around(bare).file("a").path()).isEqualTo("a");
  }

  @Test
  void keepsWhatIsElsewhereAbsolute() {
    SourceTree.Place place = SourceTree.around(folder).file("../../../other/a b");

    assertThat(place.isInside()).isFalse();
    assertThat(place.path()).isEqualTo(temp.resolve("other/a b").toString().replace('\\', '/'));
    assertThat(place.uri()).startsWith("file:///").endsWith("/other/a%20b");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void followsAnotherNameOfTheRepository() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), repository);
    Files.createFile(repository.resolve("a"));

    assertThat(SourceTree.around(folder).file(link.resolve("a").toString()).path()).isEqualTo("a");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void encodesWhatMeansSomethingInUris() {
    SourceTree tree = SourceTree.around(repository);

    assertThat(tree.file("a:b?c#d%e[f]&\u00e4\\").uri())
        .isEqualTo("a%3Ab%3Fc%23d%25e%5Bf%5D%26%C3%A4%5C");
    assertThat(tree.file("x\u0000y").uri()).isEqualTo("x_y");
    assertThat(tree.file("/etc/x\ud83dy").uri()).isEqualTo("file:///etc/x_y");
  }

  @Test
  void findsTheOutermostArchiveOnDisk() throws IOException {
    SourceTree tree = SourceTree.around(repository);
    Files.createDirectory(repository.resolve("odd!"));
    Files.createFile(repository.resolve("odd!/a.zip"));

    assertThat(tree.outermost("b.zip!/c.tar!/d").path()).isEqualTo("b.zip");
    assertThat(tree.outermost("odd!/a.zip!/c").path()).isEqualTo("odd!/a.zip");
    assertThat(tree.outermost("odd!/a.zip").path()).isEqualTo("odd!/a.zip");
    assertThat(tree.isOnDisk("odd!/a.zip!/c")).isTrue();
    assertThat(tree.isOnDisk("example.com/x")).isFalse();
  }

  @Test
  void anchorsAtTheModuleElseAtTheReadmeElseAtTheRoot() throws IOException {
    SourceTree tree = SourceTree.around(folder);

    assertThat(tree.anchor().path()).isEqualTo(".");
    Files.createFile(repository.resolve("readme.rst"));
    Files.createFile(repository.resolve("README.md"));
    assertThat(tree.anchor().path()).isEqualTo("README.md");
    Files.createFile(temp.resolve("go.mod")); // not of this repository
    assertThat(tree.anchor().path()).isEqualTo("README.md");
    Files.createFile(repository.resolve("sub/go.mod"));
    assertThat(tree.anchor().path()).isEqualTo("sub/go.mod");
  }
}
