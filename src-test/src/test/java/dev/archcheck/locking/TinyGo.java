package dev.archcheck.locking;

import dev.archcheck.testkit.Corpus;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.store.HashedArchive;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Go distributions of a few kilobytes with real programs in them, which do nothing. */
final class TinyGo {

  static final GoToolchain AMD64 = new GoToolchain("go1.27.0", "linux", "amd64");

  private TinyGo() {}

  private static Map<String, byte[]> files(GoToolchain toolchain, String word) throws IOException {
    byte[] program =
        Files.readAllBytes(Corpus.fixture("elf/linux-" + toolchain.arch() + "-static"));
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("VERSION", text(toolchain.version() + "\ntime 2026-08-11T20:00:00Z\n"));
    files.put("bin/go", program);
    files.put("bin/gofmt", program);
    String tools = "pkg/tool/" + toolchain.os() + "_" + toolchain.arch() + "/";
    files.put(tools + "compile", program);
    files.put("src/go.mod", text("module std\n"));
    files.put("src/fmt/print.go", text("package fmt // " + word + "\n"));
    return files;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** {@return an archive as it is published, named like it; another word makes other files} */
  static Path archive(Path folder, GoToolchain toolchain, String word) throws IOException {
    Path file = Files.createDirectories(folder).resolve(toolchain.name() + ".tar.gz");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      for (Map.Entry<String, byte[]> one : files(toolchain, word).entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry("go/" + one.getKey());
        entry.setSize(one.getValue().length);
        entry.setMode(one.getKey().contains("/go") || one.getKey().startsWith("pkg") ? 0755 : 0644);
        tar.putArchiveEntry(entry);
        tar.write(one.getValue());
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  /** {@return the zip of the module with the same files} */
  static Path module(Path folder, GoToolchain toolchain, String word) throws IOException {
    Path file = Files.createDirectories(folder).resolve(toolchain.module().version() + ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> one : files(toolchain, word).entrySet()) {
        zip.putNextEntry(new ZipEntry(toolchain.module().nameOf(one.getKey())));
        zip.write(one.getValue());
      }
    }
    return file;
  }

  /** {@return the hash that a log has of an archive} */
  static String h1(Path archive, GoToolchain toolchain) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      return HashedArchive.tar(archive.toString(), in, toolchain.module()).h1();
    }
  }
}
