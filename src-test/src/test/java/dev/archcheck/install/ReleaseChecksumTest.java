package dev.archcheck.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.servers.TinyGo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code checksum} says of the zip of the module that has a Go distribution in it. */
class ReleaseChecksumTest {

  @TempDir private Path folder;
  private World world;
  private TinyGo go;

  @BeforeEach
  void open() throws Exception {
    world = new World(folder);
    go = TinyGo.linux("go1.27.0");
    world.log(go);
  }

  @AfterEach
  void close() throws IOException {
    world.close();
  }

  private World.Outcome check(TinyGo distribution) throws IOException {
    Path zip = distribution.module(Files.createTempDirectory(folder, "zip"));
    return world.run("checksum", "--require", "log", zip.toString());
  }

  @Test
  void aModuleIsProvenByTheLogAndNothingElseIsAsked() throws Exception {
    World.Outcome outcome = check(go);
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.out())
        .contains("proven   log", "record 0 has " + go.h1())
        .doesNotContain("index", "signature");
    assertThat(world.server.requests())
        .isNotEmpty()
        .allMatch(request -> request.path().startsWith("/sumdb/"));
  }

  @Test
  void offlineTheProofThatTheStoreKeepsCounts() throws Exception {
    Path zip = go.module(Files.createTempDirectory(folder, "zip"));
    World.Outcome unknown = world.run("checksum", "--offline", zip.toString());
    assertThat(unknown.exit()).as(unknown.toString()).isEqualTo(3);
    assertThat(unknown.out())
        .contains("hint: without --offline its publisher and the checksum database are asked");
    assertThat(world.server.requests()).isEmpty();

    assertThat(check(go).exit()).isZero();
    world.server.forget();
    World.Outcome kept = world.run("checksum", "--offline", "--require", "log", zip.toString());
    assertThat(kept.exit()).as(kept.toString()).isZero();
    assertThat(kept.out()).contains("proven   log", "record 0 has " + go.h1());
    Path other =
        TinyGo.linux("go1.27.0")
            .put("src/fmt/print.go", "package x\n")
            .module(Files.createTempDirectory(folder, "other"));
    assertThat(world.run("checksum", "--offline", other.toString()).exit()).isEqualTo(1);
    assertThat(world.server.requests()).isEmpty();

    Path plain = Files.writeString(folder.resolve("plain.txt"), "x");
    assertThat(world.run("checksum", "--offline", plain.toString()).out())
        .contains("hint: name a digest")
        .doesNotContain("without --offline");
  }

  @Test
  void aModuleWithOtherFilesIsRefuted() throws Exception {
    World.Outcome changed = check(TinyGo.linux("go1.27.0").put("src/fmt/print.go", "package x\n"));
    assertThat(changed.exit()).as(changed.toString()).isEqualTo(1);
    assertThat(changed.out()).containsIgnoringCase("refuted  log");

    String name = go.toolchain().module().prefix() + "doc/what-no-module-has";
    World.Outcome more = check(TinyGo.linux("go1.27.0").raw(name));
    assertThat(more.exit()).as(more.toString()).isEqualTo(1);
    assertThat(more.out()).contains("it is not the module", "what-no-module-has");

    Path cut = go.module(Files.createTempDirectory(folder, "cut"));
    Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(cut), 5000));
    World.Outcome damaged = world.run("checksum", cut.toString());
    assertThat(damaged.exit()).as(damaged.toString()).isEqualTo(1);
  }

  @Test
  void aModuleThatTheLogDoesNotHaveOrIsNotAskedForIsNotProven() throws Exception {
    World.Outcome unknown = check(TinyGo.linux("go1.27.1"));
    assertThat(unknown.exit()).as(unknown.toString()).isEqualTo(3);
    assertThat(unknown.out()).contains("has no record of it");

    world.environment.put("GOSUMDB", "off");
    assertThat(check(go).exit()).isEqualTo(3);
  }
}
