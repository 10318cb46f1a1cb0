package dev.archcheck.servers;

import dev.archcheck.testkit.Corpus;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.verify.sumdb.Hash1;
import dev.archcheck.verify.sumdb.ToolchainModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A Go distribution of a few files, whose programs are real ones; and what can be wrong with it.
 */
public final class TinyGo {

  private static final int EXECUTABLE = 0755;
  private static final int PLAIN = 0644;

  private final GoToolchain toolchain;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Entry> more = new ArrayList<>();

  /** An entry as it is to stand in the archive. */
  private record Entry(String name, byte type, String link, long size) {}

  /** A distribution for a platform that there are programs of. */
  public TinyGo(GoToolchain toolchain) throws IOException {
    this.toolchain = toolchain;
    String word = toolchain.os() + "-" + toolchain.arch() + "-exe";
    byte[] program =
        toolchain.os().equals("linux")
            ? Files.readAllBytes(Corpus.fixture("elf/" + word))
            : Files.readAllBytes(built(toolchain.os() + "_" + toolchain.arch()));
    String suffix = toolchain.os().equals("windows") ? ".exe" : "";
    String tools = "pkg/tool/" + toolchain.os() + "_" + toolchain.arch() + "/";
    put("VERSION", toolchain.version() + "\ntime 2026-01-01T00:00:00Z\n");
    put("bin/go" + suffix, program);
    put("bin/gofmt" + suffix, program);
    put(tools + "compile" + suffix, program);
    put(tools + "link" + suffix, program);
    put("src/go.mod", "module std\n");
    put("src/fmt/print.go", "package fmt\n");
    put("api/README", "not in the module\n");
  }

  /** {@return one for Linux on amd64} */
  public static TinyGo linux(String version) throws IOException {
    return new TinyGo(new GoToolchain(version, "linux", "amd64"));
  }

  /** {@return one whose files another word makes others; the module has them all} */
  public static TinyGo saying(String word) throws IOException {
    return linux("go1.27.0")
        .without("api/README")
        .put("src/fmt/print.go", "package fmt // " + word + "\n");
  }

  private static Path built(String platform) throws IOException {
    try (Stream<Path> programs = Files.list(Corpus.part("go").resolve(platform))) {
      return programs.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
    }
  }

  public GoToolchain toolchain() {
    return toolchain;
  }

  public TinyGo put(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  public TinyGo put(String path, String content) {
    return put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  public TinyGo without(String path) {
    files.remove(path);
    return this;
  }

  /** Many files more, so that unpacking takes its time. */
  public TinyGo fill(int count) {
    for (int i = 0; i < count; i++) {
      put("src/p" + i % 50 + "/f" + i + ".go", "package p\n// " + i + "\n");
    }
    return this;
  }

  /** Adds an entry with its whole name. */
  public TinyGo raw(String name) {
    return raw(name, TarConstants.LF_NORMAL, "");
  }

  public TinyGo raw(String name, byte type, String link) {
    more.add(new Entry(name, type, link, 0));
    return this;
  }

  /** An entry that says a size which it does not have. */
  public TinyGo lying(String name, long size) {
    more.add(new Entry(name, TarConstants.LF_NORMAL, "", size));
    return this;
  }

  /** {@return the hash of the module with these files} */
  public String h1() throws Exception {
    Hash1 hash = new Hash1();
    ToolchainModule module = toolchain.module();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String name = module.nameOf(file.getKey());
      if (name != null) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.getValue());
        hash.add(name, HexFormat.of().formatHex(digest));
      }
    }
    return hash.value();
  }

  private static int mode(String path) {
    return path.startsWith("bin/") || path.startsWith("pkg/tool/") ? EXECUTABLE : PLAIN;
  }

  /** Writes it as it is published: a zip for Windows, else a tar.gz. */
  public Path archive(Path folder) throws IOException {
    Files.createDirectories(folder);
    boolean windows = toolchain.os().equals("windows");
    Path file = folder.resolve(toolchain.name() + (windows ? ".zip" : ".tar.gz"));
    Files.write(file, windows ? zip("go/", false) : tarGz());
    return file;
  }

  /** The module's zip. */
  public Path module(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(toolchain.module().version() + ".zip");
    Files.write(file, zip("", true));
    return file;
  }

  public byte[] tarGz() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry("go/" + file.getKey());
        entry.setMode(mode(file.getKey()));
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
      for (Entry one : more) {
        TarArchiveEntry entry = new TarArchiveEntry(one.name, one.type, true);
        entry.setLinkName(one.link);
        entry.setSize(one.size);
        tar.putArchiveEntry(entry);
        if (one.size > 0) {
          tar.flush();
          gzip.flush();
          break; // it ends in the middle, as it says
        }
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      if (more.stream().noneMatch(one -> one.size > 0)) {
        throw e;
      }
    }
    return bytes.toByteArray();
  }

  public byte[] zip(String top, boolean module) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        String name = module ? toolchain.module().nameOf(file.getKey()) : top + file.getKey();
        if (name != null) {
          zip.putArchiveEntry(new ZipArchiveEntry(name));
          zip.write(file.getValue());
          zip.closeArchiveEntry();
        }
      }
      for (Entry one : more) {
        ZipArchiveEntry entry = new ZipArchiveEntry(one.name);
        if (one.type == TarConstants.LF_SYMLINK) {
          entry.setUnixMode(0120777);
        }
        zip.putArchiveEntry(entry);
        zip.write(one.link.getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
