package dev.archcheck.toolchain.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS) // scripts that play a go
class ProxyListTest {

  @TempDir Path temp;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void emptyHome() {
    environment.put("HOME", temp.resolve("home").toString());
    environment.put("PATH", temp.resolve("go/bin").toString());
  }

  private static String entries(String text) {
    StringBuilder words = new StringBuilder();
    for (ProxyList.Entry entry : ProxyList.parse(text, "test").entries()) {
      words.append(words.isEmpty() ? "" : " ");
      words.append(
          switch (entry) {
            case ProxyList.Direct _ -> "direct";
            case ProxyList.Off _ -> "off";
            case ProxyList.Proxy(var url, var passing) ->
                url + (passing.name().startsWith("ON") ? "|" : ",");
          });
    }
    return words.toString();
  }

  private Optional<ProxyList> find() {
    return new ProxyListFinder(new Machine(temp, "Linux", "amd64", environment)).find();
  }

  private void go(String script) throws IOException {
    Path go = temp.resolve("go/bin/go");
    Files.createDirectories(temp.resolve("go/bin"));
    Files.writeString(go, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(go, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(temp.resolve("go/VERSION"), "go1.20\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "https://a.example; https://a.example/,",
        "https://a.example,direct; https://a.example/, direct",
        "https://a.example|https://b.example/x/; https://a.example/| https://b.example/x/,",
        " https://a.example , ,off,https://b.example; https://a.example/, off",
        "direct,https://a.example; direct",
        "a.example|b.example:8080/x; https://a.example/| https://b.example:8080/x/,",
        "file:///srv/proxy,off; file:///srv/proxy/, off"
      })
  void readsListsAsGoDoes(String text, String entries) {
    assertThat(entries(text)).isEqualTo(entries);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        ",",
        "|,",
        "noproxy",
        "ftp://x/",
        "file://host/x",
        "/srv/x",
        "http:///x",
        "https://a b/"
      })
  void refusesWhatGoRefuses(String text) {
    assertThatThrownBy(() -> ProxyList.parse(text, "GOPROXY"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("GOPROXY: ");
  }

  @Test
  void nothingIsWrittenDown() {
    assertThat(find()).isEmpty();
  }

  @Test
  void theEnvironmentComesFirst() throws IOException {
    go("echo https://built-in.example");
    settings("GOPROXY=https://user.example\n");
    environment.put("GOPROXY", "https://env.example");
    assertThat(find().orElseThrow().source()).isEqualTo("the variable GOPROXY");
  }

  private Path settings(String text) throws IOException {
    Path file = temp.resolve("home/.config/go/env");
    Files.createDirectories(temp.resolve("home/.config/go"));
    return Files.writeString(file, text);
  }

  @Test
  void thenTheUsersSettings() throws IOException {
    go("echo https://built-in.example");
    Path file = settings("# GOPROXY=https://no.example\nx\n=\nGOPROXY=https://user.example\r\n");
    assertThat(find().orElseThrow().source()).isEqualTo(file.toString());
    assertThat(find().orElseThrow().entries().toString()).contains("https://user.example/");

    environment.put("GOENV", "off");
    assertThat(find().orElseThrow().source()).endsWith("go env GOPROXY");
    environment.put("GOENV", file.toString());
    assertThat(find().orElseThrow().source()).isEqualTo(file.toString());
  }

  @Test
  void thenTheGoOnPath() throws IOException {
    go("");
    Files.write(temp.resolve("go/bin/go"), new byte[] {0x7F, 'E', 'L', 'F'});
    Path file = Files.writeString(temp.resolve("go/go.env"), "GOPROXY=https://root.example\n");
    assertThat(find().orElseThrow().source()).isEqualTo(file.toRealPath().toString());
    Files.writeString(file, "GOTOOLCHAIN=auto\n");
    assertThat(find()).isEmpty(); // such a file cannot be started
    go("echo https://built-in.example");
    assertThat(find().orElseThrow().entries().toString()).contains("https://built-in.example/");
  }

  @Test
  void runsTheGoSoThatItOnlyAnswers() throws IOException {
    environment.put("GOROOT", "/stale");
    environment.put("GOFLAGS", "-mod=mod");
    go(
        """
        [ "$*" = "env GOPROXY" ] && [ "$GOTOOLCHAIN" = local ] && [ "$GOENV" = off ] \\
          && [ -z "${GOROOT+x}" ] && [ -z "$GOFLAGS" ] && [ "$GOWORK" = off ] \\
          && [ -z "$(ls -A)" ] && ! read -r line && echo https://built-in.example\
        """);
    assertThat(find().orElseThrow().entries().toString()).contains("built-in");
  }

  @Test
  void aGoThatFailsSaysNothing() throws IOException {
    go("echo https://built-in.example; exit 1");
    assertThat(find()).isEmpty();
  }
}
