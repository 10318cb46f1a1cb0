package dev.archcheck.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.cli.Main;
import dev.archcheck.servers.ReleaseServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AvailableTest {

  private static final String DIGEST = "ab".repeat(32);

  @TempDir Path home;

  private final Map<String, String> environment = new HashMap<>();
  private ReleaseServer site;

  private record Result(int code, String out, String err) {}

  private Result run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "toolchain";
    all[1] = "available";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(all, new PrintStream(out), new PrintStream(err), environment);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void start() throws IOException {
    site = ReleaseServer.start();
    site.row("go1.27.0", true, "go1.27.0.linux-amd64.tar.gz", DIGEST, 61_234_567);
    site.row("go1.27.0", true, "go1.27.0.linux-armv6l.tar.gz", DIGEST, 61_000_000);
    site.row("go1.27.0", true, "go1.27.0.windows-arm64.zip", DIGEST, 64_600_000);
    site.row("go1.27.0", true, "go1.27.0.windows-arm64.msi", DIGEST, 64_000_000);
    site.row("go1.28rc1", false, "go1.28rc1.linux-amd64.tar.gz", DIGEST, 61_234_567);
    site.row("go1.5.2", true, "go1.5.2.linux-amd64.tar.gz", "", 0);
    environment.put("ARCHCHECK_GO_DL", site.url().toString());
    environment.put("ARCHCHECK_HOME", home.toString());
    environment.put("GOPROXY", "off");
  }

  @AfterEach
  void stop() throws IOException {
    site.close();
  }

  @Test
  void listsTheNewestFirstWithWhatProvesIt() {
    Result result = run("--target", "linux/amd64");
    assertThat(result.out())
        .isEqualTo(
            """
            go1.28rc1  preview  go1.28rc1.linux-amd64.tar.gz  61.2 MB  sha256, signature, log
            go1.27.0   stable   go1.27.0.linux-amd64.tar.gz   61.2 MB  sha256, signature, log
            go1.5.2    stable   go1.5.2.linux-amd64.tar.gz             unverifiable: no digest is published
            """);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @Test
  void showsForWhichVersionsThereIsNoBuild() {
    Result result = run("stable", "--target=windows/arm64");
    assertThat(result.out())
        .contains("go1.27.0.windows-arm64.zip", "64.6 MB  sha256, log\n", "windows-arm64.msi")
        .contains("go1.5.2   stable  no build for windows/arm64\n")
        .doesNotContain("go1.28rc1");
    assertThat(result.code()).isZero();
  }

  @Test
  void isNeverSilentAboutAMissingBuild() {
    Result result = run("1.5", "--target", "windows/arm64");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEqualTo("go1.5.2  stable  no build for windows/arm64\n");
    assertThat(result.err())
        .contains("no build of it was made for windows/arm64")
        .contains("hint: the newest one for windows/arm64 is go1.27.0");
  }

  @Test
  void saysThatThereIsNoSuchVersion() {
    Result result = run("1.99");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("no released version of Go is meant by that");
  }

  @Test
  void takesArmForTheArchiveThatIsCalledAfterAProcessor() {
    assertThat(run("latest", "--target", "linux/arm").out()).contains("linux-armv6l.tar.gz");
  }

  @Test
  void listsAllTargets() {
    assertThat(run("latest", "--all-targets").out().lines()).hasSize(4);
  }

  @Test
  void isForThisMachineByItself() {
    assertThat(run("1.27.0").out()).isEqualTo(run("1.27.0", "--target", host()).out());
  }

  private static String host() {
    String os = System.getProperty("os.name", "").startsWith("Windows") ? "windows" : "linux";
    return os + "/" + (System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64");
  }

  @Test
  void isNotSureWithAListThatNeedNotBeComplete() throws IOException {
    run();
    site.close();
    Result result = run("1.99");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err())
        .contains("refuses connections; this is the list as it was 0 minutes ago")
        .contains("not complete");
    assertThat(run("1.27").code()).isZero();
  }

  @Test
  void saysWhichProxyServesWhat() throws IOException {
    try (ReleaseServer proxy = ReleaseServer.start()) {
      Path zip = Files.write(home.resolve("m.zip"), new byte[] {'P', 'K', 3, 4});
      proxy.module("v0.0.1-go1.26.8.linux-arm64", zip);
      environment.put("GOPROXY", proxy.url().toString());
      site.close();
      Result result = run("--target", "linux/arm64");
      assertThat(result.code()).isZero();
      assertThat(result.out())
          .isEqualTo("go1.26.8  stable  v0.0.1-go1.26.8.linux-arm64.zip    log\n");
      assertThat(result.err()).contains("this is what the module proxy at 127.0.0.1 serves");
    }
  }

  @Test
  void endsWith4WithoutANetwork() {
    // A port that was just given back may be somebody else's by now.
    environment.put("ARCHCHECK_GO_DL", "http://127.0.0.1:1/");
    Result result = run();
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("refuses connections", "GOPROXY: names no proxy to ask (the variable GOPROXY)");
  }

  @Test
  void writesJson() {
    Result result = run("1.27", "--target", "linux/amd64", "--format", "json");
    assertThat(result.out())
        .isEqualTo(
            """
            {"schema":"archcheck.available/1","source":{"kind":"site","url":"%s?mode=json&include=all"},\
            "target":{"name":"linux/amd64","os":"linux","arch":"amd64"},\
            "releases":[{"version":"go1.27.0","stable":true,"files":[\
            {"name":"go1.27.0.linux-amd64.tar.gz","kind":"archive","os":"linux","arch":"amd64",\
            "size":61234567,"sha256":"%s","evidence":["index","signature","log"]}]}]}
            """
                .formatted(site.url(), DIGEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--target=linux", "--target=linux/", "--target=a/b/c", "two", "--offline"})
  void refusesWhatMakesNoSense(String argument) {
    assertThat(run(argument).code()).isEqualTo(2);
  }

  @Test
  void refusesAFileOfCertificatesThatIsNone() throws IOException {
    Path file = Files.writeString(home.resolve("x.pem"), "x");
    Result result = run("--ca-file", file.toString());
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).contains("holds no certificate");
  }
}
