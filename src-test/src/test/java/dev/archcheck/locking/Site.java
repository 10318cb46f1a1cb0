package dev.archcheck.locking;

import dev.archcheck.cli.Main;
import dev.archcheck.servers.LogDouble;
import dev.archcheck.servers.ReleaseServer;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.store.HashedArchive;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A site with releases and a log, and a machine with a store of its own that uses them. */
final class Site implements Closeable {

  private static final String GO_MOD = "h1:8wlg68NqwW7eMnI1aABk/C2pDYXj8mrMY4TyRfiLeS0=";

  static final GoToolchain AMD64 = new GoToolchain("go1.27.0", "linux", "amd64");

  /** What a run left behind. */
  record Result(int code, String out, String err) {

    /** {@return everything, for messages of failed tests} */
    @Override
    public String toString() {
      return code + "\n" + out + "\n" + err;
    }
  }

  final ReleaseServer server = ReleaseServer.start();
  final Path home;
  final Map<String, String> environment = new HashMap<>();
  LogDouble log = new LogDouble("log.example.org");

  Site(Path home) throws IOException {
    this.home = home;
    server.handle("/sumdb/", path -> log.answer(path.substring("/sumdb/".length())));
    environment.put("ARCHCHECK_GO_DL", server.url().toString());
    environment.put("GOPROXY", "off");
    environment.put("HOME", home.toString());
    environment.put("GOMODCACHE", home.resolve("modules").toString());
    environment.put("GOPATH", home.resolve("gopath").toString());
    environment.put("GOENV", "off");
    freshStore();
    useLog(log);
  }

  /** Another machine: nothing is installed, kept or remembered. */
  void freshStore() throws IOException {
    environment.put("ARCHCHECK_HOME", Files.createTempDirectory(home, "store").toString());
  }

  void useLog(LogDouble other) {
    log = other;
    environment.put("GOSUMDB", other.verifierKey() + " " + server.url() + "sumdb");
  }

  /** Publishes an archive and puts the hash of its files into the log. */
  void publish(Path archive, GoToolchain toolchain) throws IOException {
    server.release(toolchain.version(), true, archive);
    addToLog(log, archive, toolchain);
  }

  static void addToLog(LogDouble log, Path archive, GoToolchain toolchain) throws IOException {
    log.add("golang.org/toolchain", toolchain.module().version(), h1(archive, toolchain), GO_MOD);
  }

  /** {@return the hash that a log has of an archive} */
  static String h1(Path archive, GoToolchain toolchain) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      return HashedArchive.tar(archive.toString(), in, toolchain.module()).h1();
    }
  }

  Result run(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "toolchain";
    System.arraycopy(words, 0, all, 1, words.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(all, new PrintStream(out), new PrintStream(err), environment);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** {@return the names of what is installed} */
  List<String> installed() throws IOException {
    Path versions = Path.of(environment.getOrDefault("ARCHCHECK_HOME", "")).resolve("versions");
    if (!Files.isDirectory(versions)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(versions)) {
      return folders.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
