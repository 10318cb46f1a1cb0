package dev.archcheck.locking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.locking.Site.Result;
import dev.archcheck.servers.ReleaseServer;
import dev.archcheck.servers.TinyGo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalArchiveTest {

  private static final String NAME = "go1.27.0.linux-amd64";
  private static final String TARGET = "--target=linux/amd64";

  @TempDir Path folder;

  private Site site;
  private Path archive;

  @BeforeEach
  void start() throws IOException {
    site = new Site(folder);
    archive = TinyGo.saying("good").archive(folder.resolve("a"));
    site.publish(archive, Site.AMD64);
  }

  @AfterEach
  void stop() throws IOException {
    site.close();
  }

  @Test
  void provesALocalArchiveByListAndLogAndLeavesItAlone() throws IOException {
    Result done = site.run("install", TARGET, "--require=log", archive.toString());
    assertThat(done.code()).as("%s", done).isZero();
    assertThat(done.out())
        .contains("proven   log", "proven   index", "proven   sidecar")
        .contains(archive.toUri().getPath());
    assertThat(site.installed()).containsExactly(NAME);
    assertThat(archive).exists();
    Path roundabout = folder.resolve("./a/././" + archive.getFileName());
    site.freshStore();
    assertThat(site.run("install", TARGET, roundabout.toString()).out())
        .contains(archive.toUri().getPath());
    assertThat(site.server.requests()).noneMatch(it -> it.path().endsWith(".tar.gz"));
  }

  @Test
  void refusesALocalArchiveThatListAndLogDoNotKnow() throws IOException {
    Path other = TinyGo.saying("bad").archive(folder.resolve("b"));
    Result refused = site.run("install", TARGET, other.toString());
    assertThat(refused.code()).as("%s", refused).isEqualTo(1);
    assertThat(refused.out()).contains("refuted  log", "refuted  index", "refuted  sidecar");
    assertThat(site.installed()).isEmpty();
    assertThat(other).exists();
  }

  @Test
  void provesOfflineByWhatIsStoredAndWhatLiesBeside() throws IOException {
    Files.write(
        folder.resolve("a/" + NAME + ".tar.gz.asc"), Signer.signature(Files.readAllBytes(archive)));
    Files.writeString(
        folder.resolve("a/" + NAME + ".tar.gz.sha256"),
        ReleaseServer.sha256(archive) + "  " + NAME + ".tar.gz\n");
    String keyring = "--keyring=" + Files.write(folder.resolve("keys"), Signer.certificate());
    Result done =
        site.run(
            "install", TARGET, "--offline", keyring, "--require=signature", archive.toString());
    assertThat(done.code()).as("%s", done).isZero();
    assertThat(done.out())
        .contains("proven   signature", "proven   sidecar", "not had  log", "not had  index");
    assertThat(site.server.requests()).isEmpty();
  }

  @Test
  void asksNobodyOfflineAndProvesByTheListThatWasKept() throws IOException {
    Result no = site.run("install", TARGET, "--offline", archive.toString());
    assertThat(no.code()).as("%s", no).isEqualTo(3);
    assertThat(site.installed()).isEmpty();
    assertThat(site.server.requests()).isEmpty();
    assertThat(site.run("available", TARGET, "1.27.0").code()).isZero();
    site.server.forget();
    Result done = site.run("install", TARGET, "--offline", archive.toString());
    assertThat(done.code()).as("%s", done).isZero();
    assertThat(done.out()).contains("proven   index");
    assertThat(site.server.requests()).isEmpty();
  }

  @Test
  void refusesADigestBesideThatDoesNotFit() throws IOException {
    Files.writeString(folder.resolve("a/" + NAME + ".tar.gz.sha256"), "ab".repeat(32));
    Result refused = site.run("install", TARGET, archive.toString());
    assertThat(refused.code()).as("%s", refused).isEqualTo(1);
    assertThat(refused.out()).contains("refuted  sidecar");
    assertThat(site.installed()).isEmpty();
  }

  @Test
  void needsAName() throws IOException {
    Path nameless = Files.copy(archive, folder.resolve("download.tar.gz"));
    Result unknown = site.run("install", TARGET, nameless.toString());
    assertThat(unknown.code()).as("%s", unknown).isEqualTo(2);
    assertThat(unknown.err()).contains("--as go1.27.0.linux-amd64");
    Result done = site.run("install", TARGET, "--as=" + NAME, nameless.toString());
    assertThat(done.code()).as("%s", done).isZero();
    assertThat(done.out()).contains("proven   log", "proven   index");
  }

  @Test
  void refusesAnArchiveThatIsAnotherVersionThanItsName() throws IOException {
    Path renamed = Files.copy(archive, folder.resolve("go1.27.1.linux-amd64.tar.gz"));
    Result refused = site.run("install", TARGET, renamed.toString());
    assertThat(refused.code()).as("%s", refused).isEqualTo(1);
    assertThat(refused.out()).contains("is go1.27.0 and not go1.27.1");
    assertThat(site.installed()).isEmpty();
  }

  @Test
  void refusesAnArchiveForAnotherPlatform() throws IOException {
    Result foreign = site.run("install", "--target=linux/arm64", archive.toString());
    assertThat(foreign.code()).as("%s", foreign).isEqualTo(1);
    assertThat(foreign.out()).contains("--target linux/amd64");
    Path renamed = Files.copy(archive, folder.resolve("go1.27.0.linux-arm64.tar.gz"));
    Result wrong = site.run("install", "--target=linux/arm64", renamed.toString());
    assertThat(wrong.code()).as("%s", wrong).isEqualTo(1);
    assertThat(site.installed()).isEmpty();
  }

  @Test
  void installsTheZipOfAModule() throws IOException {
    Path module = TinyGo.saying("good").module(folder.resolve("m"));
    Result done = site.run("install", TARGET, "--require=log", module.toString());
    assertThat(done.code()).as("%s", done).isZero();
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThat(site.run("install", "./go1.27.0.linux-amd64.tar.gz").code()).isEqualTo(2);
    assertThat(site.run("install", "--locked", archive.toString()).code()).isEqualTo(2);
  }

  @Test
  void installsNothingOfflineThatIsNotHere() throws IOException {
    Result no = site.run("install", TARGET, "--offline", "1.27.0");
    assertThat(no.code()).as("%s", no).isEqualTo(4);
    assertThat(site.server.requests()).isEmpty();
  }
}
