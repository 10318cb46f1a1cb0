package dev.archcheck.toolchain.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetrcTest {

  private static final String FILE =
      """
      machine a.example login me password p@ss/w:rd account x
      macdef init
      machine b.example login no password no

      machine c.example
        login you
        password secret
      default
        login any password any
      machine d.example login late password late
      """;

  @TempDir Path home;

  private static String apply(Netrc netrc, String url) {
    return netrc.apply(URI.create(url)).toString();
  }

  @Test
  void findsTheHostOnly() {
    Netrc netrc = Netrc.parse(FILE);
    URI url = netrc.apply(URI.create("https://a.example/x"));
    assertThat(url).hasToString("https://me:p%40ss%2fw%3ard@a.example/x");
    assertThat(Credentials.of(url)).isEqualTo(new Credentials("me", "p@ss/w:rd"));
    assertThat(Credentials.without(url)).hasToString("https://a.example/x");
    assertThat(apply(netrc, "https://c.example:8443/"))
        .isEqualTo("https://you:secret@c.example:8443/");
    for (String other :
        new String[] {
          "https://b.example/",
          "https://d.example/",
          "https://x.a.example/",
          "http://a.example/",
          "https://own:pw@a.example/",
          "file:///a.example"
        }) {
      assertThat(apply(netrc, other)).isEqualTo(other);
    }
  }

  @Test
  void readsTheFileOfTheUserUnlessToldNotTo() throws IOException {
    Files.writeString(home.resolve(".netrc"), FILE);
    Files.writeString(home.resolve("_netrc"), "machine a.example login w password w");
    assertThat(of("Linux", Map.of("HOME", home.toString()))).contains("me:");
    assertThat(of("Windows 11", Map.of("USERPROFILE", home.toString()))).contains("w:w@");
    assertThat(of("Linux", Map.of("NETRC", home.resolve("_netrc").toString()))).contains("w:w@");
    assertThat(of("Linux", Map.of("HOME", home.toString(), "GOAUTH", "off")))
        .isEqualTo("https://a.example/");
    assertThat(of("Linux", Map.of("HOME", "/nonexistent"))).isEqualTo("https://a.example/");
  }

  private static String of(String os, Map<String, String> environment) {
    Machine machine = new Machine(Path.of("/"), os, "amd64", environment);
    return apply(Netrc.of(machine), "https://a.example/");
  }

  @Test
  void credentialsDoNotShow() {
    assertThat(new Credentials("me", "secret")).hasToString("credentials");
    assertThat(FetchException.shown(URI.create("https://me:secret@a.example/x?y")))
        .isEqualTo("https://a.example/x?y");
  }
}
