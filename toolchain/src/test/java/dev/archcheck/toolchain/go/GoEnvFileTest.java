package dev.archcheck.toolchain.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class GoEnvFileTest {

  @TempDir private Path temp;

  @Test
  void readsWhatGoEnvWrites() throws IOException {
    Path file = Files.writeString(temp.resolve("env"), "# x\nGOARCH=386 \r\ngoos=x\nCC=a=b\n");
    assertThat(GoEnvFile.read(file))
        .containsOnlyKeys("GOARCH", "CC")
        .containsEntry("GOARCH", "386")
        .containsEntry("CC", "a=b");
    assertThat(GoEnvFile.read(temp.resolve("none"))).isEmpty();
  }

  /** GOENV may name anything. */
  @Test
  @Timeout(10)
  @EnabledOnOs(OS.LINUX)
  void aDeviceWithoutEndIsNoFile() {
    assertThat(GoEnvFile.read(Path.of("/dev/zero"))).isEmpty();
  }
}
