package dev.archcheck.install;

import dev.archcheck.cli.Main;
import dev.archcheck.servers.LogDouble;
import dev.archcheck.servers.ReleaseServer;
import dev.archcheck.servers.TinyGo;
import dev.archcheck.toolchain.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Servers, a log and a store, and the program run in it. */
final class World implements Closeable {

  private static final String GO_MOD = "h1:8wlg68NqwW7eMnI1aABk/C2pDYXj8mrMY4TyRfiLeS0=";

  final ReleaseServer server = ReleaseServer.start();
  final LogDouble log = new LogDouble("log.test");
  final Path folder;
  final Map<String, String> environment = new HashMap<>();

  /** What a run gave. */
  record Outcome(int exit, String out, String err) {}

  World(Path folder) throws IOException {
    this.folder = folder;
    server.handle(
        "/sumdb/log.test/", path -> log.answer(path.substring("/sumdb/log.test/".length())));
    Files.createDirectories(folder.resolve("files"));
    environment.put("ARCHCHECK_HOME", folder.resolve("store").toString());
    environment.put("ARCHCHECK_GO_DL", server.url().toString());
    environment.put("GOPROXY", server.url().toString());
    environment.put("GOSUMDB", log.verifierKey() + " " + server.url() + "sumdb/log.test");
    environment.put("GOENV", "off");
    environment.put("HOME", folder.toString());
  }

  Store store() {
    return new Store(folder.resolve("store"));
  }

  /** Logs what a distribution is. */
  World log(TinyGo go) throws Exception {
    return log(go, go.h1());
  }

  World log(TinyGo go, String h1) {
    log.add("golang.org/toolchain", go.toolchain().module().version(), h1, GO_MOD);
    log.publish(log.size());
    return this;
  }

  /** Publishes a distribution as go.dev/dl does. */
  Path release(TinyGo go) throws IOException {
    Path archive = go.archive(folder.resolve("files"));
    server.release(go.toolchain().version(), true, archive);
    return archive;
  }

  /** Serves a distribution as a module proxy does. */
  void module(TinyGo go) throws IOException {
    server.module(go.toolchain().module().version(), go.module(folder.resolve("files")));
  }

  Outcome run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            arguments,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment);
    return new Outcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Outcome install(String version) {
    return run("toolchain", "install", "--target", "linux/amd64", version);
  }

  /** {@return what lies in the store, without locks, lists and the log's memory} */
  List<String> left() throws IOException {
    Path root = store().root();
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(root, 2)) {
      return walk.filter(path -> !path.equals(root))
          .map(path -> root.relativize(path).toString())
          .filter(path -> path.startsWith("versions/") || path.startsWith("staging/"))
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
