package dev.archcheck.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.servers.TinyGo;
import dev.archcheck.toolchain.check.SealCheck;
import dev.archcheck.toolchain.check.TreeReport.Outcome;
import dev.archcheck.toolchain.log.FileLogMemory;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.verify.sumdb.LogKey;
import dev.archcheck.verify.sumdb.LogReader;
import dev.archcheck.verify.sumdb.SumDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, killed at any moment of an installation, and several of it at once. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher of Unix")
class KillIT {

  /** {@code -Darchcheck.kills=200} takes some minutes. */
  private static final int KILLS = Integer.getInteger("archcheck.kills", 25);

  private static final int SECONDS = 120;
  private static final String VERSION = "1.27.0";

  @TempDir private Path folder;
  private World world;
  private TinyGo go;

  @BeforeEach
  void publish() throws Exception {
    world = new World(folder);
    go = TinyGo.linux("go" + VERSION).fill(1500);
    world.log(go).release(go);
  }

  @AfterEach
  void close() throws IOException {
    world.close();
  }

  private Process install() throws IOException {
    Path launcher = Path.of(System.getProperty("archcheck.root")).resolve("scripts/archcheck");
    ProcessBuilder builder =
        new ProcessBuilder(
            launcher.toString(), "toolchain", "install", "--target", "linux/amd64", VERSION);
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(world.environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(Files.createTempFile(folder, "out", "").toFile())
        .start();
  }

  private static int end(Process process) throws Exception {
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** The shell and the JVM under it, at once and without a word. */
  private static void kill(Process process) throws Exception {
    try (Stream<ProcessHandle> below = process.descendants()) {
      below.forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** {@return whether it is installed; if it is, it is whole} */
  private boolean isInstalled() throws Exception {
    List<Installed> listed = world.store().list();
    LogAccess log =
        new LogAccess(
            new SumDatabase(
                LogKey.parse(world.log.verifierKey()),
                LogReader.NOWHERE,
                List.of(),
                new FileLogMemory(world.folder.resolve("memory"), List.of())),
            "");
    SealCheck check = new SealCheck(log, SealCheck.Without.ASK);
    for (Installed one : listed) {
      assertThat(check.check(one).outcome()).isEqualTo(Outcome.INTACT);
    }
    return !listed.isEmpty();
  }

  @Test
  void aKillLeavesAllOrNothing() throws Exception {
    long start = System.nanoTime();
    assertThat(end(install())).isZero();
    long whole = (System.nanoTime() - start) / 1_000_000;
    Random random = new Random(27);
    int before = 0;
    for (int i = 0; i < KILLS; i++) {
      if (isInstalled()) {
        world.store().remove(go.toolchain(), dev.archcheck.inspect.Os.LINUX);
      }
      Process process = install();
      Thread.sleep(random.nextLong(whole / 3, whole + whole / 10));
      kill(process);
      before += isInstalled() ? 0 : 1;
    }
    assertThat(before).as("kills that came before the end").isGreaterThan(KILLS / 10);
    assertThat(end(install())).isZero();
    assertThat(isInstalled()).isTrue();
    assertThat(world.left()).containsExactly("versions/" + go.toolchain().name());
  }

  @Test
  void severalProcessesInstallOneVersionOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(install());
    }
    for (Process process : processes) {
      assertThat(end(process)).isZero();
    }
    assertThat(isInstalled()).isTrue();
    assertThat(world.left()).containsExactly("versions/" + go.toolchain().name());
  }
}
