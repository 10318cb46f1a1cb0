package dev.archcheck.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.servers.ConnectProxy;
import dev.archcheck.servers.Mode;
import dev.archcheck.servers.ReleaseServer;
import dev.archcheck.toolchain.download.Fetch;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.FetchException.Kind;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class HttpTest {

  @TempDir Path temp;

  private ReleaseServer server;

  @BeforeEach
  void start() throws IOException {
    server = ReleaseServer.start();
    server.put("/a", "hello");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
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

  private FetchException failure(String path) throws IOException {
    return failure(Net.http(), server.url().resolve(path));
  }

  @Test
  void readsSmallResources() throws IOException {
    assertThat(text(Net.http(), server.url().resolve("a"))).isEqualTo("hello");
    assertThat(server.requests().getFirst().header("user-agent")).isEqualTo("archcheck");
  }

  @Test
  void followsRedirectsToAnotherHostWithoutTheCredentials() throws IOException {
    server.mode("/x", Mode.good().redirect(server.url().resolve("y")));
    server.mode("/y", Mode.good().redirect(server.url("localhost").resolve("a")));
    URI withLogin = URI.create(server.url().toString().replace("//", "//me:s%40cret@") + "x");
    assertThat(text(Net.http(), withLogin)).isEqualTo("hello");
    assertThat(server.requests())
        .extracting(request -> request.header("authorization"))
        .containsExactly("Basic bWU6c0BjcmV0", "Basic bWU6c0BjcmV0", "");
  }

  @Test
  void doesNotFollowForever() throws IOException {
    server.mode("/x", Mode.good().redirect(server.url().resolve("x")));
    assertThat(failure("x").kind()).isEqualTo(Kind.REDIRECT);
    assertThat(server.requests()).hasSize(11);
  }

  @ParameterizedTest
  @CsvSource({"file:///etc/passwd", "ftp://127.0.0.1/a", "gopher:x"})
  void doesNotFollowOutOfTheWeb(String place) throws IOException {
    server.mode("/x", Mode.good().redirect(URI.create(place)));
    FetchException e = failure("x");
    assertThat(e.kind()).isEqualTo(Kind.REDIRECT);
    assertThat(e).hasMessageContaining("/x: ");
  }

  @Test
  void aLocationWithoutARedirectIsNone() throws IOException {
    server.mode("/x", Mode.good().portal());
    assertThat(failure("x")).hasMessageContaining("HTML page");
  }

  @Test
  void saysWhichStatus() throws IOException {
    FetchException e = failure("missing");
    assertThat(e.kind()).isEqualTo(Kind.STATUS);
    assertThat(e.isNotFound()).isTrue();
    assertThat(e).hasMessage(server.url() + "missing: the server answered 404 Not Found");
    server.mode("/a", Mode.good().status(403));
    assertThat(failure("a").isNotFound()).isFalse();
  }

  @Test
  void limitsTheSizeWithAndWithoutALength() throws IOException {
    server.put("/long", "x".repeat(2000));
    assertThat(failure("long").kind()).isEqualTo(Kind.TOO_LARGE);
    server.mode("/long", Mode.good().chunked());
    assertThat(failure("long").kind()).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  void findsCutAndSilentConnections() throws IOException {
    server.mode("/a", Mode.good().cutAfter(3));
    assertThat(failure("a").kind()).isEqualTo(Kind.CUT);
    server.mode("/a", Mode.good().silentAfter(3));
    assertThat(failure("a").kind()).isEqualTo(Kind.TIMED_OUT);
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    FetchException e = failure(Net.http(), URI.create("http://127.0.0.1:" + port + "/a"));
    assertThat(e.kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void saysThatAHostIsNotKnown() throws IOException {
    FetchException e = failure(Net.http(), URI.create("http://no-such-host.invalid/a"));
    assertThat(e.kind()).isEqualTo(Kind.DNS);
    assertThat(e).hasMessageContaining("no-such-host.invalid is not known here");
    assertThat(e.hint()).contains("HTTPS_PROXY");
  }

  @Test
  void saysThatAServerDoesNotAnswer() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/a");
      assertThat(failure(Net.http(), url).kind()).isEqualTo(Kind.TIMED_OUT);
    }
  }

  @ParameterizedTest
  @CsvSource({"ftp://example.com/x", "mailto:a@b", "http:///x"})
  void refusesOtherAddresses(String url) throws IOException {
    assertThat(failure(Net.http(), URI.create(url)).kind()).isEqualTo(Kind.BAD_URL);
  }

  @Test
  void readsFilesOfThisMachine() throws IOException {
    Path file = Files.writeString(temp.resolve("x y"), "here");
    assertThat(text(Net.http(), file.toUri())).isEqualTo("here");
    FetchException e = failure(Net.http(), temp.resolve("none").toUri());
    assertThat(e.isNotFound()).isTrue();
  }

  @Test
  void neverShowsAPassword() throws IOException {
    URI url = URI.create(server.url().toString().replace("//", "//me:secret@") + "missing");
    assertThat(failure(Net.http(), url)).message().doesNotContain("secret").contains("127.0.0.1");
  }

  @Test
  void theProxyOfTheEnvironmentIsAsked() throws IOException {
    server.put("/b", "through");
    try (ConnectProxy proxy = ConnectProxy.open()) {
      Http http = Net.http(Map.of("http_proxy", proxy.url().toString()), null);
      int port = server.url().getPort();
      assertThat(text(http, URI.create("http://files.example:" + port + "/b")))
          .isEqualTo("through");
      assertThat(proxy.requests().getFirst()).startsWith("GET http://files.example:");
      // This machine is never reached through a proxy.
      assertThat(text(http, server.url().resolve("b"))).isEqualTo("through");
      assertThat(proxy.requests()).hasSize(1);
    }
  }

  @Test
  void noProxyIsHonoured() throws IOException {
    try (ConnectProxy proxy = ConnectProxy.open()) {
      Http http =
          Net.http(
              Map.of("HTTP_PROXY", proxy.url().toString(), "NO_PROXY", "no-such-host.invalid"),
              null);
      assertThat(failure(http, URI.create("http://sub.no-such-host.invalid/a")).kind())
          .isEqualTo(Kind.DNS);
      assertThat(proxy.requests()).isEmpty();
    }
  }

  @Test
  void saysThatTheProxyIsWhatFails() throws IOException {
    URI url = URI.create("https://files.example/a");
    try (ConnectProxy proxy = ConnectProxy.refusing()) {
      FetchException e = failure(Net.http(Map.of("HTTPS_PROXY", proxy.url() + ""), null), url);
      assertThat(e.kind()).isEqualTo(Kind.PROXY);
      assertThat(e).hasMessageContaining("does not connect").hasMessageContaining("403");
    }
    try (ConnectProxy proxy = ConnectProxy.withLogin("me:right")) {
      String wrong = proxy.urlWith("me:wrong");
      FetchException e = failure(Net.http(Map.of("HTTPS_PROXY", wrong), null), url);
      assertThat(e.kind()).isEqualTo(Kind.PROXY);
      assertThat(e).hasMessageContaining("wants a login").message().doesNotContain("wrong");
    }
    String dead = "http://127.0.0.1:1";
    FetchException e = failure(Net.http(Map.of("ALL_PROXY", dead), null), url);
    assertThat(e.kind()).isEqualTo(Kind.PROXY);
    assertThat(e).hasMessageContaining("refuses connections");
    FetchException odd = failure(Net.http(Map.of("HTTPS_PROXY", "quic://x:1"), null), url);
    assertThat(odd).hasMessageContaining("quic is not supported");
  }

  @Test
  void aBodyThatIsClosedEarlyGivesUpTheConnection() throws IOException {
    server.put("/big", new byte[5_000_000]);
    long start = System.nanoTime();
    Http http = Net.http();
    server.mode("/big", Mode.good().slow(500_000));
    try (Response answer = http.get(Http.Request.of(server.url().resolve("big")))) {
      assertThat(answer.body().read()).isZero();
    }
    assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
  }

  @Test
  void readsABodyOnlyToItsLimit() throws IOException {
    server.put("/u", "ü".getBytes(StandardCharsets.UTF_8));
    assertThat(text(Net.http(), server.url().resolve("u"))).isEqualTo("ü");
    assertThatThrownBy(() -> new Fetch(Net.http()).get(server.url().resolve("a"), 4))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("more than 4 bytes");
  }
}
