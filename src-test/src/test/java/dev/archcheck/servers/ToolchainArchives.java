package dev.archcheck.servers;

import dev.archcheck.testkit.Corpus;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.download.Downloader;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.HttpSettings;
import dev.archcheck.toolchain.download.Patience;
import dev.archcheck.toolchain.download.UrlConnectionHttp;
import dev.archcheck.toolchain.download.Wanted;
import dev.archcheck.toolchain.download.Watcher;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.release.ModuleProxies;
import dev.archcheck.toolchain.release.ReleaseSites;
import dev.archcheck.verify.sumdb.ToolchainModule;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Real toolchains: the module zip as the user's module proxy serves it, and an archive as go.dev/dl
 * has it, made of the same files. The checksum database has the hash of the one, and by the rule of
 * {@link ToolchainModule} of the other. Both are kept below the corpus and made only once; that the
 * network fails is a failure of the test.
 */
public final class ToolchainArchives {

  private static final Path FOLDER =
      Path.of(System.getProperty("archcheck.corpus", "../.corpus"))
          .toAbsolutePath()
          .normalize()
          .resolve("toolchain-zips");

  /** What archives have and modules have not; a few files stand for all of them. */
  private static final String[] EXTRA = {
    "api/README", "doc/README.md", "misc/editors", "test/README.md"
  };

  private static final long TIME = 1_780_000_000L; // seconds; the same for all files

  private ToolchainArchives() {}

  private record Entry(String path, long size, Content content) {}

  private interface Content {
    InputStream open() throws IOException;
  }

  private interface Maker {
    void write(Path file) throws IOException;
  }

  /** {@return the module zip of a toolchain, for example of {@code go1.27.0.linux-amd64}} */
  public static Path module(GoToolchain toolchain) throws IOException {
    String name = toolchain.module().version() + ".zip";
    return kept(name, file -> fetch(toolchain, name, file));
  }

  /** {@return an archive as go.dev/dl has it: zip for Windows, tar.gz for all others} */
  public static Path archive(GoToolchain toolchain) throws IOException {
    Path module = module(toolchain);
    return kept(
        published(toolchain),
        file -> {
          try (ZipFile zip = new ZipFile(module.toFile())) {
            write(entries(zip, toolchain.module()), toolchain, file);
          }
        });
  }

  /**
   * {@return an archive like those of {@link #archive} of a toolchain that proxies need not have}
   * Its programs are those that the corpus built, and everything else is the same for all
   * platforms: it is taken from the module of linux/amd64.
   */
  public static Path builtArchive(GoToolchain toolchain) throws IOException {
    GoToolchain other = new GoToolchain(toolchain.version(), "linux", "amd64");
    Path module = module(other);
    Path programs = Corpus.part("toolchains").resolve(toolchain.os() + "-" + toolchain.arch());
    String built = Files.readString(programs.resolve("VERSION.txt")).strip();
    if (!built.equals(toolchain.version())) {
      throw new IOException(programs + " is " + built + " and not " + toolchain.version());
    }
    return kept(
        published(toolchain),
        file -> {
          try (ZipFile zip = new ZipFile(module.toFile())) {
            List<Entry> entries = entries(zip, other.module());
            entries.removeIf(entry -> isBuilt(entry.path()));
            entries.addAll(below(programs));
            write(entries, toolchain, file);
          }
        });
  }

  private static List<Entry> below(Path programs) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(programs)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String path = programs.relativize(file).toString().replace('\\', '/');
        if (isBuilt(path)) {
          entries.add(new Entry(path, Files.size(file), () -> Files.newInputStream(file)));
        }
      }
    }
    return entries;
  }

  private static boolean isBuilt(String path) {
    return path.startsWith("bin/") || path.startsWith("pkg/tool/");
  }

  private static String published(GoToolchain toolchain) {
    String arch =
        toolchain.os().equals("linux") && toolchain.arch().equals("arm")
            ? "armv6l"
            : toolchain.arch();
    String name = toolchain.version() + "." + toolchain.os() + "-" + arch;
    return name + (toolchain.os().equals("windows") ? ".zip" : ".tar.gz");
  }

  private static void write(List<Entry> entries, GoToolchain toolchain, Path file)
      throws IOException {
    entries.sort(Comparator.comparing(Entry::path));
    if (toolchain.os().equals("windows")) {
      zip(entries, file);
    } else {
      tarGz(entries, file);
    }
  }

  /**
   * Two tests, in two processes too, make a file only once, and it is there whole or not at all.
   */
  private static synchronized Path kept(String name, Maker maker) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Files.isRegularFile(file)) {
      return file;
    }
    Files.createDirectories(FOLDER);
    try (FileChannel lock =
            FileChannel.open(
                FOLDER.resolve(name + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = lock.lock()) {
      if (!Files.isRegularFile(file)) {
        Path next = FOLDER.resolve(name + ".new");
        maker.write(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return file;
  }

  /** From Go's own module cache if it is there, else as this program would download it. */
  private static void fetch(GoToolchain toolchain, String name, Path file) throws IOException {
    Path cached = goModuleCache().resolve("cache/download/golang.org/toolchain/@v").resolve(name);
    if (Files.isRegularFile(cached)) {
      Files.copy(cached, file, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    Machine machine =
        new Machine(
            Path.of("/"),
            System.getProperty("os.name", ""),
            System.getProperty("os.arch", ""),
            System.getenv());
    Http http = UrlConnectionHttp.of(HttpSettings.of(machine, null));
    ModuleProxies proxies = ModuleProxies.of(machine, http, ReleaseSites.of(machine));
    Wanted wanted =
        new Wanted(name, proxies.sources(ModuleProxies.zipPath(toolchain.module())), -1, "");
    Path folder = FOLDER.resolve("downloads");
    var got = new Downloader(http, folder, Patience.USUAL).download(wanted, Watcher.NOBODY);
    Files.move(got.file(), file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path goModuleCache() {
    String cache = System.getenv("GOMODCACHE");
    if (cache != null && !cache.isEmpty()) {
      return Path.of(cache);
    }
    String path = System.getenv("GOPATH");
    return path != null && !path.isEmpty()
        ? Path.of(path, "pkg", "mod")
        : Path.of(System.getProperty("user.home", "."), "go", "pkg", "mod");
  }

  private static List<Entry> entries(ZipFile zip, ToolchainModule module) {
    List<Entry> entries = new ArrayList<>();
    zip.stream()
        .filter(entry -> !entry.isDirectory())
        .forEach(entry ->
            entries.add(
                new Entry(
                    Objects.requireNonNull(module.pathOf(entry.getName())),
                    entry.getSize(),
                    () -> zip.getInputStream(entry))));
    return entries;
  }

  /** As distpack sets them. */
  private static boolean isProgram(String path) {
    return isBuilt(path)
        || path.endsWith(".bash")
        || path.endsWith(".sh")
        || path.endsWith(".pl")
        || path.endsWith(".rc");
  }

  private static byte[] extra(String path) {
    return ("What a toolchain archive has at " + path + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void tarGz(List<Entry> entries, Path file) throws IOException {
    try (OutputStream out =
        new FastGzip(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
      for (String path : EXTRA) {
        byte[] bytes = extra(path);
        header(out, "go/" + path, 0644, bytes.length, '0');
        out.write(bytes);
        pad(out, bytes.length);
      }
      for (Entry entry : entries) {
        header(out, "go/" + entry.path(), isProgram(entry.path()) ? 0755 : 0644, entry.size(), '0');
        try (InputStream in = entry.content().open()) {
          in.transferTo(out);
        }
        pad(out, entry.size());
      }
      out.write(new byte[1024]);
    }
  }

  /** Level 1 would not look like the real one; the best level takes too long for a test. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.DEFAULT_COMPRESSION);
    }
  }

  private static void header(OutputStream out, String name, int mode, long size, char type)
      throws IOException {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    if (path.length > 100) {
      header(out, "././@LongLink", 0, path.length + 1L, 'L');
      out.write(path);
      out.write(0);
      pad(out, path.length + 1L);
    }
    byte[] block = new byte[512];
    System.arraycopy(path, 0, block, 0, Math.min(100, path.length));
    octal(block, 100, 8, mode);
    octal(block, 108, 8, 0);
    octal(block, 116, 8, 0);
    octal(block, 124, 12, size);
    octal(block, 136, 12, TIME);
    block[156] = (byte) type;
    put(block, 257, "ustar  "); // GNU: a long name goes in front
    put(block, 148, "        ");
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xFF;
    }
    put(block, 148, String.format(java.util.Locale.ROOT, "%06o\0 ", sum));
    out.write(block);
  }

  private static void octal(byte[] block, int at, int length, long value) {
    put(block, at, String.format(java.util.Locale.ROOT, "%0" + (length - 1) + "o", value));
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private static void pad(OutputStream out, long size) throws IOException {
    out.write(new byte[(int) (-size & 511)]);
  }

  private static void zip(List<Entry> entries, Path file) throws IOException {
    try (ZipOutputStream out =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
      for (String path : EXTRA) {
        put(out, "go/" + path, extra(path));
      }
      for (Entry entry : entries) {
        try (InputStream in = entry.content().open()) {
          put(out, "go/" + entry.path(), in.readAllBytes());
        }
      }
    }
  }

  private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(java.time.LocalDateTime.of(2026, 6, 1, 0, 0));
    entry.setSize(bytes.length);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setCrc(crc.getValue());
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }
}
