package dev.archcheck.toolchain.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShellTest {

  private static final GoToolchain GO = new GoToolchain("go1.27.0", "linux", "amd64");

  @TempDir Path folder;

  private static Machine linux(Map<String, String> environment) {
    return new Machine(Path.of("/"), "Linux", "amd64", environment);
  }

  @Test
  void quotesForEachShell() throws IOException {
    String nasty = "a'b\"c$d`e\\f";
    assertThat(Shell.BASH.quote(nasty)).isEqualTo("'a'\\''b\"c$d`e\\f'");
    assertThat(Shell.FISH.quote(nasty)).isEqualTo("'a\\'b\"c$d`e\\\\f'");
    assertThat(Shell.PWSH.quote("a'b\u2019c")).isEqualTo("'a''b\u2019\u2019c'");
    assertThat(Shell.NU.quote("a'#b")).isEqualTo("r##'a'#b'##");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void refusesControlCharacters(Shell shell) {
    for (String text : new String[] {"a\nb", "a\rb", "a\0b", "a\u001bb", "a\u0085b"}) {
      assertThatThrownBy(() -> shell.quote(text)).isInstanceOf(UnsayableException.class);
    }
  }

  @Test
  void refusesWhatCmdWouldExpand() {
    for (String text : new String[] {"a%b", "a\"b", "a!b"}) {
      assertThatThrownBy(() -> Shell.CMD.quote(text)).isInstanceOf(UnsayableException.class);
    }
  }

  @Test
  void refusesAStoreThatPathCannotName() {
    Store store = new Store(folder.resolve("a:b"));
    ShellCode code = new ShellCode(Shell.BASH, store, linux(Map.of()));
    assertThatThrownBy(code::deactivate)
        .isInstanceOf(UnsayableException.class)
        .hasMessage("a colon");
  }

  @Test
  void filledPlaceThatLooksLikeAMarkIsNotFilledAgain() throws IOException {
    Store store = new Store(folder.resolve("@BIN@"));
    Installed installed = new Installed(GO, store.versions().resolve(GO.name()));
    String code = new ShellCode(Shell.BASH, store, linux(Map.of())).activate(installed);
    assertThat(code).contains("'" + store.root() + "'/versions/*/go/bin)");
  }

  @Test
  void cmdGetsTheWholePathWithoutOtherVersionsOfTheStore() throws IOException {
    Store store = new Store(folder);
    String other = store.versions().resolve("go1.26.8.linux-amd64/go/bin").toString();
    Machine machine =
        new Machine(
            Path.of("/"),
            "Windows 11",
            "amd64",
            Map.of("Path", "C:\\a b;" + other + ";;C:\\c", "GOROOT", "C:\\Go"));
    Installed installed = new Installed(GO, store.versions().resolve(GO.name()));
    String code = new ShellCode(Shell.CMD, store, machine).activate(installed);
    assertThat(code)
        .isEqualTo(
            "set \"PATH="
                + installed.goroot().resolve("bin")
                + ";C:\\a b;;C:\\c\"\r\n"
                + "set \"GOROOT=\"\r\n");
  }

  @Test
  void hookIsWrittenOnceAndRefreshed() throws IOException {
    Store store = new Store(folder.resolve("store"));
    Machine machine = linux(Map.of());
    ShellHook hook = new ShellHook(Shell.ZSH, store, machine);
    hook.write(GO.platform());
    Path file = store.root().resolve("shell/hook.zsh");
    Object before = Files.getAttribute(file, "creationTime");
    hook.write(GO.platform());
    assertThat(Files.getAttribute(file, "creationTime")).as("not written again").isEqualTo(before);
    String right = Files.readString(file);
    assertThat(right)
        .contains("_ac_platform='linux-amd64'")
        .doesNotContain("@STORE@", "@PLATFORM@");
    Files.writeString(file, "of an older version");
    ShellHook.refresh(store, machine, GO.platform());
    assertThat(file).hasContent(right);
    assertThat(store.root().resolve("shell/hook.bash")).doesNotExist();
  }

  @Test
  void pinsThroughASymbolicLink() throws IOException {
    Path real = Files.writeString(folder.resolve("real"), "1.0\n");
    Files.createSymbolicLink(folder.resolve(".go-version"), real);
    Pin.here(folder, GO);
    assertThat(folder.resolve(".go-version")).isSymbolicLink();
    assertThat(real).hasContent("1.27.0\n");
  }

  @Test
  void findsWhatOutweighsAVersion() throws IOException {
    Path file = Files.writeString(folder.resolve("env"), "GOFLAGS=-x\nGOTOOLCHAIN=go1.26.0+auto\n");
    Map<String, String> kept = Map.of("GOENV", file.toString());
    assertThat(GoSetting.against(GO, folder, linux(kept)))
        .containsExactly(new GoSetting("GOTOOLCHAIN", "go1.26.0+auto", file.toString()));
    Map<String, String> said =
        Map.of("GOENV", file.toString(), "GOTOOLCHAIN", "local", "GOROOT", "/other");
    assertThat(GoSetting.against(GO, folder, linux(said)))
        .as("the environment goes before the file")
        .containsExactly(new GoSetting("GOROOT", "/other", ""));
    Map<String, String> same = Map.of("GOENV", "off", "GOTOOLCHAIN", "go1.27.0+path");
    assertThat(GoSetting.against(GO, folder, linux(same))).isEmpty();
  }
}
