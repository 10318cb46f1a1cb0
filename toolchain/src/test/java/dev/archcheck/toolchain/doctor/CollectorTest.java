package dev.archcheck.toolchain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands first on PATH and is called go. */
@DisabledOnOs(OS.WINDOWS) // executable bits
class CollectorTest {

  @TempDir private Path temp;

  private Capture seen(Map<String, String> more) throws IOException {
    Path home = Files.createDirectories(temp.resolve("home"));
    Map<String, String> environment = new HashMap<>(more);
    environment.put("HOME", home.toString());
    environment.put("PATH", temp.resolve("bin").toString());
    Machine machine = new Machine(temp, "Linux", "amd64", environment);
    return new Collector(machine, new Store(temp.resolve("store")), temp).brief();
  }

  private GoFacts first(String script) throws IOException {
    Path go = Files.createDirectories(temp.resolve("bin")).resolve("go");
    Files.writeString(go, script);
    assertThat(go.toFile().setExecutable(true)).isTrue();
    return seen(Map.of()).gos().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; the file is empty",
        "#!/opt/gone/sh -e; its first line names /opt/gone/sh, which is not there",
        "'#!/bin/sh\r\nexec go'; its first line names /bin/sh with a carriage return, which is not there",
        "#! /opt/gone/sh; its first line names /opt/gone/sh, which is not there"
      })
  void aScriptThatStartsNothingIsNoShim(String script, String problem) throws IOException {
    GoFacts go = first(script);
    assertThat(go.shim()).isEmpty();
    assertThat(go.problems()).containsExactly(problem);
  }

  @Test
  void aScriptWithItsInterpreterIsAShim() throws IOException {
    Files.createFile(Files.createDirectories(temp.resolve("bin")).resolve("sh"));
    GoFacts go = first("#!/bin/sh\nexec go1.26.8 \"$@\"\n");
    assertThat(go.shim()).isEqualTo("a script run by /bin/sh");
    assertThat(go.problems()).isEmpty();
  }

  /** Go looks there first, and gives up where the path is relative. */
  @Test
  void placesCountWhereTheyAreWrong() throws IOException {
    assertThat(seen(Map.of("XDG_CACHE_HOME", "cache")).setting("XDG_CACHE_HOME")).isPresent();
    assertThat(seen(Map.of("XDG_CACHE_HOME", "/cache")).setting("XDG_CACHE_HOME")).isEmpty();
  }

  @Test
  void linesWithABlankInFrontAreUnknownSettings() throws IOException {
    Path file = temp.resolve("home/.config/go/env");
    Files.createDirectories(file.getParent());
    Files.writeString(file, " GOBIN=/x\n#GOPROXY=off\ngosumdb=off\n");
    assertThat(seen(Map.of("gopath", "/p")).unknownSettings())
        .extracting(one -> one.name() + "=" + one.value())
        .containsExactly(" GOBIN=/x", "gopath=/p", "gosumdb=off");
  }
}
