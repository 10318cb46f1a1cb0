package dev.archcheck.toolchain.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.toolchain.go.GoOnPath.Absent;
import dev.archcheck.toolchain.go.GoOnPath.Installation;
import dev.archcheck.toolchain.go.GoOnPath.Shim;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // links and executable bits
class GoFinderTest {

  @TempDir Path temp;
  private Path root;

  @BeforeEach
  void resolveRoot() throws IOException {
    root = temp.toRealPath();
  }

  private GoOnPath find(Map<String, String> environment) {
    return find("Linux", environment);
  }

  private GoOnPath find(String os, Map<String, String> environment) {
    return new GoFinder(new Machine(root, os, "amd64", environment)).find();
  }

  private Path program(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(parent(file));
    Files.writeString(file, content);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  private Path release(String folder) throws IOException {
    Path go = program(folder + "/bin/go", "\u007fELF");
    Path goroot = parent(parent(go));
    Files.writeString(goroot.resolve("VERSION"), "go1.26.8\ntime 2026-08-01T00:00:00Z\n");
    Files.createDirectories(goroot.resolve("pkg/tool/linux_arm64"));
    Files.createDirectories(goroot.resolve("pkg/tool/linux_amd64"));
    return go;
  }

  @Test
  void findsRelease() throws IOException {
    Path go = release("usr/local/go");
    Installation found = (Installation) find(Map.of("PATH", "/nowhere:" + parent(go)));

    assertThat(found.path()).isEqualTo(go);
    assertThat(found.root()).isEqualTo(root.resolve("usr/local/go"));
    assertThat(found.version()).isEqualTo("go1.26.8");
    assertThat(found.contradiction()).isEmpty();
    assertThat(found.toolFolders())
        .extracting(folder -> folder.getFileName().toString())
        .containsExactly("linux_amd64", "linux_arm64");
  }

  @Test
  void followsLinksOfDistributions() throws IOException {
    release("usr/lib/go-1.26");
    Files.createDirectories(root.resolve("usr/bin"));
    Path link =
        Files.createSymbolicLink(root.resolve("usr/bin/go"), Path.of("../lib/go-1.26/bin/go"));
    Installation found = (Installation) find(Map.of("PATH", root.resolve("usr/bin").toString()));

    assertThat(found.path()).isEqualTo(link);
    assertThat(found.root()).isEqualTo(root.resolve("usr/lib/go-1.26"));
  }

  @Test
  void takesTheFirstThatCanBeExecuted() throws IOException {
    Path plain = root.resolve("a/go");
    Files.createDirectories(parent(plain));
    Files.writeString(plain, "notes");
    Files.createDirectories(root.resolve("b/go"));
    Path go = release("c");
    GoOnPath found =
        find(Map.of("PATH", root.resolve("a") + ":" + root.resolve("b") + ":" + parent(go)));

    assertThat(found)
        .isInstanceOfSatisfying(Installation.class, one -> assertThat(one.path()).isEqualTo(go));
  }

  @Test
  void saysThatThereIsNone() {
    assertThat(find(Map.of("PATH", "/nowhere"))).isInstanceOf(Absent.class);
    assertThat(find(Map.of())).isInstanceOf(Absent.class);
  }

  @Test
  void reportsGorootOnlyIfItContradicts() throws IOException {
    Path go = release("usr/local/go");
    String path = parent(go).toString();
    String own = parent(parent(go)).toString();

    assertThat(((Installation) find(Map.of("PATH", path, "GOROOT", own))).contradiction())
        .isEmpty();
    assertThat(((Installation) find(Map.of("PATH", path, "GOROOT", "/old"))).contradiction())
        .isEqualTo("/old");
  }

  @Test
  void tellsShimsFromGo() throws IOException {
    Path script = program("home/.goenv/shims/go", "#!/usr/bin/env bash\nexec goenv exec go\n");
    GoOnPath goenv = find(Map.of("PATH", parent(script).toString()));
    assertThat(goenv)
        .isEqualTo(new Shim(script, "a shim of goenv, a script run by /usr/bin/env bash"));

    program("usr/bin/mise", "\u007fELF");
    Path link = root.resolve("home/mise/shims/go");
    Files.createDirectories(parent(link));
    Files.createSymbolicLink(link, root.resolve("usr/bin/mise"));
    assertThat(find(Map.of("PATH", parent(link).toString())))
        .isEqualTo(new Shim(link, "a shim of mise"));

    Path other = root.resolve("opt/bin/go");
    Files.createDirectories(parent(other));
    Files.createSymbolicLink(other, root.resolve("usr/bin/mise"));
    assertThat(find(Map.of("PATH", parent(other).toString())))
        .isEqualTo(new Shim(other, "a link to " + root.resolve("usr/bin/mise")));
  }

  @Test
  void knowsGoOutsideOfGoroot() throws IOException {
    Path go = program("opt/go-14", "\u007fELF");
    Files.createSymbolicLink(root.resolve("opt/go"), go);
    Installation found = (Installation) find(Map.of("PATH", root.resolve("opt").toString()));

    assertThat(found.hasRoot()).isFalse();
    assertThat(found.version()).isEmpty();
  }

  @Test
  void readsWindowsVariablesWhateverTheirCase() throws IOException {
    Path exe = program("bin/go.exe", "MZ");
    Files.writeString(root.resolve("VERSION"), "go1.27.0\n");
    GoOnPath found =
        find(
            "Windows 11",
            Map.of("Path", ";\"" + parent(exe) + "\";C:\\Windows", "PathExt", ".COM;.EXE"));

    assertThat(found)
        .isInstanceOfSatisfying(
            Installation.class, one -> assertThat(one.version()).isEqualTo("go1.27.0"));
  }

  @Test
  void boundsTheVersionFile() throws IOException {
    Path go = release("go");
    Files.writeString(root.resolve("go/VERSION"), "x".repeat(100_000));

    assertThat(((Installation) find(Map.of("PATH", parent(go).toString()))).version()).hasSize(256);
  }
}
