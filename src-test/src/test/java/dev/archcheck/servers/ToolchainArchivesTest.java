package dev.archcheck.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.verify.sumdb.Hash1;
import dev.archcheck.verify.sumdb.ToolchainModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;

/** The archives that other tests rest on are what they say: the log knows their hash. */
class ToolchainArchivesTest {

  /** From the checksum database. */
  private static final String LOGGED = "h1:fVts2HjYwzBWrJtkf1B9HRDAuCZcZLexWI6ZX6Ls/IU=";

  @Test
  void theArchiveHasTheLoggedHash() throws IOException, NoSuchAlgorithmException {
    GoToolchain toolchain = new GoToolchain("go1.27.0", "linux", "amd64");
    ToolchainModule module = toolchain.module();
    Path archive = ToolchainArchives.archive(toolchain);
    assertThat(archive.getFileName()).hasToString("go1.27.0.linux-amd64.tar.gz");
    Hash1 hash = new Hash1();
    int leftOut = 0;
    try (InputStream file = Files.newInputStream(archive);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        assertThat(entry.getName()).startsWith("go/");
        String path = entry.getName().substring("go/".length());
        assertThat(entry.getMode() & 0777)
            .as(path)
            .isIn(path.startsWith("bin/") || path.startsWith("pkg/tool/") ? 0755 : 0644, 0755);
        String name = module.nameOf(path);
        if (name == null) {
          leftOut++;
          continue;
        }
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(tar.readAllBytes());
        hash.add(name, HexFormat.of().formatHex(sha256));
      }
    }
    assertThat(leftOut).isEqualTo(4);
    assertThat(hash.value()).isEqualTo(LOGGED);
  }
}
