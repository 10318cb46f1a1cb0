package dev.archcheck.toolchain.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.go.GoVersion;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.verify.proof.ProofKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseFileTest {

  /**
   * Every archive of 206 versions that docker-library/golang ever listed in versions.json: file
   * name, version, and the name that container images have for the platform.
   */
  private static List<String[]> published() throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (InputStream in = ReleaseFileTest.class.getResourceAsStream("archives.tsv.gz");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Objects.requireNonNull(in)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(line.split("\t", -1));
      }
    }
    return rows;
  }

  /** Their names of processors, where they differ from Go's. */
  private static String goArch(String docker) {
    return switch (docker) {
      case "arm64v8" -> "arm64";
      case "arm32v6", "arm32v7" -> "arm";
      case "i386" -> "386";
      default -> docker;
    };
  }

  @Test
  void readsTheNameOfEveryArchiveThatWasPublished() throws IOException {
    List<String[]> rows = published();
    assertThat(rows).hasSize(5306);
    for (String[] row : rows) {
      ReleaseFile file = ReleaseFile.named(row[0]).orElseThrow(() -> new AssertionError(row[0]));
      assertThat(file.version()).isEqualTo("go" + row[1]);
      assertThat(GoVersion.parse(file.version())).isPresent();
      if (row[2].equals("src")) {
        assertThat(file.kind()).isEqualTo(ReleaseFile.Kind.SOURCE);
        assertThat(file.toolchain()).isEmpty();
        continue;
      }
      String[] platform = (row[2].contains("-") ? row[2] : "linux-" + row[2]).split("-", -1);
      assertThat(file.os()).as(row[0]).isEqualTo(platform[0]);
      assertThat(file.arch()).as(row[0]).isEqualTo(goArch(platform[1]));
      assertThat(file.isFor(platform[0], goArch(platform[1]))).isTrue();
      GoToolchain toolchain = file.toolchain().orElseThrow();
      assertThat(toolchain.module().version())
          .isEqualTo("v0.0.1-go" + row[1] + "." + platform[0] + "-" + goArch(platform[1]));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "go1.27.0.linux-armv6l.tar.gz,       go1.27.0,   linux,   arm,   ARCHIVE",
    "go1.6beta1.linux-arm6.tar.gz,       go1.6beta1, linux,   arm,   ARCHIVE",
    "go1.2.2.darwin-amd64-osx10.8.tar.gz,go1.2.2,    darwin,  amd64, ARCHIVE",
    "go1.9.2rc2.windows-386.zip,         go1.9.2rc2, windows, 386,   ARCHIVE",
    "go1.windows-amd64.zip,              go1,        windows, amd64, ARCHIVE",
    "go1.27.0.windows-arm64.msi,         go1.27.0,   windows, arm64, INSTALLER",
    "go1.27.0.darwin-arm64.pkg,          go1.27.0,   darwin,  arm64, INSTALLER",
    "go1.21rc1.src.tar.gz,               go1.21rc1,  '',      '',    SOURCE"
  })
  void readsOddNames(String name, String version, String os, String arch, ReleaseFile.Kind kind) {
    ReleaseFile file = ReleaseFile.named(name).orElseThrow();
    assertThat(file.version()).isEqualTo(version);
    assertThat(file.os()).isEqualTo(os);
    assertThat(file.arch()).isEqualTo(arch);
    assertThat(file.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "go",
        "go1.27.0",
        "go1.27.0.linux.tar.gz",
        "go2.linux-amd64.tar.gz",
        "xgo1.27.0.linux-amd64.tar.gz",
        "go1.27.0.linux-amd64.tar.gz.asc",
        "go1.27.0.linux-amd64.tar.gz ",
        "../go1.27.0.linux-amd64.tar.gz",
        "go1.27.0.LINUX-amd64.tar.gz",
        "go1.27.0.linux-amd64.tar.xz"
      })
  void refusesOtherNames(String name) {
    assertThat(ReleaseFile.named(name)).isEmpty();
  }

  @Test
  void aPlatformWithAnEndlessNameIsNone() {
    String name = "go1.27.0.linux-" + "a".repeat(21) + ".tar.gz";
    assertThat(ReleaseFile.named(name).orElseThrow().toolchain()).isEmpty();
  }

  @Test
  void doesNotTakeArmForArm64() {
    ReleaseFile file = ReleaseFile.named("go1.27.0.linux-arm64.tar.gz").orElseThrow();
    assertThat(file.isFor("linux", "arm")).isFalse();
    assertThat(file.isFor("linux", "arm64")).isTrue();
    ReleaseFile small = ReleaseFile.named("go1.27.0.linux-armv6l.tar.gz").orElseThrow();
    assertThat(small.isFor("linux", "arm")).isTrue();
    assertThat(small.isFor("linux", "armv6l")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "go1.27.0.linux-amd64.tar.gz, INDEX SIGNATURE LOG",
    "go1.27.0.windows-arm64.zip,  INDEX LOG",
    "go1.27.0.windows-arm64.msi,  INDEX",
    "go1.27.0.src.tar.gz,         INDEX SIGNATURE",
    "go1.20.14.linux-amd64.tar.gz,INDEX SIGNATURE",
    "go1.20.14.windows-amd64.zip, INDEX",
    "go1.6.linux-amd64.tar.gz,    INDEX"
  })
  void saysWhatEachOffers(String name, String kinds) {
    ReleaseFile named = ReleaseFile.named(name).orElseThrow();
    ReleaseFile listed =
        new ReleaseFile(
            name, named.version(), named.os(), named.fileArch(), named.kind(), "0".repeat(64), 1);
    assertThat(listed.offers().stream().map(ProofKind::name)).containsExactly(kinds.split(" ", -1));
  }

  @Test
  void offersNothingWithoutADigestBeforeTheLog() {
    assertThat(ReleaseFile.named("go1.5.2.linux-amd64.tar.gz").orElseThrow().offers()).isEmpty();
  }
}
