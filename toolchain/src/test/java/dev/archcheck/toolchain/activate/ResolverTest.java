package dev.archcheck.toolchain.activate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.activate.Resolution.Chosen;
import dev.archcheck.toolchain.activate.Resolution.Invalid;
import dev.archcheck.toolchain.activate.Resolution.Missing;
import dev.archcheck.toolchain.activate.Resolution.Why;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverTest {

  @TempDir Path folder;
  private Store store;
  private Path work;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void plant() throws IOException {
    store = new Store(folder.resolve("store"));
    for (String version : new String[] {"1.26.8", "1.26.10", "1.27.0", "1.28rc1"}) {
      Path one = store.versions().resolve("go" + version + ".linux-amd64");
      Files.createDirectories(one.resolve("go"));
      Files.createFile(one.resolve("seal"));
    }
    Files.writeString(store.defaultFile(), "go1.26.10.linux-amd64\n");
    work = Files.createDirectories(folder.resolve("work/deep"));
  }

  private Resolution resolve() throws IOException {
    Machine machine = new Machine(Path.of("/"), "Linux", "amd64", environment);
    return new Resolver(store, new Platform(Os.LINUX, Arch.AMD64), machine).resolve(work);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(work.resolve(file), text);
  }

  private static String version(Resolution found) {
    return ((Chosen) found).installed().toolchain().version();
  }

  @Test
  void nearestFileWinsAndInOneFolderTheMoreSpecific() throws IOException {
    write("../.go-version", "1.27.0");
    write("go.mod", "module x\ngo 1.21\n");
    assertThat(resolve().source().kind()).isEqualTo(Source.Kind.GO_MOD);
    write(".tool-versions", "golang 1.26.8\n");
    assertThat(version(resolve())).isEqualTo("go1.26.8");
    write(".go-version", "# comment\n\n  go1.27.0\r\n");
    assertThat(resolve())
        .isInstanceOfSatisfying(
            Chosen.class,
            chosen -> {
              assertThat(version(chosen)).isEqualTo("go1.27.0");
              assertThat(chosen.source().line()).isEqualTo(3);
            });
  }

  @Test
  void workspaceAboveWinsOverNearerModule() throws IOException {
    write("go.mod", "module x\ngo 1.21\n");
    write("../go.work", "go 1.27.0\n");
    assertThat(version(resolve())).isEqualTo("go1.27.0");
    environment = Map.of("GOWORK", "off");
    assertThat(version(resolve())).isEqualTo("go1.26.10");
  }

  @Test
  void beginningOfAVersionIsItsNewestInstalledRelease() throws IOException {
    write(".go-version", "1.26");
    assertThat(version(resolve())).isEqualTo("go1.26.10");
    write(".go-version", "1.28");
    assertThat(resolve()).as("a release candidate is no release").isInstanceOf(Missing.class);
  }

  @Test
  void moduleKeepsADefaultThatIsNewEnough() throws IOException {
    write("go.mod", "go 1.26\ntoolchain go1.26.8\n");
    assertThat(resolve())
        .isInstanceOfSatisfying(
            Chosen.class,
            chosen -> {
              assertThat(version(chosen)).isEqualTo("go1.26.10");
              assertThat(chosen.why()).isEqualTo(Why.ENOUGH);
            });
  }

  @Test
  void moduleThatNeedsMoreGetsExactlyThat() throws IOException {
    write("go.mod", "go 1.27 // language\n");
    assertThat(version(resolve())).as("the first release of the language").isEqualTo("go1.27.0");
    write("go.mod", "go 1.26\ntoolchain go1.27.3\n");
    assertThat(resolve())
        .isEqualTo(
            new Missing(
                new Source(Source.Kind.GO_MOD, work.resolve("go.mod").toString(), 2), "1.27.3"));
  }

  @Test
  void toolchainDefaultStaysWhateverTheGoLineSays() throws IOException {
    write("go.mod", "go 1.99\ntoolchain default\n");
    assertThat(version(resolve())).isEqualTo("go1.26.10");
  }

  @Test
  void hostileToolchainLineIsNamedAndGoesNowhere() throws IOException {
    write("go.mod", "go 1.26\n\ntoolchain go1.27.0/../../x\n");
    assertThat(resolve())
        .isInstanceOfSatisfying(
            Invalid.class,
            invalid -> {
              assertThat(invalid.source().line()).isEqualTo(3);
              assertThat(invalid.said()).isEqualTo("go1.27.0/../../x");
            });
  }

  @Test
  void brokenDefaultIsItsOwnFault() throws IOException {
    Files.writeString(store.defaultFile(), "go1.25.0.linux-amd64\n");
    assertThat(resolve())
        .isEqualTo(
            new Missing(
                new Source(Source.Kind.DEFAULT, store.defaultFile().toString(), 1), "1.25.0"));
    Files.writeString(store.defaultFile(), "go1.25.0." + "x".repeat(40) + "-amd64\n");
    assertThat(resolve()).isInstanceOf(Invalid.class);
  }

  @Test
  void variableOutweighsEveryFile() throws IOException {
    write(".go-version", "1.26.8");
    environment = Map.of("ARCHCHECK_GO", "go1.27.0.linux-amd64");
    assertThat(version(resolve())).isEqualTo("go1.27.0");
    environment = Map.of("ARCHCHECK_GO", "system");
    assertThat(resolve()).isInstanceOf(Resolution.SystemGo.class);
  }
}
