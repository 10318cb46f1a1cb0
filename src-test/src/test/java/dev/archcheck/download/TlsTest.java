package dev.archcheck.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.servers.Certificates;
import dev.archcheck.servers.ConnectProxy;
import dev.archcheck.servers.Mode;
import dev.archcheck.servers.ReleaseServer;
import dev.archcheck.toolchain.download.Fetch;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.FetchException.Kind;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {

  @TempDir static Path folder;

  private static Certificates certificates;
  private static SSLContext here;
  private static SSLContext elsewhere;

  @BeforeAll
  static void makeCertificates() throws IOException, GeneralSecurityException {
    certificates = new Certificates(folder);
    here = certificates.server("ip:127.0.0.1", "-1d", 30);
    elsewhere = certificates.server("dns:files.example", "-1d", 30);
  }

  private static ReleaseServer server(SSLContext context) throws IOException {
    return ReleaseServer.start(context).put("/a", "secret");
  }

  private static String text(Http http, URI url) throws IOException {
    return new Fetch(http).get(url, 1000).text();
  }

  private static FetchException failure(Http http, URI url) {
    try {
      throw new AssertionError("was had: " + text(http, url));
    } catch (FetchException e) {
      return e;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void namesTheAuthorityThatIsNotTrusted() throws IOException {
    try (ReleaseServer server = server(here)) {
      FetchException e = failure(Net.http(), server.url().resolve("a"));
      assertThat(e.kind()).isEqualTo(Kind.TLS);
      assertThat(e)
          .hasMessageContaining("issued by CN=Inspecting Box,O=Example Corp")
          .hasMessageContaining("not trusted here");
      assertThat(e.hint()).contains("TLS-inspecting proxy?", "--ca-file");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void trustsAFileThatIsNamed() throws IOException {
    try (ReleaseServer server = server(here)) {
      URI url = server.url().resolve("a");
      assertThat(text(Net.http(Map.of(), certificates.authority()), url)).isEqualTo("secret");
      String file = certificates.authority().toString();
      assertThat(text(Net.http(Map.of("SSL_CERT_FILE", file), null), url)).isEqualTo("secret");
      String dir = Files.createDirectories(folder.resolve("dir")).toString();
      Files.copy(certificates.authority(), Path.of(dir, "box.pem"));
      assertThat(text(Net.http(Map.of("SSL_CERT_DIR", dir), null), url)).isEqualTo("secret");
    }
  }

  @Test
  void trustsWhatTheSystemTrusts() throws IOException {
    Path bundle = folder.resolve("root/etc/ssl/certs/ca-certificates.crt");
    Files.createDirectories(bundle.resolve("..").normalize());
    Files.writeString(
        bundle,
        "# a comment\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
            + Files.readString(certificates.authority()));
    Machine machine = new Machine(folder.resolve("root"), "Linux", "amd64", Map.of());
    try (ReleaseServer server = server(here)) {
      assertThat(text(Net.http(machine, null), server.url().resolve("a"))).isEqualTo("secret");
    }
  }

  @Test
  void wantsTheNameOfTheServerFromTrustedAuthoritiesToo() throws IOException {
    try (ReleaseServer server = server(elsewhere)) {
      FetchException e =
          failure(Net.http(Map.of(), certificates.authority()), server.url().resolve("a"));
      assertThat(e.kind()).isEqualTo(Kind.TLS);
      assertThat(e).hasMessageContaining("its certificate is not for it");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void saysThatACertificateIsNotValidToday() throws IOException, GeneralSecurityException {
    try (ReleaseServer server =
        ReleaseServer.start(certificates.server("ip:127.0.0.1", "-30d", 3)).put("/a", "x")) {
      FetchException e =
          failure(Net.http(Map.of(), certificates.authority()), server.url().resolve("a"));
      assertThat(e).hasMessageContaining("is valid from").hasMessageContaining("only");
      assertThat(e.hint()).contains("clock");
    }
  }

  @Test
  void refusesAFileWithoutACertificate() throws IOException {
    Path file = Files.writeString(folder.resolve("none.pem"), "nothing");
    assertThatThrownBy(() -> Net.http(Map.of(), file)).hasMessageContaining("no certificate");
    assertThatThrownBy(() -> Net.http(Map.of(), folder.resolve("missing.pem")))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void doesNotFollowFromAnEncryptedPlaceToAnother() throws IOException {
    try (ReleaseServer plain = ReleaseServer.start();
        ReleaseServer server = server(here)) {
      plain.put("/a", "x");
      server.mode("/x", Mode.good().redirect(plain.url().resolve("a")));
      FetchException e =
          failure(Net.http(Map.of(), certificates.authority()), server.url().resolve("x"));
      assertThat(e.kind()).isEqualTo(Kind.REDIRECT);
      assertThat(e).hasMessageContaining("not encrypted");
      assertThat(plain.requests()).isEmpty();
    }
  }

  @Test
  void tunnelsThroughAProxyWithALogin() throws IOException {
    try (ReleaseServer server = server(elsewhere);
        ConnectProxy proxy = ConnectProxy.withLogin("me:p@ss")) {
      Http http =
          Net.http(Map.of("HTTPS_PROXY", proxy.urlWith("me:p%40ss")), certificates.authority());
      URI url = URI.create("https://files.example:" + server.url().getPort() + "/a");
      assertThat(text(http, url)).isEqualTo("secret");
      assertThat(proxy.requests()).allSatisfy(line -> assertThat(line).startsWith("CONNECT "));
      assertThat(server.requests().getFirst().headers()).doesNotContainKey("proxy-authorization");
    }
  }
}
