package dev.archcheck.toolchain.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    assertThat(GoEnvFile.read(file).settings())
        .containsOnlyKeys("GOARCH", "CC")
        .containsEntry("GOARCH", "386 \r") // go keeps it
        .containsEntry("CC", "a=b");
    assertThat(GoEnvFile.read(file).passedOver()).containsExactly(Map.entry("goos", "x"));
    assertThat(GoEnvFile.read(temp.resolve("none")))
        .isEqualTo(new GoEnvFile(temp.resolve("none").toString(), Map.of(), Map.of(), ""));
    assertThat(GoEnvFile.read(null)).isEqualTo(new GoEnvFile("", Map.of(), Map.of(), ""));
  }

  /** Bytes that are no UTF-8 in a comment hide nothing. */
  @Test
  void anotherEncodingHidesNothing() throws IOException {
    byte[] text = "# caf\u00e9\nGOSUMDB=off\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(temp.resolve("env"), text);
    assertThat(GoEnvFile.read(file).settings()).containsEntry("GOSUMDB", "off");
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    Path large = temp.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    assertThat(GoEnvFile.read(large).problem()).isEqualTo("it is larger than 1 MiB");
    // Go passes over these and has no settings then.
    assertThat(GoEnvFile.read(temp).problem()).isEmpty();
    assertThat(GoEnvFile.read(Path.of("/dev/null")).problem()).isEmpty();
    Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("none"));
    assertThat(GoEnvFile.read(link).problem()).isEmpty();
  }

  /** GOENV may name anything. */
  @Test
  @Timeout(10)
  @EnabledOnOs(OS.LINUX)
  void aDeviceWithoutEndIsNoFile() {
    assertThat(GoEnvFile.read(Path.of("/dev/zero")).settings()).isEmpty();
    assertThat(GoEnvFile.read(Path.of("/dev/zero")).problem()).isNotEmpty();
    // The kernel makes it when it is read, and a reader waits for more.
    assertThat(GoEnvFile.read(Path.of("/proc/kmsg")).settings()).isEmpty();
  }
}
