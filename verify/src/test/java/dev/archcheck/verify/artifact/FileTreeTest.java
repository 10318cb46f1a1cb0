package dev.archcheck.verify.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.archcheck.inspect.InputChangedException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {

  @TempDir Path folder;

  private Path file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String shown(String path) {
    return folder.resolve(path).toString();
  }

  @Test
  void meetsFilesSortedByNameAndEmptyOnesToo() throws IOException {
    file("b/z", "1");
    file("b/a", "2");
    file("c", "");
    file("a", "3");
    Recorder met = Recorder.walk(folder);
    assertThat(met.paths).containsExactly(shown("a"), shown("b/a"), shown("b/z"), shown("c"));
    assertThat(met.text(shown("b/z"))).isEqualTo("1");
    assertThat(met.text(shown("c"))).isEmpty();
    assertThat(met.notChecked).isEmpty();
  }

  @Test
  void namesOfAnAbsoluteRootAreItsLastTwoAndWhatIsBelow() throws IOException {
    file("dist/linux_amd64/app", "x");
    Path dist = folder.resolve("dist");
    String last = folder.getFileName().toString();
    assertThat(Recorder.walk(dist).names.values())
        .containsExactly(List.of(last, "dist", "linux_amd64", "app"));
    assertThat(Recorder.walk(dist.resolve("linux_amd64/app")).names.values())
        .containsExactly(List.of("linux_amd64", "app"));
  }

  @Test
  void namesOfARelativeRootAreAllThatWereTyped() {
    assertThat(Names.ofRoot(Path.of("dist/linux_amd64/app")))
        .containsExactly("dist", "linux_amd64", "app");
    assertThat(Names.ofRoot(Path.of("."))).isEmpty();
    assertThat(Names.ofRoot(Path.of(""))).isEmpty();
    assertThat(Names.ofRoot(Path.of("./dist"))).containsExactly("dist");
    assertThat(Names.ofRoot(Path.of("../dist"))).containsExactly("dist");
    assertThat(Names.ofRoot(Path.of("/"))).isEmpty();
    assertThat(Names.ofRoot(Path.of("/app"))).containsExactly("app");
  }

  @Test
  void relativeRootsStayRelative() {
    Recorder met = Recorder.walk(Path.of("pom.xml"), Path.of("src/test"), Path.of(""));
    assertThat(met.paths).first().isEqualTo("pom.xml");
    assertThat(met.paths).contains("src/test/java/dev/archcheck/verify/artifact/Recorder.java");
    assertThat(met.paths)
        .contains("src/main/java/dev/archcheck/verify/artifact/FileTree.java")
        .doesNotHaveDuplicates();
  }

  @Test
  void aMissingRootIsNotCheckedAndTheOthersAre() throws IOException {
    file("a", "1");
    Recorder met = Recorder.walk(folder.resolve("no"), folder.resolve("a"));
    assertThat(met.paths).containsExactly(shown("a"));
    assertThat(met.notChecked).containsEntry(shown("no"), "does not exist");
  }

  @Test
  void everyFileIsMetOnce() throws IOException {
    Path a = file("one/a", "1");
    Files.createLink(folder.resolve("one/hard"), a);
    Files.createSymbolicLink(folder.resolve("one/Link"), Path.of("a"));
    Files.createSymbolicLink(folder.resolve("one/up"), Path.of(".."));
    Path one = folder.resolve("one");
    Recorder met = Recorder.walk(one.resolve("a"), one, folder, one);
    assertThat(met.paths).containsExactly(shown("one/a"));
    // The link upwards leads to a root here, so that all is met at its own place.
    assertThat(met.notChecked).isEmpty();
  }

  @Test
  void linksThatLeadOutOrNowhereAreNotChecked() throws IOException {
    Path outside = file("outside", "1");
    file("in/a", "2");
    Path in = folder.resolve("in");
    Files.createSymbolicLink(in.resolve("out"), outside);
    Files.createSymbolicLink(in.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(in.resolve("dangling"), Path.of("nothing"));
    Files.createSymbolicLink(in.resolve("loop"), Path.of("loop2"));
    Files.createSymbolicLink(in.resolve("loop2"), Path.of("loop"));
    Recorder met = Recorder.walk(in);
    assertThat(met.paths).containsExactly(shown("in/a"));
    assertThat(met.notChecked)
        .containsOnlyKeys(
            shown("in/dangling"),
            shown("in/loop"),
            shown("in/loop2"),
            shown("in/out"),
            shown("in/up"))
        .containsEntry(shown("in/dangling"), "is a link to nothing, which does not exist")
        .containsEntry(shown("in/up"), "is a link to .., which is outside of what is checked");
  }

  @Test
  void whatALinkNamesIsMetAgainWhereTheNameSaysMore() throws IOException {
    file("z_amd64", "1");
    file("linux_amd64/tool", "2");
    Files.createSymbolicLink(folder.resolve("a_arm64"), Path.of("z_amd64"));
    Files.createSymbolicLink(folder.resolve("latest"), Path.of("z_amd64"));
    Files.createSymbolicLink(folder.resolve("linux_arm64"), Path.of("linux_amd64"));
    Files.createSymbolicLink(folder.resolve("linux_amd64/shared"), Path.of("../z_amd64"));
    Files.createSymbolicLink(folder.resolve("linux_amd64/back_arm64"), Path.of("."));
    Recorder met = Recorder.walk(folder);
    assertThat(met.paths)
        .containsExactly(
            shown("linux_amd64/tool"),
            shown("z_amd64"),
            shown("a_arm64"),
            shown("linux_arm64/tool"),
            shown("linux_arm64/shared"));
    assertThat(met.text(shown("linux_arm64/tool"))).isEqualTo("2");
    assertThat(met.names.get(shown("linux_arm64/tool"))).endsWith("linux_arm64", "tool");
    assertThat(met.notChecked).isEmpty();
  }

  @Test
  void foldersThatLinkToEachOtherEnd() throws IOException {
    List<String> folders = List.of("a", "b", "c", "d");
    for (String name : folders) {
      file(name + "_amd64/tool", name);
      for (String other : folders) {
        Files.createSymbolicLink(
            folder.resolve(name + "_amd64").resolve(other + "_arm64"),
            Path.of("..", other + "_amd64"));
      }
    }
    Recorder met = Recorder.walk(folder);
    assertThat(met.paths)
        .contains(shown("a_amd64/b_arm64/c_arm64/d_arm64/tool"))
        .hasSize(4 + 4 * 3 + 4 * 3 * 2 + 4 * 3 * 2);
    assertThat(met.notChecked).isEmpty();
  }

  @Test
  void aRootThatIsALinkIsFollowed() throws IOException {
    file("real/a", "1");
    Path toFolder = Files.createSymbolicLink(folder.resolve("current"), Path.of("real"));
    Path toFile = Files.createSymbolicLink(folder.resolve("tool"), Path.of("real/a"));
    Path toNothing = Files.createSymbolicLink(folder.resolve("gone"), Path.of("nothing"));
    assertThat(Recorder.walk(toFolder).paths).containsExactly(shown("current/a"));
    assertThat(Recorder.walk(toFile).paths).containsExactly(shown("tool"));
    assertThat(Recorder.walk(toNothing).notChecked)
        .containsEntry(shown("gone"), "is a link to nothing, which does not exist");
  }

  @Test
  void pipesSocketsAndDevicesAreNotOpened() throws Exception {
    run("mkfifo", shown("pipe"));
    // A socket's name may have about a hundred bytes only.
    Path brief = Files.createTempDirectory("s");
    Path socket = brief.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Recorder met = Recorder.walk(folder, socket, Path.of("/dev/null"));
      assertThat(met.paths).isEmpty();
      assertThat(met.notChecked)
          .containsEntry(shown("pipe"), "is a pipe, not a file")
          .containsEntry(socket.toString(), "is a socket, not a file")
          .containsEntry("/dev/null", "is a device, not a file");
    } finally {
      Files.deleteIfExists(socket);
      Files.delete(brief);
    }
  }

  @Test
  void namesThatAreNoTextAreMetAndShown() throws Exception {
    run("sh", "-c", "printf 1 > \"$1/$(printf 'a\\377b')\"", "sh", folder.toString());
    Recorder met = Recorder.walk(folder);
    assertThat(met.paths).containsExactly(shown("a\uFFFDb"));
    assertThat(met.text(shown("a\uFFFDb"))).isEqualTo("1");
  }

  @Test
  void deepTreesNeedNoDeepStack() throws Exception {
    // Not in the folder that JUnit removes: it takes minutes for a tree of this depth.
    Path deep = Files.createTempDirectory("deep");
    Path file = deep.resolve("d/".repeat(1200) + "f");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "1");
    try {
      assertThat(Recorder.walk(deep).paths).containsExactly(file.toString());
    } finally {
      run("rm", "-rf", deep.toString());
    }
  }

  @Test
  void unreadableFilesAndFoldersAreNotChecked() throws IOException {
    Path secret = file("secret", "1");
    file("closed/a", "1");
    Path closed = folder.resolve("closed");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeThat(Files.isReadable(secret)).as("this user may read everything").isFalse();
      Recorder met = Recorder.walk(folder);
      assertThat(met.paths).isEmpty();
      assertThat(met.notChecked)
          .containsEntry(shown("secret"), "cannot be read: permission denied")
          .containsEntry(shown("closed"), "cannot be read: permission denied");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void aFileThatChangesDuringItsVisitIsNotChecked() throws IOException {
    Path grows = file("grows", "1");
    Path touched = file("touched", "MZ is how a binary starts");
    Path vanishes = file("vanishes", "\177ELF");
    Recorder met = new Recorder();
    ArtifactVisitor meddler =
        new ArtifactVisitor() {
          @Override
          public void artifact(Artifact artifact) throws IOException {
            if (artifact.path().endsWith("grows")) {
              Files.writeString(grows, "2", StandardOpenOption.APPEND);
            } else if (artifact.path().endsWith("touched")) {
              Files.setLastModifiedTime(touched, FileTime.fromMillis(1));
            } else {
              Files.delete(vanishes);
            }
          }

          @Override
          public void notChecked(String path, String reason) {
            met.notChecked(path, reason);
          }
        };
    new ArtifactWalker().walk(List.of(folder), meddler);
    assertThat(met.notChecked)
        .containsEntry(shown("grows"), "changed while it was read")
        .containsEntry(shown("touched"), "changed while it was read")
        .containsEntry(shown("vanishes"), "disappeared before it could be read");
  }

  @Test
  void whatTheVisitorThrowsEndsOneArtifactAlone() throws IOException {
    file("a", "1");
    file("b", "2");
    Recorder met = new Recorder();
    ArtifactVisitor picky =
        new ArtifactVisitor() {
          @Override
          public void artifact(Artifact artifact) throws IOException {
            if (artifact.path().endsWith("a")) {
              throw new IOException("no");
            }
            met.artifact(artifact);
          }

          @Override
          public void notChecked(String path, String reason) {
            met.notChecked(path, reason);
          }
        };
    new ArtifactWalker().walk(List.of(folder), picky);
    assertThat(met.paths).containsExactly(shown("b"));
    assertThat(met.notChecked).containsOnlyKeys(shown("a"));
  }

  @Test
  void contentIsHashedLaterAndOnlyIfUnchanged() throws Exception {
    Path a = file("a", "some text");
    Artifact.Content content = Recorder.walk(a).content(a.toString());
    assertThat(content.size()).isEqualTo(9);
    assertThat(content.sha256())
        .isEqualTo(
            MessageDigest.getInstance("SHA-256")
                .digest("some text".getBytes(StandardCharsets.UTF_8)));
    Files.writeString(a, "other");
    assertThatThrownBy(content::sha256).isInstanceOf(InputChangedException.class);
  }

  static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
