package dev.archcheck.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.toolchain.bundle.Bundle;
import dev.archcheck.toolchain.bundle.BundleFile;
import dev.archcheck.toolchain.bundle.MalformedBundleException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Bytes as a bundle, and text as its manifest: a bundle with safe names, or the typed error. */
final class BundleFileFuzzTest {

  private static final int READ = 1 << 20;

  @TempDir private static Path folder;

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    open(bytes);
    open(withManifest(bytes));
  }

  private static void open(byte[] bytes) throws IOException {
    Path path = folder.resolve("x.bundle");
    Files.write(path, bytes);
    try (BundleFile file = BundleFile.open(path)) {
      Bundle bundle = file.bundle();
      assertThat(bundle.archive()).matches("[A-Za-z0-9][A-Za-z0-9._-]*").doesNotContain("..");
      assertThat(bundle.archive()).contains(bundle.toolchain().version());
      assertThat(bundle.size()).isBetween(0L, 2L << 30);
      assertThat(bundle.sha256()).matches("[0-9a-f]{64}");
      assertThat(bundle.log()).isNotEqualTo("none");
      assertThat(bundle.row() + bundle.signature() + bundle.logProof()).isNotNull();
      archive(file);
    } catch (MalformedBundleException expected) {
      assertThat(expected).hasMessageContaining("it is no whole bundle");
    }
  }

  /** Whoever reads it tells damage by these two. */
  private static void archive(BundleFile file) throws IOException {
    try (InputStream in = file.archive()) {
      assertThat(in.readNBytes(READ).length).isLessThanOrEqualTo(READ);
    } catch (ZipException | EOFException expected) {
      assertThat(expected).isNotNull();
    }
  }

  /** A zip with a manifest, and with the files, all empty, that its lines name. */
  private static byte[] withManifest(byte[] manifest) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("manifest"));
      zip.write(manifest);
      Set<String> names = new LinkedHashSet<>();
      for (String line : new String(manifest, StandardCharsets.UTF_8).split("\n", -1)) {
        String name = line.substring(line.lastIndexOf(' ') + 1);
        if (line.startsWith("file ") && !name.equals("manifest") && name.length() < 1000) {
          names.add(name);
        }
      }
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
      }
    }
    return bytes.toByteArray();
  }
}
