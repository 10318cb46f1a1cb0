package dev.archcheck.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.archcheck.e2e.Checkout.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real launcher and the packaged program, in a copy of the checkout whose path has a space. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "scripts/archcheck is a POSIX script")
class LauncherIT {
  private static final String SOURCE = "cli/src/main/java/dev/archcheck/cli/Main.java";

  @TempDir Path folder;
  private Checkout checkout;
  private Outcome expected;

  @BeforeEach
  void startOnce() throws Exception {
    checkout = Checkout.in(folder);
    expected = checkout.run("--version");
    assertThat(expected.exit()).as(expected.err()).isZero();
    assertThat(expected.out()).startsWith("archcheck ");
    assertThat(expected.err()).isEmpty();
  }

  /** The tests below that need a cache are skipped where a JVM makes none; HotSpot always does. */
  @Test
  void hotSpotMakesACache() throws Exception {
    assumeThat(System.getProperty("java.vm.name")).containsAnyOf("HotSpot", "OpenJDK");
    assertThat(checkout.usesCache()).isTrue();
  }

  @Test
  void existingBuildStartsWithoutMaven() throws Exception {
    assertThat(checkout.run("--version")).isEqualTo(expected);
    assertThat(checkout.builds()).isZero();
  }

  @Test
  void jarReplacedUnderAWarmCacheIsBuiltAgain() throws Exception {
    assumeThat(checkout.usesCache()).isTrue();
    replaceJar();
    assertBuildIsAskedFor();
  }

  @Test
  void damagedJarIsBuiltAgain() throws Exception {
    cutInHalf(checkout.jar());
    assertBuildIsAskedFor();
  }

  @Test
  void jarWithOtherContentsAndItsOldTimeIsBuiltAgain() throws Exception {
    FileTime time = Files.getLastModifiedTime(checkout.jar());
    byte[] jar = Files.readAllBytes(checkout.jar());
    jar[jar.length / 2] ^= 1;
    Files.write(checkout.jar(), jar);
    Files.setLastModifiedTime(checkout.jar(), time);
    assertBuildIsAskedFor();
  }

  @Test
  void argumentsPassUntouched() throws Exception {
    replaceJar();
    record(Digest.sha256(checkout.jar()), "", "");
    assertThat(checkout.run("a b", "", "*", "$HOME", "it's", "\"q\"", "two\nlines").out())
        .isEqualTo("replaced\n[a b]\n[]\n[*]\n[$HOME]\n[it's]\n[\"q\"]\n[two\nlines]\n");
  }

  @Test
  void lostCacheIsMadeAgain() throws Exception {
    assumeThat(checkout.usesCache()).isTrue();
    Files.delete(checkout.cache());
    assertCacheIsMadeAgain();
  }

  @Test
  void damagedCacheIsMadeAgain() throws Exception {
    assumeThat(checkout.usesCache()).isTrue();
    cutInHalf(checkout.cache());
    assertCacheIsMadeAgain();
  }

  @Test
  void cacheThatCannotBeMadeIsTriedOnce() throws Exception {
    assumeThat(checkout.usesCache()).isTrue();
    Files.write(checkout.cache(), new byte[(int) Files.size(checkout.cache())]);
    Files.writeString(checkout.root().resolve("cli/target/aot-training"), "no folder");
    Outcome outcome = checkout.run("--version");
    assertThat(outcome.out()).isEqualTo(expected.out());
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.err()).contains("no start-up cache could be made");
    assertThat(checkout.run("--version")).isEqualTo(expected);
    assertThat(checkout.usesCache()).isFalse();
  }

  /** The case that no launcher can see in time: the JVM itself must take it without a word. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4096, 1 << 20})
  void jvmTakesADamagedCacheWithoutAWord(int length) throws Exception {
    assumeThat(checkout.usesCache()).isTrue();
    Outcome help = checkout.run("--help");
    try (RandomAccessFile cache = new RandomAccessFile(checkout.cache().toFile(), "rw")) {
      cache.setLength(length);
    }
    forgiveTheCache();
    assertThat(checkout.run("--help")).isEqualTo(help);
  }

  @Test
  void startsFromAnyFolderThroughSymbolicLinks() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin dir"));
    Path link = Files.createSymbolicLink(bin.resolve("direct"), checkout.launcher());
    Path relative =
        Files.createSymbolicLink(
            bin.resolve("archcheck"), Path.of("../a checkout/scripts/archcheck"));
    Path chain = Files.createSymbolicLink(bin.resolve("chain"), Path.of("archcheck"));
    for (Path program : new Path[] {link, relative, chain}) {
      assertThat(checkout.start(bin, Map.of(), program.toString(), "--version").await())
          .isEqualTo(expected);
    }
  }

  @Test
  void startsByRelativePathWithCdpathSet() throws Exception {
    Map<String, String> cdpath = Map.of("CDPATH", checkout.root() + ":" + folder + ":/");
    Path scripts = checkout.root().resolve("scripts");
    for (String name : new String[] {"./archcheck", "../scripts/archcheck", "lib/../archcheck"}) {
      assertThat(checkout.start(scripts, cdpath, "sh", name, "--version").await())
          .isEqualTo(expected);
    }
    assertThat(
            checkout.start(checkout.root(), cdpath, "sh", "scripts/archcheck", "--version").await())
        .isEqualTo(expected);
  }

  @Test
  void touchedSourceIsNotBuiltAgain() throws Exception {
    Files.setLastModifiedTime(
        checkout.root().resolve(SOURCE), FileTime.fromMillis(System.currentTimeMillis()));
    assertThat(checkout.run("--version")).isEqualTo(expected);
    assertThat(checkout.builds()).isZero();
  }

  @Test
  void changedSourceIsBuiltAlthoughItsTimeIsOld() throws Exception {
    Path source = checkout.root().resolve(SOURCE);
    FileTime time = Files.getLastModifiedTime(source);
    Files.writeString(source, Files.readString(source) + "\n");
    Files.setLastModifiedTime(source, time);
    assertBuildIsAskedFor();
  }

  @Test
  void deletedSourceIsNoticed() throws Exception {
    Files.delete(checkout.root().resolve(SOURCE));
    assertBuildIsAskedFor();
  }

  @Test
  void newSourceIsNoticed() throws Exception {
    Files.writeString(checkout.root().resolve(SOURCE).resolveSibling("New.java"), "class New {}\n");
    assertBuildIsAskedFor();
  }

  @Test
  void changedPomIsNoticed() throws Exception {
    Path pom = checkout.root().resolve("verify/pom.xml");
    Files.writeString(pom, Files.readString(pom) + "\n");
    assertBuildIsAskedFor();
  }

  @Test
  void twoFirstUsesBuildOnce() throws Exception {
    Path source = checkout.root().resolve(SOURCE);
    Files.writeString(source, Files.readString(source) + "\n");
    checkout.maven(
        "sleep 2; sed 's/^[0-9a-f]*  //' cli/target/dist/sources | tr '\\n' '\\0' |"
            + " xargs -0 sha256sum > listed && mv listed cli/target/dist/sources");
    var first = checkout.start(folder, Map.of(), checkout.launcher().toString(), "--version");
    var second = checkout.start(folder, Map.of(), checkout.launcher().toString(), "--version");
    assertThat(first.await().out()).isEqualTo(expected.out());
    assertThat(second.await().out()).isEqualTo(expected.out());
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void olderJavaOnPathIsPassedOver() throws Exception {
    Path jdk17 = jdk("17.0.15");
    Map<String, String> environment =
        Map.of("PATH", jdk17.resolve("bin") + ":/usr/bin:/bin", "JAVA_HOME", jdk17.toString());
    assertThat(checkout.runWith(environment, "--version")).isEqualTo(expected);
  }

  @Test
  void namedJdkThatDoesNotFitIsNeverPassedOver() throws Exception {
    Path jdk17 = jdk("17.0.15");
    Outcome outcome =
        checkout.runWith(Map.of("ARCHCHECK_JAVA_HOME", jdk17.toString()), "--version");
    assertThat(outcome.exit()).isEqualTo(4);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("ARCHCHECK_JAVA_HOME", "17.0.15", "hint: install a JDK 25");
  }

  @Test
  void jvmOfAnotherBuildRunsWithoutTheCache() throws Exception {
    Path other = jdk("25.0.99");
    Checkout.script(
        other.resolve("bin/java"), "case \"$*\" in *AOTCache*) echo cache ;; *) echo none ;; esac");
    assertThat(checkout.runWith(Map.of("JAVA_HOME", other.toString()), "--help").out())
        .isEqualTo("none\n");
  }

  @Test
  void findingsEndWithOneAndAJvmThatDoesNotStartWithFour() throws Exception {
    Path wrong = folder.resolve("lib_linux_mips.so");
    Files.copy(anElfFile(), wrong);
    assertThat(checkout.run("verify", wrong.toString()).exit()).isEqualTo(1);

    Outcome outcome =
        checkout.runWith(Map.of("JDK_JAVA_OPTIONS", "-XX:NoSuchOption=1"), "--version");
    assertThat(outcome.exit()).isEqualTo(4);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("NoSuchOption", "Java did not start");
  }

  @Test
  void signalToTheLauncherEndsTheProgram() throws Exception {
    var running = checkout.start(folder, Map.of(), checkout.launcher().toString(), "inspect", "-");
    while (running.process().descendants().noneMatch(LauncherIT::isJava)) {
      assertThat(running.process().isAlive()).isTrue();
      Thread.sleep(10);
    }
    var java = running.process().descendants().filter(LauncherIT::isJava).findFirst().orElseThrow();
    running.process().destroy();
    assertThat(running.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    java.onExit().get(30, TimeUnit.SECONDS);
    assertThat(running.process().exitValue()).isEqualTo(128 + 15);
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("/java");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "", "xx_YY.UTF-8"}) // the last is installed nowhere
  void namesOutsideAsciiAreOpenedInAnyLocale(String locale) throws Exception {
    // This JVM may not be able to name the file itself.
    Path script = folder.resolve("name");
    Checkout.script(
        script, "cp \"$2\" \"$(printf 'gr\\303\\274n.so')\" && exec \"$1\" inspect *.so");
    Map<String, String> environment = Map.of("LC_ALL", locale, "LC_CTYPE", locale, "LANG", locale);
    Outcome outcome =
        checkout
            .start(
                Files.createDirectories(folder.resolve("empty")),
                environment,
                script.toString(),
                checkout.launcher().toString(),
                anElfFile().toString())
            .await();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).startsWith("gr\u00fcn.so  ELF");
  }

  @Test
  void aWorkingFolderThatIsGoneIsSaid() throws Exception {
    Path script = folder.resolve("gone");
    Checkout.script(
        script, "mkdir gone.d && cd gone.d && rmdir ../gone.d && exec \"$1\" --version");
    Outcome outcome =
        checkout
            .start(
                Files.createDirectories(folder.resolve("empty")),
                Map.of(),
                script.toString(),
                checkout.launcher().toString())
            .await();
    assertThat(outcome.exit()).isEqualTo(4);
    assertThat(outcome.err()).contains("the working folder is gone");
  }

  @Test
  void failedBuildSaysHowMavenEnded() throws Exception {
    Files.delete(checkout.root().resolve(SOURCE));
    checkout.maven("echo last words; kill -KILL $$");
    Outcome outcome = checkout.run("--version");
    assertThat(outcome.exit()).isEqualTo(4);
    assertThat(outcome.err()).contains("signal KILL", "launch-build.log", "last words");
  }

  private static Path anElfFile() {
    return Path.of(System.getProperty("java.home"), "lib", "libjli.so");
  }

  private void assertCacheIsMadeAgain() throws Exception {
    Outcome outcome = checkout.run("--version");
    assertThat(outcome.out()).isEqualTo(expected.out());
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.err()).contains("making it again (once)");
    assertThat(checkout.run("--version")).isEqualTo(expected);
    assertThat(checkout.usesCache()).isTrue();
    assertThat(checkout.builds()).isZero();
  }

  private static void cutInHalf(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
  }

  private void assertBuildIsAskedFor() throws Exception {
    Outcome outcome = checkout.run("--version");
    assertThat(checkout.builds()).isEqualTo(1);
    assertThat(outcome.exit()).isEqualTo(4);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("the build failed");
  }

  /** A JDK as far as its release file goes; its java only fails. */
  private Path jdk(String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve("jdk-" + version));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Checkout.script(home.resolve("bin/java"), "echo wrong java; exit 9");
    return home;
  }

  /** Puts a program with other code in place of the jar, in the same file. */
  private void replaceJar() throws IOException {
    Path source = folder.resolve("replacement/dev/archcheck/cli/Main.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        """
        package dev.archcheck.cli;
        public final class Main {
          public static void main(String[] args) {
            System.out.println("replaced");
            for (String arg : args) System.out.println("[" + arg + "]");
          }
        }
        """);
    Path classes = folder.resolve("classes");
    tool("javac", "-d", classes.toString(), source.toString());
    Path made = folder.resolve("made.jar");
    tool("jar", "--create", "--file", made.toString(), "-C", classes.toString(), ".");
    Files.write(checkout.jar(), Files.readAllBytes(made));
  }

  private static void tool(String name, String... arguments) {
    int exit = ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, arguments);
    assertThat(exit).as(name).isZero();
  }

  /** Writes the state of the damaged cache into the record, as if it had always been so. */
  private void forgiveTheCache() throws IOException {
    Path cache = checkout.cache();
    record(Digest.sha256(checkout.jar()), cache.getFileName().toString(), Digest.sha256(cache));
  }

  private void record(String jarDigest, String cache, String cacheDigest) throws IOException {
    Path build = checkout.jar().resolveSibling("build");
    var lines = Files.readAllLines(build);
    lines.set(1, jarDigest);
    lines.set(2, cache);
    lines.set(3, cacheDigest);
    Files.write(build, lines);
  }
}
