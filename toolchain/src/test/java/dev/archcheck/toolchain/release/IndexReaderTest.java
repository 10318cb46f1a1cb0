package dev.archcheck.toolchain.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexReaderTest {

  private static final String DIGEST =
      "35301ccb7ec72788102fbec4106797d802576af61ffb0ab844467c38e166900e";

  private static ReleaseIndex read(String json) throws IOException {
    return IndexReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String release(String version, String... files) {
    return "{\"version\":\"%s\",\"stable\":%s,\"files\":[%s]}"
        .formatted(
            version, !version.contains("rc") && !version.contains("beta"), String.join(",", files));
  }

  private static String file(String name, String os, String arch, String sha256) {
    return """
    {"filename":"%s","os":"%s","arch":"%s","version":"x","sha256":"%s","size":7,"kind":"archive"}\
    """
        .formatted(name, os, arch, sha256);
  }

  private static ReleaseIndex versions(String... versions) throws IOException {
    StringBuilder json = new StringBuilder("[");
    for (String version : versions) {
      json.append(json.length() > 1 ? "," : "").append(release(version));
    }
    return read(json.append(']').toString());
  }

  private static List<String> names(List<Release> releases) {
    return releases.stream().map(Release::version).toList();
  }

  @Test
  void readsWhatTheSiteServes() throws IOException {
    ReleaseIndex index =
        read(
            """
            [{"version":"go1.25.2","stable":true,"files":[
             {"filename":"go1.25.2.windows-arm64.zip","os":"windows","arch":"arm64",
              "version":"go1.25.2",
              "sha256":"35301ccb7ec72788102fbec4106797d802576af61ffb0ab844467c38e166900e",
              "size":64623524,"kind":"archive"},
             {"filename":"go1.25.2.src.tar.gz","os":"","arch":"","version":"go1.25.2",
              "sha256":"","size":0,"kind":"source"}]}]
            """);
    Release release = index.releases().getFirst();
    assertThat(release.stable()).isTrue();
    assertThat(release.files())
        .containsExactly(
            new ReleaseFile(
                "go1.25.2.windows-arm64.zip",
                "go1.25.2",
                "windows",
                "arm64",
                ReleaseFile.Kind.ARCHIVE,
                DIGEST,
                64_623_524),
            new ReleaseFile(
                "go1.25.2.src.tar.gz", "go1.25.2", "", "", ReleaseFile.Kind.SOURCE, "", -1));
    assertThat(index.file("go1.25.2.windows-arm64.zip")).isPresent();
    assertThat(index.file("go1.25.2.windows-arm64")).isEmpty();
  }

  @Test
  void keepsGosOrderAndPutsTheUnorderedLast() throws IOException {
    ReleaseIndex index =
        versions(
            "go1.9.2rc2",
            "go1.27rc2",
            "go1.4-bootstrap-20171003",
            "go1.27.0",
            "go1.9",
            "go1.27.10",
            "go1.27.9",
            "go1.27rc10",
            "go1",
            "go1.20",
            "go1.20.1",
            "go1.20rc1",
            "go1.6beta1");
    assertThat(names(index.releases()))
        .containsExactly(
            "go1.27.10",
            "go1.27.9",
            "go1.27.0",
            "go1.27rc10",
            "go1.27rc2",
            "go1.20.1",
            "go1.20",
            "go1.20rc1",
            "go1.9.2rc2",
            "go1.9",
            "go1.6beta1",
            "go1",
            "go1.4-bootstrap-20171003");
  }

  @ParameterizedTest
  @CsvSource({
    "1.27,      go1.27.1 go1.27.0 go1.27rc1, go1.27.1",
    "go1.27,    go1.27.1 go1.27.0 go1.27rc1, go1.27.1",
    "1.27.x,    go1.27.1 go1.27.0 go1.27rc1, go1.27.1",
    "1.27.0,    go1.27.0,                    go1.27.0",
    "go1.27rc1, go1.27rc1,                   go1.27rc1",
    "1.28,      go1.28rc1,                   go1.28rc1",
    "1.20,      go1.20.1 go1.20,             go1.20.1",
    "1.20.0,    go1.20,                      go1.20",
    "latest,    go1.27.1,                    go1.27.1",
    "newest,    go1.27.1,                    go1.27.1",
    "stable,    go1.27.1 go1.27.0 go1.20.1 go1.20, go1.27.1",
    "1.2,       '',                          ''",
    "1.27.7,    '',                          ''"
  })
  void findsWhatIsMeant(String word, String matching, String chosen) throws IOException {
    ReleaseIndex index =
        versions(
            "go1.28rc1", "go1.27.1", "go1.27.0", "go1.27rc1", "go1.20.1", "go1.20", "go1.4-odd1rc");
    VersionQuery query = VersionQuery.parse(word).orElseThrow();
    assertThat(String.join(" ", names(index.matching(query)))).isEqualTo(matching);
    assertThat(index.choose(query).map(Release::version).orElse("")).isEqualTo(chosen);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "go", "2", "1.27.0.1", "v1.27", "1.27 ", "1.27-custom", "../1.27", "1.027"})
  void otherWordsMeanNothing(String word) {
    assertThat(VersionQuery.parse(word)).isEmpty();
  }

  @Test
  void findsThePlatformByWholeWords() throws IOException {
    ReleaseIndex index =
        read(
            "["
                + release(
                    "go1.27.0",
                    file("go1.27.0.linux-arm64.tar.gz", "linux", "arm64", DIGEST),
                    file("go1.27.0.linux-armv6l.tar.gz", "linux", "armv6l", DIGEST),
                    file("go1.27.0.linux-bootstrap.tar.gz", "linux", "bootstrap", DIGEST),
                    file("go1.27.0.darwin-amd64-osx10.8.tar.gz", "darwin", "amd64", DIGEST),
                    file("go1.27.0.darwin-amd64-osx10.6.tar.gz", "darwin", "amd64", DIGEST))
                + "]");
    Release release = index.releases().getFirst();
    assertThat(release.toolchainFor("linux", "arm").orElseThrow().name()).contains("armv6l");
    assertThat(release.toolchainFor("linux", "arm64").orElseThrow().name()).contains("arm64");
    assertThat(release.toolchainFor("linux", "armv6l")).isEmpty();
    assertThat(release.toolchainFor("darwin", "amd64").orElseThrow().name()).contains("10.8");
    assertThat(release.toolchainFor("windows", "arm64")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "none", "35301ccb", "g5301ccb", "n/a"})
  void whatIsNoDigestIsNone(String digest) throws IOException {
    ReleaseFile file =
        read("[" + release("go1.5", file("go1.5.linux-386.tar.gz", "linux", "386", digest)) + "]")
            .releases()
            .getFirst()
            .files()
            .getFirst();
    assertThat(file.hasDigest()).isFalse();
    assertThat(file.offers()).isEmpty();
  }

  @Test
  void rowsThatContradictEachOtherSayNothing() throws IOException {
    String name = "go1.5.linux-386.tar.gz";
    ReleaseIndex index =
        read(
            "["
                + release(
                    "go1.5",
                    file(name, "linux", "386", DIGEST),
                    file(name, "linux", "386", "0".repeat(64)))
                + "]");
    assertThat(index.releases().getFirst().files()).hasSize(1);
    assertThat(index.file(name).orElseThrow().hasDigest()).isFalse();
  }

  @Test
  void passesOverNamesThatAreNotSafeOrOfAnotherVersion() throws IOException {
    ReleaseIndex index =
        read(
            "["
                + release(
                    "go1.5",
                    file("../go1.5.linux-386.tar.gz", "linux", "386", DIGEST),
                    file("go1.5.linux-386/../x.tar.gz", "linux", "386", DIGEST),
                    file("go1.5..linux-386.tar.gz", "linux", "386", DIGEST),
                    file("go1.5.linux-386.tar.gz?x", "linux", "386", DIGEST),
                    file("go1.55.linux-386.tar.gz", "linux", "386", DIGEST),
                    file("go1.5.linux-a b.tar.gz", "linux", "a b", DIGEST),
                    file("go1.5." + "x".repeat(200), "linux", "386", DIGEST))
                + ","
                + release("go1.6\\u001b[31m")
                + ","
                + release("../evil")
                + "]");
    assertThat(index.releases()).hasSize(1);
    assertThat(index.releases().getFirst().files()).isEmpty();
  }

  @Test
  void survivesWhatItDoesNotKnow() throws IOException {
    ReleaseIndex index =
        read(
            """
            [null, 3, "x", [[]], {},
             {"version":"go1.30rc1","new":{"a":[1,{"b":null}]},"files":[null,7,[],{},
              {"filename":"go1.30rc1.linux-amd64.tar.zst","os":"linux","arch":"amd64",
               "kind":"zstd","size":99999999999999999999999,"sha256":{"x":1},"sig":[]}]}]
            """);
    Release release = index.releases().getFirst();
    assertThat(release.stable()).isFalse();
    assertThat(release.files().getFirst().kind()).isEqualTo(ReleaseFile.Kind.OTHER);
    assertThat(release.files().getFirst().size()).isEqualTo(-1);
  }

  @Test
  void refusesWhatTheReaderOfJsonGivesUpOn() {
    assertThatThrownBy(() -> read("[".repeat(5000))).isInstanceOf(MalformedIndexException.class);
    assertThatThrownBy(() -> read("[" + "9".repeat(5000) + "]"))
        .isInstanceOf(MalformedIndexException.class);
    byte[] utf32 = new byte[80];
    utf32[73] = 'g';
    utf32[74] = 'o';
    assertThatThrownBy(() -> IndexReader.read(new ByteArrayInputStream(utf32)))
        .isInstanceOf(MalformedIndexException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "[{}]",
        "<html>",
        "null",
        "[{\"version\":\"go1.5\"",
        "[1,",
        "[{\"version\":3}]",
        "{\"version\":\"go1.5\"}",
        "\u0000",
        "[[[[[[[["
      })
  void refusesWhatIsNoList(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedIndexException.class);
  }
}
