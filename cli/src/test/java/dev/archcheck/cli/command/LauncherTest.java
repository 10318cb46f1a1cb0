package dev.archcheck.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.toolchain.host.Machine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

  @TempDir private Path folder;

  private Launcher launcher(String path, Path jar) {
    Machine machine = new Machine(folder, "Linux", "amd64", Map.of("PATH", path));
    return new Launcher(machine, jar + File.pathSeparator + "other.jar");
  }

  private Path checkout(String name) throws IOException {
    Path root = Files.createDirectories(folder.resolve(name)).toRealPath();
    Files.createDirectories(root.resolve("scripts"));
    Path script = Files.createFile(root.resolve("scripts/archcheck"));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(root.resolve("cli/target/dist"));
    Files.createFile(root.resolve("cli/target/dist/archcheck.jar"));
    return root;
  }

  @Test
  void namesItselfWhereTheShellFindsIt() throws IOException {
    Path root = checkout("a");
    Path jar = root.resolve("cli/target/dist/archcheck.jar");
    Launcher found = launcher("/nowhere:" + root.resolve("scripts"), jar);
    assertThat(found.isOnPath()).isTrue();
    assertThat(found.command()).isEqualTo("archcheck");

    Launcher elsewhere = launcher("/nowhere", jar);
    assertThat(elsewhere.isOnPath()).isFalse();
    assertThat(elsewhere.file()).hasValue(root.resolve("scripts/archcheck"));
    assertThat(elsewhere.command()).isEqualTo(root.resolve("scripts/archcheck").toString());
  }

  @Test
  void quotesItsPathForAShell() throws IOException {
    Path root = checkout("it's a checkout");
    assertThat(launcher("", root.resolve("cli/target/dist/archcheck.jar")).command())
        .startsWith("'")
        .endsWith("it'\\''s a checkout/scripts/archcheck'");
  }

  @Test
  void keepsItsNameWhereNobodyKnowsTheScript() throws IOException {
    Path jar = Files.createFile(folder.resolve("archcheck.jar"));
    assertThat(launcher("/nowhere", jar).command()).isEqualTo("archcheck");
    assertThat(launcher("\0", folder.resolve("gone.jar")).command()).isEqualTo("archcheck");
    Files.createDirectory(folder.resolve("archcheck"));
    assertThat(launcher(folder.toString(), jar).isOnPath()).as("a folder is no program").isFalse();
  }
}
