package dev.archcheck.locking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.locking.Site.Result;
import dev.archcheck.servers.LogDouble;
import dev.archcheck.servers.ReleaseServer;
import dev.archcheck.servers.TinyGo;
import dev.archcheck.toolchain.bundle.Bundle;
import dev.archcheck.toolchain.bundle.BundleFile;
import dev.archcheck.toolchain.bundle.BundleWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BundleTest {

  private static final String NAME = "go1.27.0.linux-amd64";
  private static final String TARGET = "--target=linux/amd64";

  @TempDir Path folder;

  private Site site;
  private Path archive;
  private Path file;
  private String keyring;

  @BeforeEach
  void start() throws IOException {
    site = new Site(folder);
    archive = TinyGo.saying("good").archive(folder.resolve("a"));
    site.log.fillTo(300, "others");
    site.publish(archive, Site.AMD64);
    site.server.put("/" + NAME + ".tar.gz.asc", Signer.signature(Files.readAllBytes(archive)));
    file = folder.resolve(NAME + ".bundle");
    keyring = "--keyring=" + Files.write(folder.resolve("keys.asc"), Signer.certificate());
  }

  @AfterEach
  void stop() throws IOException {
    site.close();
  }

  private void bundle() throws IOException {
    Result made = site.run("bundle", "--output=" + file, TARGET, keyring, "1.27.0");
    assertThat(made.code()).as("%s", made).isZero();
    assertThat(made.out())
        .contains("proven   log", "proven   signature", "proven   index")
        .contains("carries  the log's proof, the signature, the row of the list");
    site.freshStore();
    site.server.forget();
  }

  private Result offline(String... more) {
    String[] words = new String[more.length + 4];
    words[0] = "install";
    words[1] = "--offline";
    words[2] = TARGET;
    words[3] = file.toString();
    System.arraycopy(more, 0, words, 4, more.length);
    return site.run(words);
  }

  private Bundle read() throws IOException {
    try (BundleFile open = BundleFile.open(file)) {
      return open.bundle();
    }
  }

  private void assertNothingAsked() {
    assertThat(site.server.requests()).isEmpty();
  }

  private void assertRefused(Result result, String proof) throws IOException {
    assertThat(result.code()).as("%s", result).isEqualTo(1);
    assertThat(result.out()).contains(proof).contains("not installed");
    assertThat(site.installed()).isEmpty();
    assertNothingAsked();
  }

  @Test
  void installsWithoutANetworkByLogAndSignature() throws IOException {
    bundle();
    Result done = offline("--require=log", keyring);
    assertThat(done.code()).as("%s", done).isZero();
    assertThat(done.out())
        .contains("proven   log       log.example.org by " + NAME + ".bundle")
        .contains("proven   signature " + NAME + ".bundle (" + NAME + ".tar.gz.asc)")
        .contains("not had  index")
        .contains("proven   sidecar   " + NAME + ".bundle (row of the list)");
    assertThat(site.installed()).containsExactly(NAME);
    assertNothingAsked();
  }

  @Test
  void installsWithThePublicKeysOnlyWhereTheySigned() throws IOException {
    bundle();
    Result done = offline("--require=signature");
    assertThat(done.code()).as("%s", done).isZero(); // by the log, which is stronger
    assertThat(done.out()).contains("not had  signature");
  }

  @Test
  void makesTheSameBytesAgain() throws IOException {
    bundle();
    byte[] first = Files.readAllBytes(file);
    bundle();
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
  }

  @Test
  void bundlesAModuleWhereOnlyTheProxyAnswers() throws IOException {
    site.server.remove("/index.json");
    site.server.module("v0.0.1-" + NAME, TinyGo.saying("good").module(folder.resolve("m")));
    site.environment.put("GOPROXY", site.server.url().toString());
    Result made = site.run("bundle", "--require=log", "--output=" + file, TARGET, "1.27.0");
    assertThat(made.code()).as("%s", made).isZero();
    site.freshStore();
    site.server.forget();
    Result done = offline("--require=log");
    assertThat(done.code()).as("%s", done).isZero();
    assertNothingAsked();
  }

  @Test
  void makesNoBundleOfWhatTheLogRefutes() throws IOException {
    Path other = TinyGo.saying("bad").archive(folder.resolve("b"));
    ReleaseServer fresh = site.server;
    fresh.put("/" + NAME + ".tar.gz", other);
    fresh.put("/" + NAME + ".tar.gz.sha256", ReleaseServer.sha256(other));
    fresh.put(
        "/index.json",
        """
        [{"version":"go1.27.0","stable":true,"files":[{"filename":"%s.tar.gz","os":"linux",\
        "arch":"amd64","version":"go1.27.0","sha256":"%s","size":%d,"kind":"archive"}]}]
        """
            .formatted(NAME, ReleaseServer.sha256(other), Files.size(other)));
    Result refused = site.run("bundle", "--output=" + file, TARGET, "1.27.0");
    assertThat(refused.code()).as("%s", refused).isEqualTo(1);
    assertThat(refused.out()).contains("refuted  log").contains("no bundle");
    assertThat(file).doesNotExist();
  }

  @Test
  void refusesAnExchangedArchiveThoughRowAndManifestFit() throws IOException {
    bundle();
    Path other = TinyGo.saying("bad").archive(folder.resolve("b"));
    Bundle good = read();
    String sha256 = ReleaseServer.sha256(other);
    BundleWriter.write(
        file,
        new Bundle(
            good.toolchain(),
            good.archive(),
            Files.size(other),
            sha256,
            good.log(),
            good.row().replace(good.sha256(), sha256),
            good.signature(),
            good.logProof()),
        other);
    Result refused = offline(keyring);
    assertRefused(refused, "refuted  log");
    assertThat(refused.out()).contains("refuted  signature").contains("proven   sidecar");
  }

  @Test
  void refusesTheProofOfAnotherRecord() throws IOException {
    bundle();
    Bundle good = read();
    Path other = TinyGo.saying("bad").archive(folder.resolve("b"));
    LogDouble later = site.log;
    Site.addToLog(later, other, Site.AMD64);
    site.server.put("/" + NAME + ".tar.gz", other);
    rewrite(good, good.signature(), good.logProof().replace("index 300", "index 301"));
    assertRefused(offline(keyring), "refuted  log");
  }

  @Test
  void doesNotBelieveTheProofOfALogWithAnotherKey() throws IOException {
    bundle();
    Bundle good = read();
    LogDouble forged = new LogDouble("log.example.org").fillTo(300, "others");
    Site.addToLog(forged, archive, Site.AMD64);
    String key = site.environment.getOrDefault("GOSUMDB", "");
    site.useLog(forged);
    Result made = site.run("bundle", "--output=" + file, TARGET, "1.27.0");
    assertThat(made.code()).as("%s", made).isZero();
    String proof = read().logProof();
    site.freshStore();
    site.server.forget();
    site.environment.put("GOSUMDB", key);
    rewrite(good, "", proof);
    assertRefused(offline(), "refuted  log");
  }

  @Test
  void refusesAChangedSignature() throws IOException {
    bundle();
    Bundle good = read();
    String other =
        new String(
            Signer.signature("another file".getBytes(StandardCharsets.UTF_8)),
            StandardCharsets.US_ASCII);
    rewrite(good, other, good.logProof());
    assertRefused(offline(keyring), "refuted  signature");
  }

  @Test
  void doesNotBelieveTheRowAlone() throws IOException {
    bundle();
    rewrite(read(), "", "");
    Result no = offline();
    assertThat(no.code()).as("%s", no).isEqualTo(3);
    assertThat(no.out()).contains("proven   sidecar").contains("'index' or stronger");
    assertThat(site.installed()).isEmpty();
    assertNothingAsked();
  }

  private void rewrite(Bundle good, String signature, String proof) throws IOException {
    BundleWriter.write(
        file,
        new Bundle(
            good.toolchain(),
            good.archive(),
            good.size(),
            good.sha256(),
            good.log(),
            good.row(),
            signature,
            proof),
        archive);
  }

  @Test
  void findsDamageInTheArchive() throws IOException {
    bundle();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - (int) Files.size(archive) / 2] ^= 1;
    Files.write(file, bytes);
    Result damaged = offline();
    assertThat(damaged.code()).as("%s", damaged).isEqualTo(3);
    assertThat(damaged.out()).contains("no whole bundle");
    assertThat(site.installed()).isEmpty();
  }

  @Test
  void refusesBundlesThatAreNone() throws IOException {
    Files.writeString(file, "no zip");
    assertThat(offline().code()).isEqualTo(3);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("other"));
    }
    assertThat(offline().out()).contains("manifest is missing");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("manifest"));
      zip.write(
          ("archcheck/toolchain-bundle/1\ntoolchain "
                  + NAME
                  + "\nlog none\nfile "
                  + "ab".repeat(32)
                  + " 4 ../"
                  + NAME
                  + ".tar.gz\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    assertThat(offline().out()).contains("manifest:4: ");
  }

  @Test
  void refusesABundleWithMoreInItThanItSays() throws IOException {
    bundle();
    Path more = folder.resolve("more.bundle");
    try (ZipFile zip = new ZipFile(file.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(more))) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream in = zip.getInputStream(entry)) {
          in.transferTo(out);
        }
      }
      out.putNextEntry(new ZipEntry("more"));
    }
    Files.move(more, file, StandardCopyOption.REPLACE_EXISTING);
    Result refused = offline();
    assertThat(refused.code()).as("%s", refused).isEqualTo(3);
    assertThat(refused.out()).contains("not those of its manifest");
  }

  @Test
  void doesNotUnpackMoreThanTheManifestSays() throws IOException {
    bundle();
    Path bomb = folder.resolve("bomb.bundle");
    try (ZipFile zip = new ZipFile(file.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream in = zip.getInputStream(entry)) {
          in.transferTo(out);
        }
        if (entry.getName().endsWith(".tar.gz")) {
          byte[] zeros = new byte[1 << 20];
          for (int i = 0; i < 64; i++) {
            out.write(zeros);
          }
        }
      }
    }
    Files.move(bomb, file, StandardCopyOption.REPLACE_EXISTING);
    Result refused = offline();
    assertThat(refused.code()).as("%s", refused).isEqualTo(3);
    assertThat(refused.out()).contains("is not what the manifest says");
    assertThat(site.installed()).isEmpty();
  }

  @Test
  void refusesABundleForAnotherPlatformUnlessItIsMeant() throws IOException {
    bundle();
    Result refused = site.run("install", "--offline", "--target=linux/arm64", file.toString());
    assertThat(refused.code()).as("%s", refused).isEqualTo(1);
    assertThat(refused.out()).contains("--target linux/amd64");
    assertThat(site.installed()).isEmpty();
  }
}
