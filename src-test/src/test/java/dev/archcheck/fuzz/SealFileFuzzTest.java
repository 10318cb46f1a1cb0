package dev.archcheck.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.store.DamagedSealException;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.Seal;
import dev.archcheck.toolchain.store.SealedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.io.TempDir;

/** Bytes as a seal: one that says what it must, or the typed error. */
final class SealFileFuzzTest {

  private static final GoToolchain GO = new GoToolchain("go1.27.0", "linux", "amd64");

  @TempDir private static Path folder;

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    seal(bytes);
    seal(withItsEnd(bytes));
  }

  private static void seal(byte[] bytes) throws IOException {
    Installed installed = new Installed(GO, folder);
    Files.write(installed.seal(), bytes);
    Seal seal;
    try {
      seal = installed.readSeal();
    } catch (DamagedSealException expected) {
      assertThat(expected).hasMessageContaining("the seal is damaged");
      return;
    }
    assertThat(seal.toolchain().name()).startsWith("go");
    assertThat(seal.toolchain().module().version()).isNotBlank();
    assertThat(seal.archiveSize()).isNotNegative();
    assertThat(seal.archiveSha256()).matches("[0-9a-f]{64}");
    for (SealedFile file : seal.files()) {
      assertThat(file.size()).isNotNegative();
      assertThat(file.mode()).isBetween(0, 07777);
      assertThat(file.sha256()).matches("[0-9a-f]{64}");
    }
  }

  /** No mutation hits the digest in the last line; behind it everything else lies. */
  private static byte[] withItsEnd(byte[] bytes) {
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] != '\n') {
      length--;
    }
    byte[] body = Arrays.copyOf(bytes, length);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      byte[] end =
          ("end " + HexFormat.of().formatHex(digest) + "\n").getBytes(StandardCharsets.US_ASCII);
      byte[] sealed = Arrays.copyOf(body, length + end.length);
      System.arraycopy(end, 0, sealed, length, end.length);
      return sealed;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
