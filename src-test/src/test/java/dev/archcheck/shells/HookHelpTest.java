package dev.archcheck.shells;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the help of {@code toolchain hook} tells people to type, typed. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the shells of Unix")
class HookHelpTest {

  @TempDir private Path folder;

  private static String line(String shell) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Main.run(
        new String[] {"toolchain", "hook", "--help"},
        new PrintStream(out, true, StandardCharsets.UTF_8),
        System.err,
        Map.of());
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("archcheck toolchain hook " + shell + " "))
        .findFirst()
        .orElseThrow();
  }

  private void type(String line, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("fish", "-c", "function archcheck; echo hooked; end; " + line);
    builder.environment().remove("XDG_CONFIG_HOME");
    builder.environment().putAll(environment);
    Path said = folder.resolve("said");
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }

  @Test
  void theLineForFishGoesWhereFishReadsIt() throws Exception {
    String home = Files.createDirectories(folder.resolve("home")).toString();
    Path moved = folder.resolve("moved");
    type(line("fish"), Map.of("HOME", home, "XDG_CONFIG_HOME", moved.toString()));
    assertThat(moved.resolve("fish/config.fish")).hasContent("hooked\n");
    type(line("fish"), Map.of("HOME", home));
    assertThat(Path.of(home, ".config/fish/config.fish")).hasContent("hooked\n");
  }
}
