package dev.archcheck.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.archcheck.servers.TinyGo;
import dev.archcheck.testkit.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands write for programs is what the published schemas say. */
class DocumentsTest {

  private static final String SHA256 = "[0-9a-f]{64}";

  @TempDir private Path folder;
  private World world;
  private TinyGo go;
  private Path archive;

  @BeforeEach
  void open() throws Exception {
    world = new World(folder);
    go = TinyGo.linux("go1.27.0");
    archive = world.log(go).release(go);
  }

  @AfterEach
  void close() throws IOException {
    world.close();
  }

  /** Runs a command, of which the exit code is known; its document is valid. */
  private JsonNode document(int exit, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("toolchain"));
    all.addAll(List.of(words));
    all.addAll(List.of("--format", "json"));
    World.Outcome outcome = world.run(all.toArray(new String[0]));
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(exit);
    return Schemas.valid(outcome.out());
  }

  private JsonNode install(int exit, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("install", "--target", "linux/amd64"));
    all.addAll(List.of(words));
    return document(exit, all.toArray(new String[0]));
  }

  @Test
  void whatIsInstalled() throws Exception {
    JsonNode fresh = install(0, "1.27.0");
    assertThat(fresh.path("outcome").asText()).isEqualTo("installed");
    assertThat(fresh.path("h1").asText()).isEqualTo(go.h1());
    assertThat(fresh.at("/archive/sha256").asText()).matches(SHA256);
    assertThat(fresh.path("proofs").findValuesAsText("state")).contains("proven", "not-had");
    assertThat(install(0, "1.27.0").path("outcome").asText()).isEqualTo("already-installed");
  }

  @Test
  void whatIsNotInstalled() throws Exception {
    assertThat(install(3, "1.99").path("outcome").asText()).isEqualTo("not-published");
    world.release(TinyGo.linux("go1.25.0"));
    assertThat(install(3, "--require", "log", "1.25.0").path("outcome").asText())
        .isEqualTo("not-proven");
    TinyGo other = TinyGo.linux("go1.27.1");
    world.log(other);
    world.release(other.put("src/fmt/print.go", "package fmt // another\n"));
    JsonNode refused = install(1, "1.27.1");
    assertThat(refused.path("outcome").asText()).isEqualTo("refused");
    assertThat(refused.path("proofs").findValuesAsText("state")).contains("refuted");
    byte[] whole = Files.readAllBytes(archive);
    Files.write(archive, java.util.Arrays.copyOf(whole, whole.length / 2));
    world.server.release("go1.27.0", true, archive);
    assertThat(install(3, archive.toString()).path("outcome").asText()).isEqualTo("damaged");
  }

  @Test
  void whatALockHasAndHasNot() throws Exception {
    Path lock = folder.resolve("go.lock");
    JsonNode whole = lock(0, lock, "1.27.0");
    assertThat(whole.path("whole").asBoolean()).isTrue();
    assertThat(whole.at("/files/0/h1").asText()).isEqualTo(go.h1());
    JsonNode lacking = install(1, "--locked=" + lock, "1.26.0");
    assertThat(lacking.path("outcome").asText()).isEqualTo("not-locked");

    TinyGo unlogged = TinyGo.linux("go1.26.0");
    world.release(unlogged);
    JsonNode partly = lock(3, lock, "1.26.0");
    assertThat(partly.path("whole").asBoolean()).isFalse();
    assertThat(partly.at("/files/0/h1Absent").asText()).isNotBlank();
    world.server.row("go1.5.2", true, "go1.5.2.linux-amd64.tar.gz", "", 1000);
    assertThat(lock(3, lock, "1.5.2").at("/files/0/sha256Absent").asText()).isNotBlank();
  }

  private JsonNode lock(int exit, Path lock, String version) throws IOException {
    return document(exit, "lock", "--target", "linux/amd64", "--output", lock.toString(), version);
  }

  @Test
  void whatABundleHas() throws Exception {
    String bundle = folder.resolve("x.bundle").toString();
    JsonNode written =
        document(0, "bundle", "--target", "linux/amd64", "--output", bundle, "1.27.0");
    assertThat(written.path("outcome").asText()).isEqualTo("written");
    assertThat(written.at("/carries/logProof").asBoolean()).isTrue();
    assertThat(install(0, bundle).path("outcome").asText()).isEqualTo("installed");
    JsonNode missing = document(3, "bundle", "--target", "linux/amd64", "--output", bundle, "1.99");
    assertThat(missing.path("outcome").asText()).isEqualTo("not-published");
  }

  @Test
  void whatTreesHave() throws Exception {
    install(0, "1.27.0");
    JsonNode intact = document(0, "verify");
    assertThat(intact.at("/toolchains/0/outcome").asText()).isEqualTo("intact");
    document(0, "list", "--store");
    Path root = world.store().find(go.toolchain()).orElseThrow().goroot();
    Files.writeString(root.resolve("src/fmt/print.go"), "package fmt // changed\n");
    Files.delete(root.resolve("bin/gofmt"));
    Files.writeString(root.resolve("bin/mine"), "");
    Files.setPosixFilePermissions(
        root.resolve("VERSION"), PosixFilePermissions.fromString("rwxrwxrwx"));
    JsonNode different = document(1, "verify");
    assertThat(different.at("/toolchains/0/outcome").asText()).isEqualTo("different");
    assertThat(different.at("/toolchains/0/differences").findValuesAsText("kind"))
        .contains("changed", "missing", "extra", "mode");
    Files.writeString(root.resolveSibling("seal"), "none\n");
    JsonNode unknown = document(3, "verify");
    assertThat(unknown.at("/toolchains/0/outcome").asText()).isEqualTo("not-checked");
    Path strange = Files.createDirectories(folder.resolve("strange"));
    Files.createDirectories(strange.resolve("bin"));
    document(3, "verify", strange.toString());
  }
}
