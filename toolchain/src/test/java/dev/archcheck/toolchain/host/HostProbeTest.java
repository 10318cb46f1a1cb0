package dev.archcheck.toolchain.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.toolchain.host.Host.Basis;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostProbeTest {

  @TempDir Path root;

  private Host probe(String osName, String osArch) {
    return new HostProbe(new Machine(root, osName, osArch, Map.of())).probe();
  }

  private void kernel(String word) throws IOException {
    Path folder = Files.createDirectories(root.resolve("proc/sys/kernel"));
    Files.writeString(folder.resolve("arch"), word + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "x86_64, linux/amd64",
    "aarch64, linux/arm64",
    "i686, linux/386",
    "armv7l, linux/arm",
    "riscv64, linux/riscv64",
    "loongarch64, linux/loong64",
    "s390x, linux/s390x",
    "ppc64le, linux/ppc64le"
  })
  void believesTheKernelFirst(String word, String platform) throws IOException {
    kernel(word);
    Host host = probe("Linux", "riscv64");

    assertThat(host.platform()).hasToString(platform);
    assertThat(host.basis()).isEqualTo(Basis.KERNEL);
    assertThat(host.source()).isEqualTo("/proc/sys/kernel/arch");
    assertThat(host.value()).isEqualTo(word);
  }

  @Test
  void readsTheShellWhereTheKernelDoesNotSay() throws IOException {
    Files.createDirectories(root.resolve("bin"));
    Files.write(root.resolve("bin/sh"), elf(183));
    Host host = probe("Linux", "amd64");

    assertThat(host.platform()).hasToString("linux/arm64");
    assertThat(host.basis()).isEqualTo(Basis.SYSTEM_PROGRAM);
    assertThat(host.source()).isEqualTo("/bin/sh");
    assertThat(host.value()).contains("0xb7");
  }

  @Test
  void doesNotGuessTheByteOrderOfMips() throws IOException {
    kernel("mips64");

    assertThat(probe("Linux", "amd64").basis()).isEqualTo(Basis.JAVA);
  }

  @ParameterizedTest
  @CsvSource({
    "Windows 11, amd64, windows/amd64",
    "Mac OS X, aarch64, darwin/arm64",
    "FreeBSD, amd64, freebsd/amd64",
    "Linux, aarch64, linux/arm64",
    "Linux, strange, linux/strange"
  })
  void fallsBackToJavaAndSaysSo(String osName, String osArch, String platform) {
    Host host = probe(osName, osArch);

    assertThat(host.platform()).hasToString(platform);
    assertThat(host.basis()).isEqualTo(Basis.JAVA);
    assertThat(host.value()).isEqualTo(osArch);
  }

  static byte[] elf(int machine) {
    ByteBuffer elf = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    elf.putInt(0, 0x464C457F).put(4, (byte) 2).put(5, (byte) 1).put(6, (byte) 1).put(7, (byte) 3);
    elf.putShort(16, (short) 2).putShort(18, (short) machine).putInt(20, 1);
    elf.putShort(52, (short) 64).putShort(54, (short) 56).putShort(58, (short) 64);
    return elf.array();
  }
}
