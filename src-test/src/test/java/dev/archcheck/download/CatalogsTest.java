package dev.archcheck.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.servers.Mode;
import dev.archcheck.servers.ReleaseServer;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.Source;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.release.Catalog;
import dev.archcheck.toolchain.release.Catalogs;
import dev.archcheck.toolchain.release.ModuleProxies;
import dev.archcheck.toolchain.release.ReleaseSites;
import dev.archcheck.toolchain.release.Sidecars;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CatalogsTest {

  private static final String DIGEST = "ab".repeat(32);
  private static final String FILE = "go1.27.0.linux-amd64.tar.gz";
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @TempDir Path home;

  private final Map<String, String> environment = new HashMap<>();
  private ReleaseServer site;
  private ReleaseServer proxy;
  private Instant now = NOW;

  @BeforeEach
  void start() throws IOException {
    site = ReleaseServer.start();
    proxy = ReleaseServer.start();
    site.row("go1.27.0", true, FILE, DIGEST, 5);
    Path zip = Files.write(home.resolve("m.zip"), new byte[] {'P', 'K', 3, 4});
    proxy.module("v0.0.1-go1.26.8.linux-arm64", zip);
    proxy.module("v0.0.1-go1.26.8.linux-amd64", zip);
    proxy.module("v0.0.1-go1.27rc1.linux-amd64", zip);
    environment.put("ARCHCHECK_GO_DL", site.url().toString());
    environment.put("GOPROXY", proxy.url().toString());
    environment.put("HOME", home.toString());
  }

  @AfterEach
  void stop() throws IOException {
    site.close();
    proxy.close();
  }

  private Machine machine() {
    return Net.machine(environment);
  }

  private ModuleProxies proxies() throws IOException {
    return ModuleProxies.of(machine(), Net.http(), ReleaseSites.of(machine()));
  }

  private Catalogs catalogs() throws IOException {
    return new Catalogs(
        Net.http(),
        ReleaseSites.of(machine()),
        proxies(),
        new Store(home.resolve("store")),
        () -> now);
  }

  private Path cache() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("store/index"))) {
      return files
          .reduce((one, other) -> {
            throw new AssertionError(one + " and " + other);
          })
          .orElseThrow();
    }
  }

  private static String newest(Catalog catalog) {
    return catalog.index().releases().getFirst().version();
  }

  @Test
  void readsTheListAndAsksLaterOnlyWhetherItChanged() throws IOException {
    Catalog first = catalogs().load();
    assertThat(first.origin()).isInstanceOf(Catalog.Fresh.class);
    assertThat(newest(first)).isEqualTo("go1.27.0");
    assertThat(site.requests().getFirst().target()).isEqualTo("/?mode=json&include=all");

    now = NOW.plusSeconds(3600);
    Catalog second = catalogs().load();
    assertThat(second.origin()).isInstanceOf(Catalog.Fresh.class);
    assertThat(site.requests().get(1).header("if-none-match")).startsWith("\"");
    assertThat(newest(second)).isEqualTo("go1.27.0");

    site.row("go1.28.0", true, "go1.28.0.linux-amd64.tar.gz", DIGEST, 5);
    assertThat(newest(catalogs().load())).isEqualTo("go1.28.0");

    // The time of the last confirmation counts.
    site.close();
    assertThat(((Catalog.Kept) catalogs().load().origin()).fetched())
        .isEqualTo(NOW.plusSeconds(3600));
  }

  @Test
  void usesWhatItKeptWhenTheSiteIsGone() throws IOException {
    catalogs().load();
    site.close();
    Catalog catalog = catalogs().load();
    Catalog.Kept kept = (Catalog.Kept) catalog.origin();
    assertThat(kept.fetched()).isEqualTo(NOW);
    assertThat(kept.why().kind()).isEqualTo(FetchException.Kind.REFUSED);
    assertThat(newest(catalog)).isEqualTo("go1.27.0");
    assertThat(catalogs().kept()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, -1, -2})
  void dropsADamagedCache(int at) throws IOException {
    catalogs().load();
    byte[] bytes = Files.readAllBytes(cache());
    if (at == -2) {
      Files.write(cache(), new byte[0]);
    } else {
      bytes[at < 0 ? bytes.length - 10 : at] ^= 1;
      Files.write(cache(), bytes);
    }
    assertThat(catalogs().kept()).isEmpty();
    assertThat(newest(catalogs().load())).isEqualTo("go1.27.0");
    assertThat(site.requests().getLast().headers()).doesNotContainKey("if-none-match");
    assertThat(catalogs().kept()).isPresent();
  }

  @Test
  void aCacheIsOfOneSiteOnly() throws IOException {
    catalogs().load();
    environment.put("ARCHCHECK_GO_DL", site.url("localhost").toString());
    assertThat(catalogs().kept()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"portal", "status", "cut", "empty"})
  void aBadAnswerDoesNotReplaceWhatWasKept(String what) throws IOException {
    catalogs().load();
    Mode mode =
        switch (what) {
          case "portal" -> Mode.good().portal();
          case "status" -> Mode.good().status(500);
          case "cut" -> Mode.good().tag(Mode.Tag.CHANGING).cutAfter(20);
          default -> Mode.good().tag(Mode.Tag.CHANGING).truncateTo(0);
        };
    site.mode("/", mode);
    Catalog catalog = catalogs().load();
    assertThat(catalog.origin()).isInstanceOf(Catalog.Kept.class);
    assertThat(newest(catalog)).isEqualTo("go1.27.0");
    site.mode("/", Mode.good());
    assertThat(catalogs().load().origin()).isInstanceOf(Catalog.Fresh.class);
  }

  @Test
  void asksTheModuleProxyWhereThereIsNothingElse() throws IOException {
    site.close();
    Catalog catalog = catalogs().load();
    Catalog.Served served = (Catalog.Served) catalog.origin();
    assertThat(served.why().kind()).isEqualTo(FetchException.Kind.REFUSED);
    assertThat(catalog.index().releases()).hasSize(2);
    assertThat(newest(catalog)).isEqualTo("go1.27rc1");
    assertThat(catalog.index().releases().getFirst().stable()).isFalse();
    assertThat(catalog.index().releases().get(1).toolchainFor("linux", "arm64")).isPresent();
  }

  @Test
  void saysBothReasonsWhereThereIsNothing() throws IOException {
    site.close();
    environment.put("GOPROXY", "off");
    assertThatThrownBy(() -> catalogs().load())
        .isInstanceOf(FetchException.class)
        .message()
        .containsSubsequence("refuses connections", "names no proxy to ask (the variable GOPROXY)");
  }

  @Test
  void passesOverProxiesAsGoDoes() throws IOException {
    ModuleProxies comma = with(url(site) + "," + url(proxy));
    site.mode("/golang.org/toolchain/@v/list", Mode.good().status(404));
    assertThat(comma.list().from().getPort()).isEqualTo(proxy.url().getPort());

    site.mode("/golang.org/toolchain/@v/list", Mode.good().status(403));
    assertThatThrownBy(comma::list)
        .hasMessageContaining("this proxy does not serve it")
        .hasMessageContaining("403");

    ModuleProxies pipe = with(url(site) + "|" + url(proxy));
    assertThat(pipe.list().from().getPort()).isEqualTo(proxy.url().getPort());

    ModuleProxies none = with(url(proxy) + "|" + url(site));
    proxy.mode("/golang.org/toolchain/@v/list", Mode.good().portal());
    assertThatThrownBy(none::list)
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("HTML page")
        .hasMessageContaining("403");
  }

  private ModuleProxies with(String list) throws IOException {
    environment.put("GOPROXY", list);
    return proxies();
  }

  private static URI url(ReleaseServer server) {
    return server.url();
  }

  @Test
  void directIsTheOriginOfToolchainsOnly() throws IOException {
    ModuleProxies direct = with("direct");
    assertThat(direct.sources("golang.org/toolchain/@v/list"))
        .extracting(Source::url)
        .containsExactly(site.url().resolve("mod/golang.org/toolchain/@v/list"));
    assertThatThrownBy(() -> direct.get("example.com/m/@v/list", 10))
        .hasMessageContaining("names no proxy");
  }

  @Test
  void readsAProxyInAFolder() throws IOException {
    Path folder = Files.createDirectories(home.resolve("proxy/golang.org/toolchain/@v"));
    Files.writeString(folder.resolve("list"), "v0.0.1-go1.21.0.plan9-386\nv1.0.0\n\nodd\n");
    ModuleProxies file = with(home.resolve("none").toUri() + "," + home.resolve("proxy").toUri());
    assertThat(file.list().index().releases()).hasSize(1);
    assertThat(newest(new Catalog(file.list().index(), new Catalog.Fresh(url(site)))))
        .isEqualTo("go1.21.0");
  }

  @Test
  void asksForTheChecksumDatabaseAsGoDoes() throws IOException {
    URI direct = URI.create("https://sum.golang.org/");
    String name = "sum.golang.org";
    String supported = "/sumdb/sum.golang.org/supported";
    ModuleProxies both = with(url(site) + "," + url(proxy));
    assertThat(both.checksumDatabase(name, direct)).isEqualTo(direct);

    proxy.put(supported, "");
    assertThat(both.checksumDatabase(name, direct))
        .isEqualTo(proxy.url().resolve("sumdb/sum.golang.org/"));

    site.mode(supported, Mode.good().status(403));
    assertThatThrownBy(() -> both.checksumDatabase(name, direct))
        .hasMessageContaining("this proxy does not serve it");
    assertThat(with("off").checksumDatabase(name, direct)).isEqualTo(direct);
  }

  @Test
  void readsSidecarsAndNothingElse() throws IOException {
    site.put("/" + FILE + ".sha256", DIGEST + "\n");
    site.put("/" + FILE + ".asc", "-----BEGIN PGP SIGNATURE-----\n\nxx\n");
    Sidecars sidecars = new Sidecars(Net.http(), ReleaseSites.of(machine()));
    assertThat(sidecars.sha256(FILE)).isEqualTo(DIGEST);
    assertThat(sidecars.signature(FILE).text()).contains("xx");

    for (String wrong :
        new String[] {"", "ab", DIGEST + "  " + FILE, DIGEST + "00", "z".repeat(64)}) {
      site.put("/" + FILE + ".sha256", wrong);
      assertThatThrownBy(() -> sidecars.sha256(FILE)).hasMessageContaining("is no SHA-256");
    }
    // go.dev/dl itself answers a request for a sidecar with a page and status 200.
    site.mode("/" + FILE + ".sha256", Mode.good().portal());
    assertThatThrownBy(() -> sidecars.sha256(FILE)).hasMessageContaining("HTML page");
    site.put("/" + FILE + ".asc", "-----BEGIN PGP MESSAGE-----\n");
    assertThatThrownBy(() -> sidecars.signature(FILE)).hasMessageContaining("no OpenPGP signature");
  }

  @Test
  void mirrorsGiveFilesAndNoSidecars() {
    environment.put("ARCHCHECK_GO_MIRRORS", "https://m1.example/go, https://m2.example/");
    ReleaseSites sites = ReleaseSites.of(machine());
    assertThat(sites.places(FILE))
        .extracting(URI::getHost)
        .containsExactly("m1.example", "m2.example", "127.0.0.1");
    assertThat(sites.sidecar(FILE + ".sha256").getHost()).isEqualTo("127.0.0.1");

    environment.remove("ARCHCHECK_GO_DL");
    ReleaseSites official = ReleaseSites.of(machine());
    assertThat(official.list()).hasToString("https://go.dev/dl/?mode=json&include=all");
    assertThat(official.sidecar("x")).hasToString("https://dl.google.com/go/x");

    environment.put("ARCHCHECK_GO_DL", "nonsense");
    assertThatThrownBy(() -> ReleaseSites.of(machine()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ARCHCHECK_GO_DL");
  }
}
