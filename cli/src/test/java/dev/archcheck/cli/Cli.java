package dev.archcheck.cli;

import dev.archcheck.toolchain.host.Machine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs the program in this process with streams, environment and machine of a test's choice. */
final class Cli {

  /** What a run left behind. */
  record Result(int code, String out, String err) {}

  private final Map<String, String> environment = new HashMap<>();
  private byte[] input = {};
  private boolean terminal;
  private Path root = Path.of("/");
  private OutputStream out = new ByteArrayOutputStream();

  Cli environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Cli input(byte[] bytes) {
    input = bytes;
    return this;
  }

  Cli onTerminal() {
    terminal = true;
    return this;
  }

  Cli machine(Path root) {
    this.root = root;
    return this;
  }

  Cli output(OutputStream stream) {
    out = stream;
    return this;
  }

  Result run(String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(input),
            new EdgeStream(out, () -> false),
            new EdgeStream(err, () -> false),
            () -> terminal,
            () -> terminal,
            new Machine(root, "Linux", "amd64", environment));
    int code = Main.run(args, surroundings);
    String text =
        out instanceof ByteArrayOutputStream bytes ? bytes.toString(StandardCharsets.UTF_8) : "";
    return new Result(code, text, err.toString(StandardCharsets.UTF_8));
  }

  static Result cli(String... args) {
    return new Cli().run(args);
  }
}
