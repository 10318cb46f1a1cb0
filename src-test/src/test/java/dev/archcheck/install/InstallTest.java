package dev.archcheck.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Platform;
import dev.archcheck.servers.Mode;
import dev.archcheck.servers.TinyGo;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.host.HostProbe;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is installed and what is refused, with everything but the program played by the test. */
class InstallTest {

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void open() throws IOException {
    world = new World(folder);
  }

  @AfterEach
  void close() throws IOException {
    world.close();
  }

  private void isRefused(World.Outcome outcome, int exit, String why) throws IOException {
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(exit);
    assertThat(outcome.out() + outcome.err()).contains(why);
    assertThat(world.left()).isEmpty();
    assertThat(world.store().list()).isEmpty();
  }

  @Test
  void whatIsPublishedAndLoggedIsInstalled() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);

    World.Outcome outcome = world.install("1.27.0");

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.out())
        .contains("proven   log       log.test: record 0 has " + go.h1())
        .contains("proven   index")
        .contains("proven   sidecar")
        .contains("not had  signature");
    Installed installed = world.store().find(go.toolchain()).orElseThrow();
    assertThat(installed.goroot().resolve("src/go.mod")).hasContent("module std\n");
    assertThat(Files.isExecutable(installed.command())).isTrue();
    assertThat(Files.isExecutable(installed.goroot().resolve("VERSION"))).isFalse();
    assertThat(world.left()).containsExactly("versions/go1.27.0.linux-amd64");
    assertThat(world.run("toolchain", "verify").exit()).isZero();

    World.Outcome again = world.install("1.27.0");
    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("installed already");
  }

  @Test
  void theNewestOfALineAndTheNewestOfAllAreFound() throws Exception {
    for (String version : new String[] {"go1.26.9", "go1.26.10", "go1.27.0", "go1.28rc1"}) {
      TinyGo go = TinyGo.linux(version);
      Path archive = go.archive(folder.resolve("files"));
      world.log(go).server.release(version, !version.contains("rc"), archive);
    }
    assertThat(world.install("1.26").out()).contains("go1.26.10 for linux/amd64");
    assertThat(world.install("latest").out()).contains("go1.27.0 for linux/amd64");
    assertThat(world.install("1.28rc1").out()).contains("go1.28rc1 for linux/amd64");
    isNotPublished(world.install("1.28"));
    isNotPublished(world.install("1.25"));
    isNotPublished(world.run("toolchain", "install", "--target", "plan9/arm", "1.27.0"));
  }

  private static void isNotPublished(World.Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.out()).contains("not installed");
  }

  @Test
  void aWindowsZipWithoutAnySignatureIsProvenByTheLog() throws Exception {
    TinyGo go = new TinyGo(new GoToolchain("go1.27.0", "windows", "arm64"));
    world.log(go).release(go);
    World.Outcome outcome =
        world.run(
            "toolchain", "install", "--target", "windows/arm64", "--require", "log", "1.27.0");
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.out()).contains("is not published for such files").contains("proven   log");
    assertThat(world.run("toolchain", "verify").exit()).isZero();
  }

  @Test
  void whereTheListCannotBeAskedTheModuleProxyIs() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).module(go);
    world.environment.put("ARCHCHECK_GO_DL", "http://127.0.0.1:1/");
    World.Outcome outcome = world.install("1.27.0");
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.err()).contains("could not be asked");
    assertThat(outcome.out()).contains("proven   log").doesNotContain("index");
    Installed installed = world.store().find(go.toolchain()).orElseThrow();
    assertThat(installed.goroot().resolve("src/go.mod")).hasContent("module std\n");
    assertThat(Files.isExecutable(installed.command())).isTrue();
  }

  @Test
  void whereTheArchiveCannotBeHadTheModuleProxyIsAsked() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    Path archive = world.log(go).release(go);
    world.module(go);
    world.server.mode("/" + archive.getFileName(), Mode.good().status(404));
    World.Outcome outcome = world.install("1.27.0");
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.err()).contains("404");
    assertThat(outcome.out()).contains("golang.org/toolchain/@v/");
  }

  @Test
  void whereNobodyHasItEachReasonIsSaidInOrder() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    Path archive = world.log(go).release(go);
    world.module(go);
    String list = world.server.url() + "golang.org/toolchain/@v/list";
    String zip = world.server.url() + "golang.org/toolchain/@v/v0.0.1-go1.27.0.linux-amd64.zip";
    world.server.mode("/" + archive.getFileName(), Mode.good().status(404));
    world.server.mode(
        "/golang.org/toolchain/@v/" + zip.replaceAll(".*/", ""), Mode.good().status(403));
    World.Outcome outcome = world.install("1.27.0");
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(4);
    assertThat(outcome.err())
        .containsSubsequence(archive.getFileName() + ": ", "404", zip + ": ", "403 Forbidden");

    world.server.mode("/golang.org/toolchain/@v/list", Mode.good().status(403));
    world.environment.put("ARCHCHECK_GO_DL", "http://127.0.0.1:1/");
    World.Outcome none = world.install("1.27.1");
    assertThat(none.exit()).as(none.toString()).isEqualTo(4);
    assertThat(none.err())
        .containsSubsequence(
            "archcheck: http://127.0.0.1:1/", "refuses", list + ": ", "403", "go1.27.1", "404");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void aVersionThatNoListHasAndNobodyGivesIsNotPublished(int status) throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    world.module(go);
    String zip = "/golang.org/toolchain/@v/v0.0.1-go1.99.0.linux-amd64.zip";
    world.server.mode(zip, Mode.good().status(status));
    for (String command : new String[] {"install", "bundle"}) {
      World.Outcome outcome = world.run("toolchain", command, "--target", "linux/amd64", "1.99.0");
      assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
      assertThat(outcome.out()).contains("go1.99.0 is not published for linux/amd64");
      assertThat(outcome.err())
          .containsSubsequence("go1.99.0 is not in the list of", String.valueOf(status));
    }
    assertThat(world.store().downloads()).as("no partial file").isEmptyDirectory();

    world.environment.put("ARCHCHECK_GO_DL", "http://127.0.0.1:1/");
    World.Outcome byProxy = world.install("1.99.0");
    assertThat(byProxy.exit()).as("the list of the proxy" + byProxy).isEqualTo(3);
    world.server.mode(zip, Mode.good().status(500));
    World.Outcome broken = world.install("1.99.0");
    assertThat(broken.exit()).as("who is broken says nothing" + broken).isEqualTo(4);
  }

  @Test
  void aVersionThatNoListHasIsNotPublishedWhereThereIsNobodyElseToAsk() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    world.environment.put("GOPROXY", "off");
    World.Outcome outcome = world.install("1.99.0");
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.out()).contains("go1.99.0 is not published for linux/amd64");
    world.server.mode("/", Mode.good().status(500));
    World.Outcome old = world.install("1.99.0");
    assertThat(old.exit()).as("an old list is not the last word" + old).isEqualTo(4);
    assertThat(world.install("1.27.0").err())
        .containsPattern("the list of \\S+ is of \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ: ");
  }

  @Test
  void aVersionForThisMachineIsFollowedByTheNextStepUntilItIsInUse() throws Exception {
    Machine machine =
        new Machine(
            Path.of("/"), System.getProperty("os.name"), System.getProperty("os.arch"), Map.of());
    Platform host = new HostProbe(machine).probe().platform();
    TinyGo go = new TinyGo(new GoToolchain("go1.27.0", host.os().name(), host.arch().name()));
    world.log(go).release(go);
    World.Outcome done = world.run("toolchain", "install", "1.27.0");
    assertThat(done.exit()).as(done.toString()).isZero();
    assertThat(done.err())
        .containsPattern("(^|\n)\nnext: \\S*archcheck toolchain use 1\\.27\\.0\n");
    world.store().remove(go.toolchain(), host.os());
    assertThat(world.run("toolchain", "install", "--format=json", "1.27.0").err())
        .doesNotContain("next: ");
    assertThat(world.run("toolchain", "use", "1.27.0").exit()).isZero();
    world.store().remove(go.toolchain(), host.os());
    assertThat(world.run("toolchain", "install", "1.27.0").err()).doesNotContain("next: ");
    TinyGo other = new TinyGo(new GoToolchain("go1.27.0", "plan9", "arm"));
    world.log(other).release(other);
    World.Outcome foreign = world.run("toolchain", "install", "--target=plan9/arm", "1.27.0");
    assertThat(foreign.err()).doesNotContain("next: ");
  }

  private World.Outcome reinstall(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("toolchain", "install", "--reinstall", "--target", "linux/amd64", "1.27.0"));
    words.addAll(List.of(more));
    return world.run(words.toArray(String[]::new));
  }

  @Test
  void aChangedVersionIsReplacedByAWholeOne() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    assertThat(reinstall().exit()).as("what is not there is installed").isZero();
    Installed installed = world.store().find(go.toolchain()).orElseThrow();
    Files.writeString(installed.goroot().resolve("src/go.mod"), "module other\n");
    World.Outcome verified = world.run("toolchain", "verify");
    assertThat(verified.exit()).isEqualTo(1);
    assertThat(verified.err()).containsPattern("hint: .*toolchain install --reinstall .*1.27.0");
    assertThat(world.install("1.27.0").out()).contains("installed already");

    World.Outcome done = reinstall();
    assertThat(done.exit()).as(done.toString()).isZero();
    assertThat(done.out()).contains("installed in " + installed.goroot());
    assertThat(world.run("toolchain", "verify").exit()).isZero();
    assertThat(world.left()).containsExactly("versions/go1.27.0.linux-amd64");

    Files.writeString(installed.seal(), "no seal\n");
    assertThat(world.install("1.27.0").exit()).as("a damaged seal").isEqualTo(3);
    assertThat(reinstall().exit()).isZero();
    assertThat(world.run("toolchain", "verify").exit()).isZero();
  }

  @Test
  void whatCannotBeProvenOrHadReplacesNothing() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    Path archive = world.log(go).release(go);
    world.install("1.27.0");
    Installed installed = world.store().find(go.toolchain()).orElseThrow();
    Path mine = Files.writeString(installed.goroot().resolve("mine"), "x");
    String log = world.environment.put("GOSUMDB", "off");
    assertThat(reinstall("--require", "log").exit()).isEqualTo(3);
    world.environment.put("GOSUMDB", log);
    world.server.mode("/" + archive.getFileName(), Mode.good().corruptAt(100));
    assertThat(reinstall().exit()).isEqualTo(1);
    world.server.remove("/" + archive.getFileName());
    assertThat(reinstall().exit()).isEqualTo(4);
    assertThat(mine).exists();
    assertThat(world.left()).containsExactly("versions/go1.27.0.linux-amd64");
  }

  @Test
  void whatIsNotOursIsNotReplaced() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    world.install("1.27.0");
    Installed installed = world.store().find(go.toolchain()).orElseThrow();
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(installed.folder(), elsewhere);
    Files.createSymbolicLink(installed.folder(), elsewhere);
    World.Outcome refused = reinstall();
    assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.out()).contains("is not a folder that this program made");
    assertThat(installed.folder()).isSymbolicLink();
    assertThat(elsewhere.resolve("go/bin/go")).exists();
  }

  @Test
  void aVersionThatWasOnItsWayOutComesBackWhereNoneTookItsPlace() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    world.install("1.27.0");
    Installed installed = world.store().find(go.toolchain()).orElseThrow();
    Path staging = Files.createDirectories(world.store().root().resolve("staging"));
    Files.move(installed.folder(), staging.resolve(go.toolchain().name() + ".replaced-1-1"));
    TinyGo other = TinyGo.linux("go1.27.1");
    world.log(other).release(other);
    assertThat(world.install("1.27.1").exit()).isZero();
    assertThat(world.install("1.27.0").out()).contains("installed already");
    assertThat(world.run("toolchain", "verify").exit()).isZero();

    Files.createDirectories(staging.resolve(go.toolchain().name() + ".replaced-1-2/go"));
    assertThat(reinstall().exit()).isZero();
    assertThat(world.left())
        .containsExactly("versions/go1.27.0.linux-amd64", "versions/go1.27.1.linux-amd64");
  }

  @Test
  void timesAreSaidInSeconds() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    world.install("1.27.0");
    Installed installed = world.store().find(go.toolchain()).orElseThrow();
    Files.writeString(installed.goroot().resolve("src/go.mod"), "module other\n");
    assertThat(world.run("toolchain", "verify").out())
        .containsPattern("its seal of \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  }

  @Test
  void aModuleThatIsNotLoggedIsNotInstalled() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.module(go);
    world.log.publish(world.log.fillTo(5, "x").size());
    world.environment.put("ARCHCHECK_GO_DL", "http://127.0.0.1:1/");
    isRefused(world.install("1.27.0"), 3, "could be proven");
  }

  @Test
  void filesThatAreNotTheLoggedOnesAreRefused() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go);
    go.put("src/fmt/print.go", "package fmt // and a backdoor\n");
    world.release(go); // list and sidecar agree with it
    isRefused(world.install("1.27.0"), 1, "refuted  log");
  }

  @Test
  void aLogThatShowsAnotherTreeThanBeforeIsRefused() throws Exception {
    TinyGo first = TinyGo.linux("go1.26.0");
    world.log(first).release(first);
    assertThat(world.install("1.26.0").exit()).isZero();
    TinyGo go = TinyGo.linux("go1.27.0");
    try (World other = new World(folder.resolve("other"))) {
      // The same key, another history.
      var fork = new dev.archcheck.servers.LogDouble(world.log.signer());
      fork.fillTo(3, "forged");
      int index =
          fork.add(
              "golang.org/toolchain",
              go.toolchain().module().version(),
              go.h1(),
              "h1:8wlg68NqwW7eMnI1aABk/C2pDYXj8mrMY4TyRfiLeS0=");
      fork.publish(fork.size());
      assertThat(index).isPositive();
      other.release(go);
      other.server.handle(
          "/sumdb/fork/", path -> fork.answer(path.substring("/sumdb/fork/".length())));
      other.environment.put("ARCHCHECK_HOME", world.environment.get("ARCHCHECK_HOME"));
      other.environment.put(
          "GOSUMDB", fork.verifierKey() + " " + other.server.url() + "sumdb/fork");
      World.Outcome outcome = other.install("1.27.0");
      assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
      assertThat(outcome.out()).contains("does not begin with that of");
    }
    assertThat(world.left()).containsExactly("versions/go1.26.0.linux-amd64");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 700, 1500})
  void anArchiveWithAWrongByteIsRefused(int offset) throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    Path archive = world.log(go).release(go);
    world.server.mode("/" + archive.getFileName(), Mode.good().corruptAt(offset));
    World.Outcome outcome = world.install("1.27.0");
    assertThat(outcome.exit()).as(outcome.toString()).isIn(1, 4);
    assertThat(world.left()).isEmpty();
  }

  @Test
  void aBadMirrorIsPassedOver() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    Path archive = world.log(go).release(go);
    try (World bad = new World(folder.resolve("bad"))) {
      bad.server.put("/" + archive.getFileName(), archive);
      bad.server.mode("/" + archive.getFileName(), Mode.good().corruptAt(900));
      world.environment.put("ARCHCHECK_GO_MIRRORS", bad.server.url().toString());
      World.Outcome outcome = world.install("1.27.0");
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.err()).contains("its SHA-256 is");
    }
  }

  @Test
  void aCutConnectionIsTakenUpAgain() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0").fill(3000);
    Path archive = world.log(go).release(go);
    world.server.mode(
        "/" + archive.getFileName(), Mode.good().cutAfter(Files.size(archive) / 2).times(1));
    World.Outcome outcome = world.install("1.27.0");
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
  }

  @Test
  void aLoginPageInPlaceOfAnArchiveIsNamed() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    Path archive = world.log(go).release(go);
    world.server.mode("/" + archive.getFileName(), Mode.good().portal());
    isRefused(world.install("1.27.0"), 4, "page");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "go/../../evil | unsafe-name",
        "go/.. | unsafe-name",
        "/etc/evil | not-a-distribution",
        "../evil | not-a-distribution",
        "evil | not-a-distribution",
        "go2/file | not-a-distribution",
        "go/C:/evil | unsafe-name",
        "go/a\\..\\evil | unsafe-name",
        "go/file:stream | unsafe-name",
        "go/CON | unsafe-name",
        "go/src/nul.txt | unsafe-name",
        "go/src/com1.go | unsafe-name",
        "go/src/x. | unsafe-name",
        "go/src/. | unsafe-name",
        "go//src | unsafe-name",
        "go/src/a*b | unsafe-name",
        "go/VERSION | colliding-names",
        "go/version | colliding-names",
        "go/SRC/fmt/PRINT.go | colliding-names",
        "go/VERSION/below | colliding-names",
        "go/src | colliding-names",
      })
  void aDangerousNameIsRefused(String name, String reason) throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0").raw(name);
    world.log(go).release(go);
    isRefused(world.install("1.27.0"), 1, "[" + reason + "]");

    TinyGo zip = new TinyGo(new GoToolchain("go1.27.0", "windows", "amd64")).raw(name);
    world.log(zip).release(zip);
    World.Outcome outcome =
        world.run("toolchain", "install", "--target", "windows/amd64", "1.27.0");
    isRefused(outcome, 1, "[" + reason + "]");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  void linksAndDevicesAreRefused() throws Exception {
    byte[] types = {
      TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO, TarConstants.LF_CHR
    };
    for (byte type : types) {
      TinyGo go = TinyGo.linux("go1.27." + type).raw("go/link", type, "../../../etc/passwd");
      world.log(go).release(go);
      isRefused(world.install("1.27." + type), 1, "[unexpected-type]");
    }
    TinyGo zip =
        new TinyGo(new GoToolchain("go1.27.0", "windows", "amd64"))
            .raw("go/link", TarConstants.LF_SYMLINK, "../../../etc/passwd");
    world.log(zip).release(zip);
    isRefused(
        world.run("toolchain", "install", "--target", "windows/amd64", "1.27.0"),
        1,
        "[unexpected-type]");
  }

  @Test
  void anEntryOfFourGibibytesIsRefusedBeforeItIsUnpacked() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0").lying("go/big", 4L << 30);
    world.log(go).release(go);
    isRefused(world.install("1.27.0"), 1, "[too-large]");
  }

  @Test
  void anArchiveThatEndsInTheMiddleIsDamaged() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    Path archive = go.archive(folder.resolve("files"));
    byte[] whole = Files.readAllBytes(archive);
    for (int length : new int[] {20, whole.length / 2, whole.length - 1}) {
      Files.write(archive, java.util.Arrays.copyOf(whole, length));
      world.log(go).server.release("go1.27.0", true, archive);
      isRefused(world.install("1.27.0"), 3, "not installed");
    }
  }

  @Test
  void anotherVersionUnderTheNameIsRefused() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0").put("VERSION", "go1.26.0\n");
    world.log(go).release(go);
    isRefused(world.install("1.27.0"), 1, "[wrong-version]");
  }

  @Test
  void programsForAnotherArchitectureAreRefused() throws Exception {
    byte[] arm = Files.readAllBytes(dev.archcheck.testkit.Corpus.fixture("elf/linux-arm64-exe"));
    for (String path : new String[] {"bin/go", "pkg/tool/linux_amd64/link"}) {
      TinyGo go = TinyGo.linux("go1.27.0").put(path, arm);
      world.log(go).release(go);
      isRefused(world.install("1.27.0"), 1, "[wrong-platform]");
    }
  }

  @Test
  void aDistributionWithoutToolsIsRefused() throws Exception {
    TinyGo go =
        TinyGo.linux("go1.27.0")
            .without("pkg/tool/linux_amd64/compile")
            .without("pkg/tool/linux_amd64/link");
    world.log(go).release(go);
    isRefused(world.install("1.27.0"), 1, "[wrong-platform]");
  }

  @Test
  void whatIsDemandedAndNotProvenIsNotInstalled() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.release(go);
    world.environment.put("GOSUMDB", "off");
    World.Outcome outcome =
        world.run("toolchain", "install", "--target", "linux/amd64", "--require", "log", "1.27.0");
    isRefused(outcome, 3, "GOSUMDB is off");
    assertThat(world.install("1.27.0").exit()).isZero(); // the list is enough by default
  }

  @Test
  void aReleaseWithoutAnyDigestIsUnverifiable() throws Exception {
    TinyGo go = TinyGo.linux("go1.5.2");
    Path archive = go.archive(folder.resolve("files"));
    world.server.put("/" + archive.getFileName(), archive);
    world.server.row("go1.5.2", true, archive.getFileName().toString(), "", Files.size(archive));
    isRefused(world.install("1.5.2"), 3, "lists no SHA-256");
  }

  @Test
  void tenAtOnceInstallOneVersionOnce() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0").fill(2000);
    world.log(go).release(go);
    List<Callable<World.Outcome>> jobs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      jobs.add(() -> world.install("1.27.0"));
    }
    int fresh = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(10)) {
      for (Future<World.Outcome> one : pool.invokeAll(jobs)) {
        assertThat(one.get().exit()).as(one.get().toString()).isZero();
        fresh += one.get().out().contains("installed already") ? 0 : 1;
      }
    }
    assertThat(fresh).isEqualTo(1);
    assertThat(world.left()).containsExactly("versions/go1.27.0.linux-amd64");
    assertThat(world.run("toolchain", "verify").exit()).isZero();
  }

  @Test
  void leftoversOfAKilledRunAreCleared() throws Exception {
    Path staging = world.store().root().resolve("staging");
    Files.createDirectories(staging.resolve("go1.27.0.linux-amd64.1-1/go/bin"));
    Files.createDirectories(staging.resolve("go1.20.linux-amd64.2-2/go"));
    Path halfway = world.store().versions().resolve("go1.27.0.linux-amd64/go");
    Files.createDirectories(halfway); // as if somebody had taken the seal away
    assertThat(world.store().list()).isEmpty();
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    assertThat(world.install("1.27.0").exit()).isZero();
    assertThat(world.left()).containsExactly("versions/go1.27.0.linux-amd64");
  }

  @Test
  void aStoreThatCannotBeWrittenIsSaidSo() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    Path file = Files.writeString(folder.resolve("no folder"), "");
    world.environment.put("ARCHCHECK_HOME", file.resolve("store").toString());
    World.Outcome outcome = world.install("1.27.0");
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(4);
    assertThat(outcome.err()).contains("no folder");
  }

  @Test
  void everyKindOfChangeToATreeIsNamed() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    world.install("1.27.0");
    Path root = world.store().find(go.toolchain()).orElseThrow().goroot();
    Files.writeString(root.resolve("src/fmt/print.go"), "package fmt // changed\n");
    Files.delete(root.resolve("bin/gofmt"));
    Files.writeString(root.resolve("bin/mine"), "");
    Files.setPosixFilePermissions(
        root.resolve("VERSION"), PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.createSymbolicLink(root.resolve("src/link"), Path.of("/etc"));
    World.Outcome outcome = world.run("toolchain", "verify", "1.27.0", "--target", "linux/amd64");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out())
        .containsPattern("changed +src/fmt/print.go")
        .containsPattern("missing +bin/gofmt")
        .containsPattern("extra +bin/mine +go install")
        .containsPattern("mode +VERSION +is 0777, should be 0644")
        .containsPattern("extra +src/link +a symbolic link")
        .contains("refuted  log");
  }

  @Test
  void emptyFoldersAreNamedAndThoseOfMissingFilesAreNot() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0").raw("go/misc/", TarConstants.LF_DIR, "");
    world.log(go).release(go);
    assertThat(world.install("1.27.0").exit()).isZero();
    Installed installed = world.store().find(go.toolchain()).orElseThrow();
    assertThat(world.run("toolchain", "verify").exit()).isZero();

    Files.createDirectories(installed.goroot().resolve("src/new/deep"));
    Files.delete(installed.goroot().resolve("src/fmt/print.go"));
    World.Outcome outcome = world.run("toolchain", "verify");
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
    assertThat(outcome.out())
        .containsPattern("extra +src/new/deep/.*an empty folder")
        .containsPattern("missing +src/fmt/print.go")
        .doesNotContain("src/fmt/ ", "src/fmt/:");
  }

  @Test
  void whoeverWritesTreeAndSealAnewIsFoundByTheLog() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    world.install("1.27.0");
    Installed installed = world.store().find(go.toolchain()).orElseThrow();
    changeTreeAndSeal(installed);
    World.Outcome outcome = world.run("toolchain", "verify");
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
    assertThat(outcome.out()).contains("refuted  log").doesNotContain("changed");
  }

  @Test
  void whoeverTakesTheProofOutOfTheSealAsWellIsFoundByAskingTheLog() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    world.install("1.27.0");
    Installed installed = world.store().find(go.toolchain()).orElseThrow();
    changeTreeAndSeal(installed);
    rewriteSeal(installed, text -> text.replaceFirst("log-proof .*", "log-proof "));
    World.Outcome outcome = world.run("toolchain", "verify");
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
    assertThat(outcome.out()).contains("refuted  log").contains("differs from the log");

    assertThat(world.run("toolchain", "verify", "--offline").exit())
        .as("the proof that the log's memory keeps")
        .isEqualTo(1);
    world.environment.put("GOSUMDB", "off");
    World.Outcome unknown = world.run("toolchain", "verify");
    assertThat(unknown.exit()).as(unknown.toString()).isEqualTo(3);
    assertThat(unknown.out()).contains("not had  log").contains("not checked");
  }

  @Test
  void aVersionThatNoLogProvedCountsAsCheckedOnlyWhereItsSealIsBelieved() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.release(go);
    world.environment.put("GOSUMDB", "off");
    assertThat(world.install("1.27.0").exit()).isZero();
    World.Outcome outcome = world.run("toolchain", "verify");
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.out()).contains("the setting GOSUMDB is off");
    World.Outcome believed = world.run("toolchain", "verify", "--seal-only");
    assertThat(believed.exit()).as(believed.toString()).isZero();
    assertThat(believed.out()).contains("the seal holds no proof").doesNotContain("proven   log");

    Path file =
        world.store().find(go.toolchain()).orElseThrow().goroot().resolve("src/fmt/print.go");
    Files.writeString(file, "package fmt\n//");
    assertThat(world.run("toolchain", "verify", "--seal-only").exit()).isEqualTo(1);
  }

  @Test
  void whatIsDamagedInASealIsSaidInItsOwnWordsWithItsLine() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    world.install("1.27.0");
    Installed installed = world.store().find(go.toolchain()).orElseThrow();
    String[][] changes = {
      {"log-proof .*", "log-proof !", ":8: the seal is damaged: 'log-proof' has no such value"},
      {"installed .*", "installed soon", ":3: the seal is damaged: 'installed' has no such value"},
      {"asked .*", "asked kindly", ":4: the seal is damaged: 'asked' has no such value"},
      {
        "archive (\\S+) .*",
        "archive $1 big",
        ":6: the seal is damaged: 'archive' has no such value"
      },
      {"proof log proven", "proof log sure", ":9: the seal is damaged: 'proof' has no such value"}
    };
    Path seal = installed.folder().resolve("seal");
    byte[] whole = Files.readAllBytes(seal);
    for (String[] change : changes) {
      rewriteSeal(installed, text -> text.replaceFirst("(?m)^" + change[0], change[1]));
      assertThat(world.run("toolchain", "verify").out()).as(change[1]).contains("seal" + change[2]);
      Files.write(seal, whole);
    }
    Files.writeString(seal, "x");
    assertThat(world.run("toolchain", "verify").out())
        .contains("seal: the seal is damaged: its last line is not the SHA-256");
  }

  @Test
  void theLogIsAskedWhereTheSealHoldsNoProof() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.release(go);
    String log = world.environment.put("GOSUMDB", "off");
    assertThat(world.install("1.27.0").exit()).isZero();
    world.log(go).environment.put("GOSUMDB", log);
    World.Outcome outcome = world.run("toolchain", "verify");
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.out()).contains("proven   log").contains("intact");
  }

  private void changeTreeAndSeal(Installed installed) throws Exception {
    Path file = installed.goroot().resolve("src/fmt/print.go");
    String before = sha256(file);
    Files.writeString(file, "package fmt\n//");
    String after = sha256(file);
    rewriteSeal(
        installed, text -> text.replace(before, after).replace(" 12 src/fmt", " 14 src/fmt"));
  }

  private void rewriteSeal(Installed installed, UnaryOperator<String> change) throws Exception {
    String text = change.apply(Files.readString(installed.seal()));
    String body = text.substring(0, text.lastIndexOf("end "));
    Path draft = Files.writeString(folder.resolve("draft"), body);
    Files.writeString(installed.seal(), body + "end " + sha256(draft) + "\n");
  }

  @Test
  void aDamagedSealProvesNothing() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    world.install("1.27.0");
    Path seal = world.store().find(go.toolchain()).orElseThrow().seal();
    byte[] whole = Files.readAllBytes(seal);
    for (int at = 0; at < whole.length; at += 37) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(seal, damaged);
      World.Outcome outcome = world.run("toolchain", "verify");
      assertThat(outcome.exit()).as("byte " + at).isEqualTo(3);
    }
    for (int length = 0; length < whole.length; length += 61) {
      Files.write(seal, java.util.Arrays.copyOf(whole, length));
      assertThat(world.run("toolchain", "verify").exit()).as("cut at " + length).isEqualTo(3);
    }
  }

  private static String sha256(Path file) throws Exception {
    return java.util.HexFormat.of()
        .formatHex(
            java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  @Test
  void anUninstalledVersionIsGone() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    world.install("1.27.0");
    assertThat(world.run("toolchain", "uninstall", "--target", "linux/amd64", "1.27.0").exit())
        .isZero();
    assertThat(world.left()).isEmpty();
    assertThat(world.store().root().resolve("locks")).isEmptyDirectory();
    assertThat(world.store().downloads()).isEmptyDirectory();
    assertThat(world.run("toolchain", "uninstall", "--target", "linux/amd64", "1.27.0").exit())
        .isEqualTo(3);
  }

  @Test
  void aVersionThatIsNotInstalledIsTheSameToEveryCommand() throws Exception {
    for (String[] words :
        new String[][] {
          {"verify", "1.27.0"},
          {"verify", folder.resolve("nowhere").toString()},
          {"uninstall", "1.27.0"},
          {"use", "1.27.0"},
          {"which", "1.27.0"},
          {"env", "--shell=bash", "1.27.0"}
        }) {
      String[] all = new String[words.length + 1];
      all[0] = "toolchain";
      System.arraycopy(words, 0, all, 1, words.length);
      World.Outcome outcome = world.run(all);
      assertThat(outcome.exit()).as(words[0] + outcome).isEqualTo(3);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).contains("hint: ");
    }
    for (String command : new String[] {"verify", "uninstall", "use", "which"}) {
      World.Outcome outcome = world.run("toolchain", command, "fast");
      assertThat(outcome.exit()).as(command + outcome).isEqualTo(2);
      assertThat(outcome.err()).contains("'fast' is no version of Go");
    }
  }

  @Test
  void whatIsNamedAndNotInstalledDoesNotKeepTheOthersFromBeingVerified() throws Exception {
    TinyGo go = TinyGo.linux("go1.27.0");
    world.log(go).release(go);
    world.install("1.27.0");
    String name = go.toolchain().name();
    World.Outcome intact = world.run("toolchain", "verify", "1.26.0", name);
    assertThat(intact.exit()).as(intact.toString()).isEqualTo(3);
    assertThat(intact.out()).contains("intact");
    Installed installed = world.store().find(go.toolchain()).orElseThrow();
    Files.writeString(installed.goroot().resolve("src/go.mod"), "module other\n");
    assertThat(world.run("toolchain", "verify", "1.26.0", name).exit()).isEqualTo(1);
  }
}
