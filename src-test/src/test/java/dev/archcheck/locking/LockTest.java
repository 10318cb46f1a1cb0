package dev.archcheck.locking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.cli.Main;
import dev.archcheck.locking.Site.Result;
import dev.archcheck.servers.LogDouble;
import dev.archcheck.servers.ReleaseServer;
import dev.archcheck.servers.TinyGo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class LockTest {

  private static final String NAME = "go1.27.0.linux-amd64";
  private static final String TARGET = "--target=linux/amd64";

  @TempDir Path folder;

  private Site site;
  private Path archive;
  private Path lock;

  @BeforeEach
  void start() throws IOException {
    site = new Site(folder);
    archive = TinyGo.saying("good").archive(folder.resolve("a"));
    site.log.fillTo(300, "others");
    site.publish(archive, Site.AMD64);
    lock = folder.resolve("go-toolchain.lock");
  }

  @AfterEach
  void stop() throws IOException {
    site.close();
  }

  private Result lock() {
    return site.run("lock", "--output=" + lock, TARGET, "1.27.0");
  }

  private Result install(String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "install";
    words[1] = TARGET;
    words[2] = "--locked=" + lock;
    System.arraycopy(more, 0, words, 3, more.length);
    return site.run(words);
  }

  private String lockedAnew() throws IOException {
    Result locked = lock();
    assertThat(locked.code()).as("%s", locked).isZero();
    site.freshStore();
    return Files.readString(lock);
  }

  @Test
  void locksWithoutDownloadingArchives() throws IOException {
    String text = lockedAnew();
    assertThat(text)
        .startsWith("archcheck/toolchain-lock/1\nversion go1.27.0\nlog log.example.org\n")
        .contains("platform linux/amd64\nfile " + NAME + ".tar.gz\n")
        .contains("\nsha256 " + ReleaseServer.sha256(archive) + "\n")
        .contains("\nsize " + Files.size(archive) + "\n")
        .contains("\nh1 " + Site.h1(archive, Site.AMD64) + "\nindex 300\nproof\n")
        .contains("| c2sp.org/tlog-proof@v1\n");
    assertThat(site.server.requests()).noneMatch(it -> it.path().endsWith(".tar.gz"));
    assertThat(lockedAnew()).isEqualTo(text);
  }

  @Test
  void locksAllPlatformsInOrderAndSaysWhatIsAbsent() throws IOException {
    site.server.row("go1.27.0", true, "go1.27.0.windows-arm64.zip", "ab".repeat(32), 64_000_000);
    site.server.row("go1.27.0", true, "go1.27.0.linux-armv6l.tar.gz", "", 0);
    Result locked = site.run("lock", "--output=" + lock, "1.27");
    assertThat(locked.code()).as("%s", locked).isEqualTo(3);
    String text = Files.readString(lock);
    assertThat(text.lines().filter(line -> line.startsWith("platform ")))
        .containsExactly("platform linux/amd64", "platform linux/arm", "platform windows/arm64");
    assertThat(text)
        .contains("h1 absent: the log has no record of it")
        .contains("sha256 absent: the list has none for it");
    assertThat(locked.err()).contains("--allow-missing");
    assertThat(site.run("lock", "--allow-missing", "--output=" + lock, "1.27").code()).isZero();
  }

  @Test
  void refusesVersionsAndPlatformsThatAreNotPublished() throws IOException {
    assertThat(site.run("lock", "--output=" + lock, "1.26.0").code()).isEqualTo(3);
    assertThat(site.run("lock", "--output=" + lock, "--target=plan9/arm", "1.27.0").code())
        .isEqualTo(3);
    assertThat(lock).doesNotExist();
  }

  @Test
  void refusesToLockByALogThatLies() throws IOException {
    site.log.answerInstead("lookup/golang.org/toolchain@v0.0.1-" + NAME, site.log.lookup(7));
    Result refused = lock();
    assertThat(refused.code()).as("%s", refused).isEqualTo(1);
    assertThat(lock).doesNotExist();
  }

  @Test
  void installsExactlyWhatIsLocked() throws IOException {
    String _ = lockedAnew();
    Result done = install("--require=log");
    assertThat(done.code()).as("%s", done).isZero();
    assertThat(done.out())
        .contains("proven   log       log.example.org by " + lock)
        .contains("proven   pinned    " + lock + ": SHA-256 " + ReleaseServer.sha256(archive))
        .contains("proven   pinned    " + lock + ": " + Site.h1(archive, Site.AMD64))
        .contains("proven   index");
    assertThat(site.installed()).containsExactly(NAME);
    String met =
        "locked   "
            + lock
            + " is met: SHA-256 "
            + ReleaseServer.sha256(archive)
            + ", "
            + Site.h1(archive, Site.AMD64);
    assertThat(done.out()).contains(met);
    assertThat(install().out()).contains("installed already").contains(met);
    assertThat(site.run("install", TARGET, "1.27.0").out()).doesNotContain("is met");
  }

  @Test
  void provesByTheLockAloneWhereLogAndListAreDown() throws IOException {
    String _ = lockedAnew();
    site.server.handle("/sumdb/", _ -> null);
    site.server.remove("/index.json");
    Result done = install("--require=log");
    assertThat(done.code()).as("%s", done).isZero();
    assertThat(done.out()).contains("proven   log").contains("not had  index");
  }

  @Test
  void installsTheModuleThatIsLockedWhereTheArchiveCannotBeHad() throws IOException {
    String _ = lockedAnew();
    site.server.remove("/" + NAME + ".tar.gz");
    site.server.module("v0.0.1-" + NAME, TinyGo.saying("good").module(folder.resolve("m")));
    site.environment.put("GOPROXY", site.server.url().toString());
    Result done = install("--require=log");
    assertThat(done.code()).as("%s", done).isZero();
    assertThat(done.out()).contains("v0.0.1-" + NAME + ".zip").contains("proven   pinned");
  }

  @Test
  void locksModulesWhereOnlyTheProxyAnswers() throws IOException {
    onlyTheProxyAnswers();
    String text = lockedAnew();
    assertThat(text)
        .contains("file v0.0.1-" + NAME + ".zip\n")
        .contains("url " + site.server.url() + "golang.org/toolchain/@v/v0.0.1-" + NAME + ".zip\n")
        .contains("sha256 absent: ");
    Result done = install("--require=log");
    assertThat(done.code()).as("%s", done).isZero();
  }

  @Test
  void namesTheProxyThatAnsweredAndNotTheFirst() throws IOException {
    onlyTheProxyAnswers();
    site.environment.put("ARCHCHECK_GO_DL", "http://127.0.0.1:1/dl/");
    site.environment.put("GOPROXY", site.server.url() + "none," + site.server.url());
    assertThat(lockedAnew())
        .contains("url " + site.server.url() + "golang.org/toolchain/@v/v0.0.1-" + NAME + ".zip\n");
  }

  private void onlyTheProxyAnswers() throws IOException {
    site.server.remove("/index.json");
    site.server.module("v0.0.1-" + NAME, TinyGo.saying("good").module(folder.resolve("m")));
    site.environment.put("GOPROXY", site.server.url().toString());
  }

  @Test
  void doesNotCallALockWholeThatIsByAProxysList() throws IOException {
    onlyTheProxyAnswers();
    Result locked = site.run("lock", "--output=" + lock, "--format=json", "1.27.0");
    assertThat(locked.code()).as("%s", locked).isEqualTo(3);
    assertThat(locked.out()).contains("\"whole\":false").contains("need not have all");
    assertThat(locked.err()).contains("not in the lock: platforms").contains("--allow-missing");
    assertThat(lock).content().contains("platform linux/amd64\n");
    Result allowed = site.run("lock", "--output=" + lock, "--allow-missing", "1.27.0");
    assertThat(allowed.code()).as("%s", allowed).isZero();
    assertThat(allowed.out()).contains("not in the lock: platforms");
  }

  @Test
  void leavesOutPlatformsThatAProxyDoesNotList() throws IOException {
    onlyTheProxyAnswers();
    String both = "--target=linux/amd64,plan9/arm";
    Result locked = site.run("lock", "--output=" + lock, both, "1.27.0");
    assertThat(locked.code()).as("%s", locked).isEqualTo(3);
    assertThat(locked.err()).contains("not in the lock: plan9/arm: " + site.server.url());
    assertThat(lock).content().doesNotContain("plan9");
    assertThat(site.run("lock", "--output=" + lock, "--allow-missing", both, "1.27.0").code())
        .isZero();
    Files.delete(lock);
    Result none =
        site.run("lock", "--output=" + lock, "--allow-missing", "--target=plan9/arm", "1.27.0");
    assertThat(none.code()).as("%s", none).isEqualTo(3);
    assertThat(lock).doesNotExist();
  }

  @Test
  void refusesAnArchiveThatWasExchangedEverywhereButInTheLock() throws IOException {
    String _ = lockedAnew();
    Path other = TinyGo.saying("bad").archive(folder.resolve("b"));
    site.server.put("/" + NAME + ".tar.gz", other);
    Result refused = install();
    assertThat(refused.code()).as("%s", refused).isEqualTo(1);
    assertThat(refused.out()).contains("refuted  pinned").contains("not installed");
    assertThat(site.installed()).isEmpty();
  }

  @Test
  void refusesALogThatNowSaysOtherwise() throws IOException {
    String _ = lockedAnew();
    LogDouble fork = new LogDouble(site.log.signer()).fillTo(300, "others");
    Site.addToLog(fork, TinyGo.saying("bad").archive(folder.resolve("b")), Site.AMD64);
    site.useLog(fork);
    Result refused = install();
    assertThat(refused.code()).as("%s", refused).isEqualTo(1);
    assertThat(refused.out()).contains("refuted  log");
    assertThat(site.installed()).isEmpty();
  }

  @Test
  void refusesAListThatNowSaysOtherwise() throws IOException {
    String _ = lockedAnew();
    site.server.put(
        "/index.json",
        """
        [{"version":"go1.27.0","stable":true,"files":[{"filename":"%s.tar.gz","os":"linux",\
        "arch":"amd64","version":"go1.27.0","sha256":"%s","size":9,"kind":"archive"}]}]
        """
            .formatted(NAME, "ab".repeat(32)));
    Result refused = install();
    assertThat(refused.code()).as("%s", refused).isEqualTo(1);
    assertThat(refused.out()).contains("refuted  index");
    assertThat(site.installed()).isEmpty();
  }

  @Test
  void refusesWhatTheLockDoesNotHave() throws IOException {
    String _ = lockedAnew();
    for (String[] words :
        new String[][] {
          {"install", TARGET, "--locked=" + lock, "1.26.1"},
          {"install", "--target=darwin/arm64", "--locked=" + lock, "1.27.0"}
        }) {
      Result refused = site.run(words);
      assertThat(refused.code()).as("%s", refused).isEqualTo(1);
      assertThat(refused.err()).contains("hint: archcheck toolchain lock");
    }
    assertThat(install("1.27").code()).isZero();
  }

  @Test
  void saysTheReasonOfARefusalBeforeTheHint() throws IOException {
    String _ = lockedAnew();
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(both, true, StandardCharsets.UTF_8);
    String[] words = {"toolchain", "install", TARGET, "--locked=" + lock, "1.26.1"};
    assertThat(Main.run(words, terminal, terminal, site.environment)).isEqualTo(1);
    assertThat(both.toString(StandardCharsets.UTF_8))
        .containsSubsequence("not installed: ", "no other version", "hint: ");
  }

  @Test
  void saysHowALockIsNamed() throws IOException {
    String _ = lockedAnew();
    Result asVersion = site.run("install", TARGET, "--locked", lock.toString());
    assertThat(asVersion.code()).as("%s", asVersion).isEqualTo(2);
    assertThat(asVersion.err())
        .contains("stands where a VERSION belongs", "hint: --locked=" + lock);
    Result ofArchive = site.run("install", TARGET, "--locked", archive.toString());
    assertThat(ofArchive.code()).as("%s", ofArchive).isEqualTo(2);
    assertThat(ofArchive.err()).contains("installs what the lock names, and not the file");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "version, mirror x, unknown key 'mirror' stands where 'version' belongs, 2",
        "url, mirror x, unknown key 'mirror' stands where 'url' belongs, 7",
        "url, size 3, 'size' stands where 'url' belongs, 7",
        "proof, note, unknown key 'note' stands where 'proof' belongs, 12",
        "url, url, url: has no value, 7"
      })
  void namesTheLineAndTheKeyOfAStrayLine(String before, String stray, String problem, int line)
      throws IOException {
    String text = lockedAnew();
    Files.writeString(lock, text.replaceFirst("(?m)^" + before + "( |$)", stray + "\n$0"));
    Result refused = install();
    assertThat(refused.code()).as("%s", refused).isEqualTo(3);
    assertThat(refused.err()).contains(lock + ":" + line + ": " + problem);
    Files.writeString(lock, text + "colour blue\n");
    assertThat(install().err())
        .contains(lock + ":" + (text.lines().count() + 1) + ": unknown key 'colour'");
  }

  @Test
  void saysThatWhatIsInstalledIsNotWhatIsLocked() throws IOException {
    assertThat(site.run("install", TARGET, "1.27.0").code()).isZero();
    String installedAt = site.environment.getOrDefault("ARCHCHECK_HOME", "");
    site.useLog(new LogDouble("other.example.org"));
    Path other = TinyGo.saying("bad").archive(folder.resolve("b"));
    Site.addToLog(site.log, other, Site.AMD64);
    String _ = lockedAnew();
    site.environment.put("ARCHCHECK_HOME", installedAt);
    Result refused = install();
    assertThat(refused.code()).as("%s", refused).isEqualTo(1);
    assertThat(refused.out()).contains("refuted  pinned");
  }

  /** Ways to change a lock. */
  enum Change {
    SCHEMA(3, text -> text.replace("lock/1", "lock/2")),
    VERSION(3, text -> text.replace("version go1.27.0", "version go1.26.0")),
    VERSION_WITH_FOLDER(3, text -> text.replace("version go1.27.0", "version ../go1.27.0")),
    NO_LOG_NAME(3, text -> text.replace("log log.example.org\n", "")),
    PLATFORM(3, text -> text.replace("platform linux/amd64", "platform linux/arm64")),
    TWICE(3, text -> text + text.substring(text.indexOf("\nplatform"))),
    FILE(3, text -> text.replace("file go1.27.0", "file go1.26.0")),
    FILE_OF_FOLDER(3, text -> text.replace("file go1.27.0", "file ../go1.27.0")),
    URL(3, text -> text.replaceFirst("url .*", "url http://example.org/other.tar.gz")),
    URL_WITH_PASSWORD(3, text -> text.replaceFirst("url http://", "url http://me:secret@")),
    SIZE(1, text -> text.replaceFirst("size .*", "size 12345")),
    SIZE_NEGATIVE(3, text -> text.replaceFirst("size .*", "size -1")),
    SIZE_HUGE(3, text -> text.replaceFirst("size .*", "size 99999999999999999999")),
    SHA256(1, text -> text.replaceFirst("sha256 .*", "sha256 " + "ab".repeat(32))),
    SHA256_SHORT(3, text -> text.replaceFirst("sha256 .*", "sha256 abab")),
    H1(1, text -> text.replaceFirst("h1 .*", "h1 h1:" + "A".repeat(43) + "=")),
    H1_SHORT(3, text -> text.replaceFirst("h1 .*", "h1 h1:AAAA=")),
    INDEX(1, text -> text.replace("\nindex 300\n", "\nindex 299\n")),
    PROOF_INDEX(1, text -> text.replace("| index 300", "| index 299")),
    PROOF_RECORD(
        1, text -> text.replaceFirst("\\| extra .*", "| extra Z28uZXhhbXBsZSB2MSBoMTpBQUFBCg==")),
    PROOF_HASH(
        1, text -> text.replaceFirst("(\\| index 300\n\\| )[^\n]*", "$1" + "A".repeat(43) + "=")),
    PROOF_TREE(1, text -> text.replace("\n| 301\n", "\n| 302\n")),
    PROOF_SIGNER(1, text -> text.replace("\u2014 log.example.org ", "\u2014 log.example.net ")),
    PROOF_CUT(1, text -> text.replace("| go.sum database tree\n", "")),
    PROOF_WITHOUT_HEAD(3, text -> text.replace("\n|\n| go.sum", "\n| go.sum")),
    CUT(3, text -> text.substring(0, text.indexOf("index 300"))),
    EMPTY(3, _ -> "");

    private final int code;

    @SuppressWarnings("ImmutableEnumChecker") // the functions above have no state
    private final UnaryOperator<String> change;

    Change(int code, UnaryOperator<String> change) {
      this.code = code;
      this.change = change;
    }
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void refusesALockThatWasChanged(Change change) throws IOException {
    String text = lockedAnew();
    String changed = change.change.apply(text);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(lock, changed);
    Result refused = install();
    assertThat(refused.code()).as("%s", refused).isEqualTo(change.code);
    if (change.code == 3) {
      assertThat(refused.err()).containsPattern("lock(:\\d+)?: ").contains("hint: ");
    }
    assertThat(site.installed()).isEmpty();

    Files.writeString(lock, text);
    assertThat(install().code()).isZero();
    Files.writeString(lock, changed);
    Result warm = install();
    assertThat(warm.code()).as("installed already: %s", warm).isEqualTo(change.code);
    assertThat(warm.out()).doesNotContain("is met");
  }

  @Test
  void saysThatProofsOfAnotherLogProveNothing() throws IOException {
    String text = lockedAnew();
    Files.writeString(lock, text.replace("log log.example.org\n", "log other.example.org\n"));
    for (String when : List.of("installed anew", "installed already")) {
      Result done = install();
      assertThat(done.err())
          .as(when)
          .contains(
              "has proofs of the log other.example.org, which is not the one that is asked here");
    }
  }

  @Test
  void readsALockWithLineEndsOfWindows() throws IOException {
    Files.writeString(lock, lockedAnew().replace("\n", "\r\n"));
    Result done = install("--require=log");
    assertThat(done.code()).as("%s", done).isZero();
  }

  @Test
  void refusesHugeLocks() throws IOException {
    Files.writeString(lock, lockedAnew() + "\n".repeat(5 << 20));
    assertThat(install().code()).isEqualTo(3);
  }

  @Test
  void saysThatThereIsNoLock() {
    Result none = install();
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("archcheck toolchain lock VERSION");
  }
}
