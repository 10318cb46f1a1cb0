package dev.archcheck.toolchain.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.toolchain.host.Machine;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyRulesTest {

  private static @Nullable URI proxy(String url, Map<String, String> environment)
      throws FetchException {
    return ProxyRules.of(new Machine(Path.of("/"), "Linux", "amd64", environment))
        .proxyFor(URI.create(url));
  }

  private static boolean isProxied(String url, String noProxy) throws FetchException {
    return proxy(url, Map.of("ALL_PROXY", "p.example:3128", "NO_PROXY", noProxy)) != null;
  }

  @Test
  void choosesByTheScheme() throws FetchException {
    Map<String, String> environment = new HashMap<>();
    environment.put("https_proxy", "http://s.example:1");
    environment.put("HTTP_PROXY", "h.example:2");
    assertThat(proxy("https://go.dev/dl/", environment)).hasToString("http://s.example:1");
    assertThat(proxy("http://go.dev/dl/", environment)).hasToString("http://h.example:2");
    environment.put("HTTPS_PROXY", "socks5://upper.example:3");
    assertThat(proxy("https://go.dev/dl/", environment)).hasToString("socks5://upper.example:3");
    environment.put("REQUEST_METHOD", "GET");
    assertThat(proxy("http://go.dev/dl/", environment)).isNull();
    environment.put("all_proxy", "http://all.example:4");
    assertThat(proxy("http://go.dev/dl/", environment)).hasToString("http://all.example:4");
  }

  @ParameterizedTest
  @CsvSource({
    "go.dev,           https://go.dev/,            false",
    "go.dev,           https://dl.go.dev/,         false",
    "go.dev,           https://algo.dev/,          true",
    ".go.dev,          https://go.dev/,            true",
    ".go.dev,          https://dl.go.dev/,         false",
    "*.go.dev,         https://dl.go.dev/,         false",
    "*.go.dev,         https://go.dev/,            true",
    "GO.dev,           https://Go.DEV/,            false",
    "go.dev:443,       https://go.dev/,            false",
    "go.dev:80,        https://go.dev/,            true",
    "go.dev:8443,      https://go.dev:8443/,       false",
    "go.dev:x,         https://go.dev/,            true",
    "*,                https://go.dev/,            false",
    "' , x.example ',  https://x.example/,         false",
    "10.0.0.0/8,       https://10.1.2.3/,          false",
    "10.0.0.0/8,       https://11.1.2.3/,          true",
    "10.0.0.0/33,      https://10.1.2.3/,          true",
    "192.168.1.0/28,   https://192.168.1.15/,      false",
    "192.168.1.0/28,   https://192.168.1.16/,      true",
    "10.1.2.3,         https://10.1.2.3/,          false",
    "10.1.2.3:80,      https://10.1.2.3/,          true",
    "10.1.2.3:443,     https://10.1.2.3/,          false",
    "[fd00::1]:443,    https://[fd00::1]/,         false",
    "fd00::/8,         https://[fd12::1]/,         false",
    "fd00::1,          https://[fd00::2]/,         true",
    "'',               https://localhost/,         false",
    "'',               https://127.8.9.10/,        false",
    "'',               https://[::1]:8443/,        false",
    "'',               https://128.0.0.1/,         true",
    "e.example,        https://1.e.example/,       false",
    "2.3,              https://10.1.2.3/,          false",
    "/8,               https://10.1.2.3/,          true"
  })
  void honoursNoProxyAsGoDoes(String noProxy, String url, boolean proxied) throws FetchException {
    assertThat(isProxied(url, noProxy)).isEqualTo(proxied);
  }

  @Test
  void anAddressThatIsNoneIsSaidWithoutItsPassword() {
    assertThatThrownBy(() -> proxy("https://go.dev/", Map.of("HTTPS_PROXY", "http://me:pw@ x/")))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("address of the HTTP proxy")
        .hasMessageNotContaining("pw");
  }
}
