package dev.archcheck.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.servers.Mode;
import dev.archcheck.servers.TinyGo;
import dev.archcheck.toolchain.store.Installed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What proofs do not speak of must not pass with them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions, pipes and links of Unix")
class BeyondTheProofsTest {

  @TempDir private Path folder;
  private World world;
  private TinyGo go;

  @BeforeEach
  void open() throws IOException {
    world = new World(folder.resolve("world"));
    go = TinyGo.linux("go1.27.0");
  }

  @AfterEach
  void close() throws IOException {
    world.close();
  }

  private Installed installed() throws Exception {
    World.Outcome outcome = world.install("1.27.0");
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    return world.store().find(go.toolchain()).orElseThrow();
  }

  /** An archive may end before its file does, and the rest come from somebody else. */
  @Test
  void whatWasUnpackedBeforeADownloadStartedAgainIsNotKept() throws Exception {
    byte[] noise = new byte[2_000_000];
    new Random(1).nextBytes(noise);
    Path archive = world.release(go.put("src/noise", noise));
    world.environment.put("GOSUMDB", "off");
    byte[] evil =
        Files.readAllBytes(
            TinyGo.linux("go1.27.0")
                .put("src/fmt/print.go", "package evil\n")
                .archive(Files.createDirectories(folder.resolve("evil"))));
    byte[] padded = Arrays.copyOf(evil, (int) Files.size(archive));
    world.server.put("/evil/" + archive.getFileName(), padded);
    world.server.mode("/evil/" + archive.getFileName(), Mode.good().slow(1_000_000));
    world.environment.put("ARCHCHECK_GO_MIRRORS", world.server.url() + "evil/");
    Path print = installed().goroot().resolve("src/fmt/print.go");
    assertThat(print).hasContent("package fmt\n");
  }

  @Test
  void whatTheLogLeavesOutIsLeftOutWhereOnlyTheLogProves() throws Exception {
    Path archive = world.log(go).release(go);
    world.environment.put("ARCHCHECK_GO_DL", "http://127.0.0.1:1/");
    World.Outcome outcome =
        world.run(
            "toolchain",
            "install",
            "--offline",
            "--require",
            "log",
            "--target",
            "linux/amd64",
            archive.toString());
    assertThat(outcome.exit()).as("no log without a network: " + outcome).isEqualTo(3);

    world.run("toolchain", "lock", "--target", "linux/amd64", "1.27.0");
    outcome =
        world.run(
            "toolchain",
            "install",
            "--require",
            "log",
            "--target",
            "linux/amd64",
            archive.toString());
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.err()).contains("1 files were left out").contains("api");
    Path root = world.store().find(go.toolchain()).orElseThrow().goroot();
    assertThat(root.resolve("api")).doesNotExist();
    assertThat(root.resolve("bin/go")).isExecutable();
    assertThat(world.run("toolchain", "verify").exit()).isZero();
  }

  @Test
  void aTreeWithWhatNoHashSpeaksOfIsNotIntact() throws Exception {
    world.log(go).release(go);
    Path root = folder.resolve("go");
    copy(installed().goroot(), root);
    String tree = root.toString();
    World.Outcome outcome = world.run("toolchain", "verify", tree);
    assertThat(outcome.exit()).as(outcome.toString()).isZero();

    Path link = Files.createSymbolicLink(root.resolve("src/fmt/d.go"), Path.of("nowhere"));
    isDifferent(tree, "d.go");
    Files.delete(link);
    Path circle = Files.createSymbolicLink(root.resolve("src/fmt/up"), root);
    isDifferent(tree, "up");
    Files.delete(circle);
    Path pipe = root.resolve("src/fmt/pipe.go");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    isDifferent(tree, "pipe.go");
    Files.delete(pipe);
    Path odd = root.resolve("src/fmt");
    // A name that is no UTF-8: the shell can make it, and Go compiles it.
    run("printf 'package fmt\\n' > \"" + odd + "/$(printf '\\377').go\"");
    isDifferent(tree, "refuted  log");
    run("rm \"" + odd + "/$(printf '\\377').go\"");
    run("printf x > '" + odd + "/a\nb.go'");
    isDifferent(tree, "");
    run("rm '" + odd + "/a\nb.go'");
    Files.writeString(root.resolve("src/_go.mod"), "module std\n");
    assertThat(world.run("toolchain", "verify", tree).exit()).as("as the go command does").isZero();
    Files.writeString(root.resolve("src/go.mod"), "module evil\n");
    isDifferent(tree, "");
    Files.delete(root.resolve("src/go.mod"));
    assertThat(world.run("toolchain", "verify", tree).exit()).as("never run yet").isZero();
  }

  /** Here a backslash is a character of a name, and no file is taken for another by it. */
  @Test
  void aBackslashHidesNothing() throws Exception {
    world.log(go).release(go);
    Path root = installed().goroot();
    Path copy = Files.copy(root.resolve("bin/go"), root.resolve("bin\\go"));
    byte[] program = Files.readAllBytes(root.resolve("bin/go"));
    Files.write(root.resolve("bin/go"), Arrays.copyOf(program, program.length + 1));
    sealedIsDifferent("changed  bin/go", "bin\\go");
    Files.write(root.resolve("bin/go"), program);
    sealedIsDifferent("extra", "bin\\go");
    Files.delete(copy);
    assertThat(world.run("toolchain", "verify").exit()).isZero();
    Path link = Files.createSymbolicLink(root.resolve("bin\\gofmt"), Path.of("/etc/passwd"));
    sealedIsDifferent("extra", "bin\\gofmt");
    Files.delete(link);
    assertThat(world.run("toolchain", "verify").exit()).isZero();
  }

  private void sealedIsDifferent(String... texts) {
    World.Outcome outcome = world.run("toolchain", "verify", "--offline");
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
    assertThat(outcome.out()).contains(texts);
  }

  private void isDifferent(String tree, String name) {
    World.Outcome outcome = world.run("toolchain", "verify", tree);
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
    assertThat(outcome.out()).contains("differs").contains(name);
  }

  private static void run(String script) throws Exception {
    assertThat(new ProcessBuilder("bash", "-c", script).inheritIO().start().waitFor()).isZero();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
    Files.setPosixFilePermissions(
        to.resolve("bin/go"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  @Timeout(60)
  void aPipeInPlaceOfVersionIsNotWaitedFor() throws Exception {
    Path root = Files.createDirectories(folder.resolve("pipes"));
    assertThat(new ProcessBuilder("mkfifo", root.resolve("VERSION").toString()).start().waitFor())
        .isZero();
    assertThat(world.run("toolchain", "verify", root.toString()).exit()).isEqualTo(3);
  }

  @Test
  void versionsWithoutSealOrTreeAreNotPassedOver() throws Exception {
    world.log(go).release(go);
    Installed one = installed();
    Path hidden = folder.resolve("seal");
    Files.move(one.seal(), hidden);
    World.Outcome outcome = world.run("toolchain", "verify");
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.out()).contains("go1.27.0.linux-amd64").contains("not checked");
    assertThat(world.run("toolchain", "verify", "1.27.0", "--target", "linux/amd64").exit())
        .isEqualTo(3);
    assertThat(world.run("toolchain", "uninstall", "go1.27.0.linux-amd64").exit()).isZero();
    assertThat(one.folder()).doesNotExist();
  }

  @Test
  void aTreeThatIsALinkIsNotItsOwn() throws Exception {
    world.log(go).release(go);
    Installed one = installed();
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(one.goroot(), elsewhere);
    Files.createSymbolicLink(one.goroot(), elsewhere);
    assertThat(world.run("toolchain", "verify").exit()).isEqualTo(1);
  }

  @Test
  void aSealThatIsTooLargeIsDamaged() throws Exception {
    world.log(go).release(go);
    Installed one = installed();
    try (RandomAccessFile seal = new RandomAccessFile(one.seal().toFile(), "rw")) {
      seal.setLength(3L << 30);
    }
    World.Outcome outcome = world.run("toolchain", "verify");
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(world.install("1.27.0").exit()).isEqualTo(3);
  }

  @Test
  void anArchiveWithOneModuleFileTwiceIsRefused() throws Exception {
    go.put("src/_go.mod", "module evil\n");
    world.environment.put("GOSUMDB", "off");
    world.release(go);
    World.Outcome outcome = world.install("1.27.0");
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
    assertThat(outcome.out()).contains("colliding-names");
    assertThat(world.left()).isEmpty();
  }

  @Test
  void whatIsInstalledAlreadySaysNothingOfAnotherFileOrAHigherDemand() throws Exception {
    Path archive = world.release(go);
    String log = world.environment.put("GOSUMDB", "off");
    installed();
    World.Outcome outcome =
        world.run("toolchain", "install", "--require", "log", "--target", "linux/amd64", "1.27.0");
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.out()).contains("--reinstall replaces it");
    world.environment.put("GOSUMDB", log);

    Path other = Files.createDirectories(folder.resolve("other")).resolve(archive.getFileName());
    Files.write(other, "root:x:0:0".getBytes(StandardCharsets.UTF_8));
    outcome = world.run("toolchain", "install", "--target", "linux/amd64", other.toString());
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    outcome = world.run("toolchain", "install", "--target", "linux/amd64", archive.toString());
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.out()).contains("its files were not looked at now");
  }

  @Test
  void aProofInTheSealThatDoesNotHoldIsAskedForAnew() throws Exception {
    world.log(go).release(go);
    Installed one = installed();
    String text = Files.readString(one.seal()).replaceFirst("log-proof .*", "log-proof bm9uZQ==");
    String body = text.substring(0, text.lastIndexOf("end "));
    byte[] digest =
        java.security.MessageDigest.getInstance("SHA-256")
            .digest(body.getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        one.seal(), body + "end " + java.util.HexFormat.of().formatHex(digest) + "\n");
    World.Outcome outcome = world.run("toolchain", "verify");
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.out()).contains("does not hold").contains("proven   log");
    world.environment.put("GOSUMDB", "off");
    assertThat(world.run("toolchain", "verify", "--seal-only").exit()).isEqualTo(3);
  }
}
