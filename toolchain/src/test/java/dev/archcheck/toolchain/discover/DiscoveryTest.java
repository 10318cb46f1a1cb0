package dev.archcheck.toolchain.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.toolchain.FakeGo;
import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS) // links and executable bits
class DiscoveryTest {

  @TempDir Path temp;
  private Path root;
  private Path store;
  private final Map<String, String> environment = new HashMap<>();
  private String os = "Linux";
  private String arch = "amd64";

  @BeforeEach
  void prepare() throws IOException {
    root = temp.toRealPath();
    store = root.resolve("store");
    environment.put("HOME", root.resolve("home/me").toString());
    environment.put("USERPROFILE", root.resolve("home/me").toString());
    environment.put("PATH", root.resolve("usr/bin").toString());
  }

  private Discovery discovery() throws IOException {
    Path kernel = Files.createDirectories(root.resolve("proc/sys/kernel"));
    Files.writeString(kernel.resolve("arch"), arch + "\n");
    return new Discovery(new Machine(root, os, arch, environment), new Store(store));
  }

  private List<FoundGo> found() throws IOException {
    return discovery().everywhere().found();
  }

  private FoundGo only() throws IOException {
    List<FoundGo> found = found();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private Path tree(String folder) throws IOException {
    return FakeGo.tree(root.resolve(folder), "go1.27.0", "linux", "amd64");
  }

  private Path link(String from, String to) throws IOException {
    Path link = root.resolve(from);
    Files.createDirectories(Objects.requireNonNull(link.getParent()));
    return Files.createSymbolicLink(link, Path.of(to));
  }

  private static List<String> managers(List<FoundGo> found) {
    List<String> words = new ArrayList<>();
    for (FoundGo go : found) {
      words.add(go.maker().word());
    }
    return words;
  }

  @ParameterizedTest
  @CsvSource({
    "go.dev, usr/local/go",
    "system, usr/lib/go",
    "system, usr/lib/go-1.27",
    "system, usr/lib64/go1.27",
    "system, usr/lib/golang",
    "system, opt/local/lib/go",
    "system, snap/go/10748",
    "homebrew, opt/homebrew/Cellar/go/1.27.0/libexec",
    "homebrew, opt/homebrew/Cellar/go@1.27/1.27.0_1/libexec",
    "homebrew, usr/local/Cellar/go/1.27.0/libexec",
    "homebrew, home/linuxbrew/.linuxbrew/Cellar/go/1.27.0/libexec",
    "sdk, home/me/sdk/go1.27.0",
    "sdk, home/me/sdk/gotip",
    "mise, home/me/.local/share/mise/installs/go/1.27.0",
    "asdf, home/me/.asdf/installs/golang/1.27.0/go",
    "goenv, home/me/.goenv/versions/1.27.0",
    "gvm, home/me/.gvm/gos/go1.27.0",
    "module-cache, home/me/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.0.linux-amd64",
    "tool-cache, opt/hostedtoolcache/go/1.27.0/x64"
  })
  void findsWhatEachMakerInstalls(String maker, String folder) throws IOException {
    Path goroot = tree(folder);
    FoundGo go = only();

    assertThat(go.maker().word()).isEqualTo(maker);
    assertThat(go.root()).isEqualTo(goroot);
    assertThat(go.version()).isEqualTo("go1.27.0");
    assertThat(go.platforms()).hasToString("[linux/amd64]");
    assertThat(go.fit().kind()).isEqualTo(Fit.Kind.NATIVE);
    assertThat(go.pathPosition()).isZero();
    assertThat(go.isSealed()).isFalse();
    assertThat(go.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mise, MISE_DATA_DIR, installs/go/1.27.0",
    "mise, XDG_DATA_HOME, mise/installs/go/1.27.0",
    "asdf, ASDF_DATA_DIR, installs/golang/1.27.0/go",
    "goenv, GOENV_ROOT, versions/1.27.0",
    "gvm, GVM_ROOT, gos/go1.27.0",
    "homebrew, HOMEBREW_PREFIX, Cellar/go/1.27.0/libexec",
    "module-cache, GOMODCACHE, golang.org/toolchain@v0.0.1-go1.27.0.linux-amd64",
    "module-cache, GOPATH, pkg/mod/golang.org/toolchain@v0.0.1-go1.27.0.linux-amd64",
    "tool-cache, RUNNER_TOOL_CACHE, go/1.27.0/x64",
    "other, GOROOT, ''"
  })
  void followsTheVariablesThatMoveThem(String maker, String variable, String folder)
      throws IOException {
    tree("elsewhere/" + folder);
    assertThat(found()).isEmpty();
    environment.put(variable, root.resolve("elsewhere").toString());

    assertThat(only().maker().word()).isEqualTo(maker);
  }

  @ParameterizedTest
  @CsvSource({
    "go.dev, ProgramFiles, Go",
    "go.dev, ProgramFiles(x86), Go",
    "scoop, SCOOP, apps/go/1.27.0",
    "scoop, SCOOP_GLOBAL, apps/go/1.27.0",
    "scoop, ProgramData, scoop/apps/go/1.27.0",
    "scoop, USERPROFILE, scoop/apps/go/1.27.0",
    "sdk, USERPROFILE, sdk/go1.27.0",
    "mise, LOCALAPPDATA, mise/installs/go/1.27.0",
    "module-cache, USERPROFILE, go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.0.windows-arm64"
  })
  void findsWhatIsInstalledOnWindows(String maker, String variable, String folder)
      throws IOException {
    os = "Windows 11";
    arch = "aarch64";
    environment.put(variable, root.resolve("C").toString());
    FakeGo.tree(root.resolve("C").resolve(folder), "go1.27.0", "windows", "arm64");
    FoundGo go = only();

    assertThat(go.maker().word()).isEqualTo(maker);
    assertThat(go.platforms()).hasToString("[windows/arm64]");
    assertThat(go.fit().kind()).isEqualTo(Fit.Kind.NATIVE);
    assertThat(go.problems()).isEmpty();
  }

  @Test
  void listsEachInstallationOnceWhateverLeadsToIt() throws IOException {
    tree("home/me/.local/share/mise/installs/go/1.27.0");
    link("home/me/.local/share/mise/installs/go/latest", "1.27.0");
    link("home/me/.local/share/mise/installs/go/1.27", "./1.27.0");
    link("usr/local/go", root.resolve("home/me/.local/share/mise/installs/go/1.27.0").toString());

    assertThat(found()).hasSize(1);
  }

  @Test
  void passesOverOthersWhoseNameBeginsAlike() throws IOException {
    tree("usr/lib/google-chrome");
    tree("usr/lib/gold-ld");
    Files.createDirectories(root.resolve("usr/lib/go/x86_64-linux-gnu")); // of gccgo
    Files.createDirectories(root.resolve("usr/local/Cellar/golangci-lint/2.0.0/libexec"));
    tree("home/me/.local/share/mise/installs/go/.partial");

    assertThat(found()).isEmpty();
  }

  @Test
  void saysWhichOnePathStarts() throws IOException {
    Path first = tree("home/me/.goenv/versions/1.27.0");
    Path second = tree("usr/local/go");
    tree("usr/lib/go-1.27");
    Path own = tree("home/me/own");
    environment.put(
        "PATH",
        root.resolve("nowhere")
            + ":"
            + first.resolve("bin")
            + ":"
            + second.resolve("bin")
            + ":"
            + own.resolve("bin")
            + ":"
            + first.resolve("bin"));
    Inventory inventory = discovery().everywhere();

    assertThat(inventory.onPath()).hasSize(3);
    Map<String, Integer> positions = new HashMap<>();
    inventory.found().forEach(go -> positions.put(go.maker().word(), go.pathPosition()));
    assertThat(positions).isEqualTo(Map.of("goenv", 1, "go.dev", 2, "other", 3, "system", 0));
  }

  @Test
  void aShimOnPathIsNoInstallationButStandsBeforeThem() throws IOException {
    Path go = tree("usr/local/go");
    Path shim = root.resolve("home/me/.goenv/shims/go");
    Files.createDirectories(Objects.requireNonNull(shim.getParent()));
    Files.writeString(shim, "#!/bin/sh\n");
    assertThat(shim.toFile().setExecutable(true)).isTrue();
    environment.put("PATH", shim.getParent() + ":" + go.resolve("bin"));
    Inventory inventory = discovery().everywhere();

    assertThat(inventory.onPath().getFirst()).isInstanceOf(GoOnPath.Shim.class);
    assertThat(inventory.found()).hasSize(1);
    assertThat(inventory.found().getFirst().pathPosition()).isEqualTo(2);
  }

  @Test
  void aCommandOutsideOfEveryGorootIsListedAsItIs() throws IOException {
    Path bin = Files.createDirectories(root.resolve("opt/bin"));
    Path go = Files.write(bin.resolve("go"), FakeGo.program("linux", "arm64"));
    assertThat(go.toFile().setExecutable(true)).isTrue();
    environment.put("PATH", bin.toString());
    FoundGo found = only();

    assertThat(found.maker()).isEqualTo(Maker.OTHER);
    assertThat(found.root()).isEqualTo(go);
    assertThat(found.platforms()).hasToString("[linux/arm64]");
    assertThat(found.fit().kind()).isEqualTo(Fit.Kind.FOREIGN);
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux, amd64, NATIVE",
    "Linux, amd64, linux, 386, COMPATIBLE",
    "Linux, amd64, linux, arm64, FOREIGN",
    "Linux, amd64, darwin, amd64, FOREIGN",
    "Linux, amd64, windows, amd64, FOREIGN",
    "Linux, aarch64, linux, arm, UNKNOWN",
    "Linux, aarch64, linux, amd64, FOREIGN",
    "Mac OS X, aarch64, darwin, arm64, NATIVE",
    "Mac OS X, aarch64, darwin, amd64, EMULATED",
    "Mac OS X, x86_64, darwin, arm64, UNKNOWN",
    "Windows 11, aarch64, windows, amd64, EMULATED",
    "Windows 11, aarch64, windows, 386, EMULATED",
    "Windows 11, amd64, windows, 386, COMPATIBLE",
    "FreeBSD, amd64, freebsd, amd64, NATIVE",
    "FreeBSD, amd64, linux, amd64, FOREIGN"
  })
  void tellsNativeFromEmulatedAndForeign(
      String osName, String osArch, String goos, String goarch, Fit.Kind kind) throws IOException {
    os = osName;
    arch = osArch;
    FakeGo.tree(root.resolve("home/me/sdk/go1.27.0"), "go1.27.0", goos, goarch);
    FoundGo go = only();

    assertThat(go.platforms()).hasToString("[" + goos + "/" + goarch + "]");
    assertThat(go.fit().kind()).isEqualTo(kind);
    assertThat(go.problems()).isEmpty();
  }

  @Test
  void asksTheKernelForEmulators() throws IOException {
    Path formats = Files.createDirectories(root.resolve("proc/sys/fs/binfmt_misc"));
    Files.writeString(formats.resolve("status"), "enabled\n");
    Path qemu = formats.resolve("qemu-aarch64");
    String rule =
        """
        interpreter /usr/bin/qemu-aarch64
        flags: OCF
        offset 0
        magic 7f454c460201010000000000000000000200b700
        mask ffffffffffffff00fffffffffffffffffeffffff
        """;
    Files.writeString(qemu, "enabled\n" + rule);
    Files.writeString(formats.resolve("python"), "enabled\ninterpreter /x\nextension .py\n");
    Files.writeString(formats.resolve("odd"), "enabled\ninterpreter /x\noffset y\nmagic 7f\n");
    FakeGo.tree(root.resolve("usr/local/go"), "go1.27.0", "linux", "arm64");

    assertThat(only().fit()).isEqualTo(new Fit(Fit.Kind.EMULATED, "/usr/bin/qemu-aarch64"));

    Files.writeString(qemu, "disabled\n" + rule);
    assertThat(only().fit().kind()).isEqualTo(Fit.Kind.FOREIGN);

    Files.writeString(qemu, "enabled\n" + rule);
    Files.writeString(formats.resolve("status"), "disabled\n");
    assertThat(only().fit().kind()).isEqualTo(Fit.Kind.FOREIGN);
  }

  @Test
  void theToolsTellTheSystemWhereTheHeaderDoesNot() throws IOException {
    Path go = tree("usr/local/go");
    Files.write(go.resolve("bin/go"), FakeGo.elf(62, 0));
    assertThat(only().platforms()).hasToString("[linux/amd64]");
    assertThat(only().fit().kind()).isEqualTo(Fit.Kind.NATIVE);

    Files.move(go.resolve("pkg/tool/linux_amd64"), go.resolve("pkg/tool/dragonfly_amd64"));
    assertThat(only().platforms()).hasToString("[dragonfly/amd64]");
    assertThat(only().fit().kind()).isEqualTo(Fit.Kind.FOREIGN);
    assertThat(only().problems()).isEmpty();

    // Where the header does say it, other tools do not change that.
    Files.write(go.resolve("bin/go"), FakeGo.elf(62, 3));
    assertThat(only().platforms()).hasToString("[linux/amd64]");
    assertThat(only().problems()).containsExactly("has no tools for linux/amd64 in pkg/tool");
  }

  @Test
  void saysWhatIsBroken() throws IOException {
    Path go = tree("usr/local/go");
    Path command = go.resolve("bin/go");
    Files.delete(go.resolve("VERSION"));
    assertThat(only().problems()).containsExactly("has no file VERSION that says which Go it is");
    Files.writeString(go.resolve("VERSION"), "go1.27.0\n");

    Files.delete(go.resolve("pkg/tool/linux_amd64"));
    Files.delete(go.resolve("src/runtime"));
    Files.delete(go.resolve("src"));
    assertThat(only().problems())
        .containsExactly(
            "has no tools for linux/amd64 in pkg/tool",
            "has no folder src with the standard library");
    Files.createDirectories(go.resolve("pkg/tool/linux_amd64"));
    Files.createDirectories(go.resolve("src"));

    assertThat(command.toFile().setExecutable(false)).isTrue();
    assertThat(only().problems()).containsExactly("bin/go is not executable");

    Files.writeString(command, "#!/bin/sh\n");
    assertThat(only().problems()).containsExactly("bin/go is no program");
    Files.write(command, new byte[0]);
    assertThat(only().problems()).containsExactly("bin/go is no program");
    Files.write(command, new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
    assertThat(only().problems()).hasSize(1);
    assertThat(only().problems().getFirst()).startsWith("bin/go is damaged: ");
    assertThat(only().fit()).isEqualTo(Fit.UNKNOWN);

    Files.delete(command);
    assertThat(only().problems()).containsExactly("has no bin/go");
    Files.createDirectory(command);
    assertThat(only().problems()).containsExactly("bin/go is no file");
  }

  @Test
  void linksInCirclesAndToNothingAreBroken() throws IOException {
    link("usr/local/go", "go");
    link("home/me/.goenv/versions/1.26.0", "1.26.1");
    link("home/me/.goenv/versions/1.26.1", "1.26.0");
    link("home/me/sdk/go1.26.0", "/nowhere/at/all");
    Path inner = tree("home/me/.gvm/gos/go1.27.0");
    Files.delete(inner.resolve("bin/go"));
    Files.createSymbolicLink(inner.resolve("bin/go"), Path.of("go"));
    List<FoundGo> found = found();

    assertThat(managers(found)).containsExactly("go.dev", "sdk", "goenv", "goenv", "gvm");
    assertThat(found.get(0).problems()).containsExactly("is a link in a circle");
    assertThat(found.get(1).problems()).containsExactly("is a link to nothing");
    assertThat(found.get(2).problems()).containsExactly("is a link in a circle");
    assertThat(found.get(3).problems()).containsExactly("is a link in a circle");
    assertThat(found.get(4).problems()).containsExactly("bin/go is a link in a circle");
  }

  @Test
  void halfAnInstallationIsListed() throws IOException {
    Files.createDirectories(root.resolve("home/me/.goenv/versions/1.27.0"));
    Files.createDirectories(root.resolve("home/me/.asdf/installs/golang/1.27.0"));
    List<FoundGo> found = found();

    assertThat(managers(found)).containsExactly("asdf", "goenv");
    assertThat(found.get(0).problems()).containsExactly("is not there");
    assertThat(found.get(1).problems()).contains("has no bin/go");
  }

  @Test
  void whatIsCalledOtherThanItIsIsBroken() throws IOException {
    FakeGo.tree(root.resolve("home/me/sdk/go1.26.1"), "go1.27.0", "linux", "amd64");
    FakeGo.tree(
        root.resolve("home/me/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.0.linux-amd64"),
        "go1.27.0",
        "linux",
        "arm64");
    List<FoundGo> found = found();

    assertThat(found.get(0).problems()).containsExactly("is called go1.26.1 and is go1.27.0");
    assertThat(found.get(1).problems())
        .containsExactly("is called go1.27.0.linux-amd64 and its go command is for linux/arm64");
  }

  @Test
  void listsTheStoreNewestFirstWithDefaultAndSeals() throws IOException {
    FakeGo.inStore(store, "go1.9.7.linux-amd64");
    FakeGo.inStore(store, "go1.27.0.linux-amd64");
    FakeGo.inStore(store, "go1.26.1.windows-arm64");
    Path unsealed = FakeGo.inStore(store, "go1.25.0.linux-amd64");
    Files.delete(unsealed.resolve("seal"));
    Files.createDirectories(store.resolve("versions/notes"));
    Files.writeString(store.resolve("default"), "go1.26.1.windows-arm64\n");
    tree("usr/local/go");
    List<FoundGo> found = discovery().ofStore().found();

    assertThat(found)
        .extracting(FoundGo::version)
        .containsExactly("go1.27.0", "go1.26.1", "go1.25.0", "go1.9.7", "");
    assertThat(found).extracting(FoundGo::isSealed).containsExactly(true, true, false, true, false);
    assertThat(found)
        .extracting(FoundGo::isDefault)
        .containsExactly(false, true, false, false, false);
    assertThat(found)
        .extracting(FoundGo::isBroken)
        .containsExactly(false, false, true, false, true);
    assertThat(found.get(2).problems().getFirst()).startsWith("has no seal");
    assertThat(managers(found())).endsWith("go.dev").hasSize(6);
  }

  @Test
  void saysWhichFoldersCouldNotBeListed() throws IOException {
    Path versions = Files.createDirectories(root.resolve("home/me/.goenv/versions"));
    assertThat(versions.toFile().setReadable(false)).isTrue();
    try {
      // Whoever may read everything sees that there is nothing in it.
      List<Unread> expected =
          Files.isReadable(versions)
              ? List.of()
              : List.of(new Unread(versions, "permission denied"));
      assertThat(discovery().everywhere().unread()).isEqualTo(expected);
    } finally {
      assertThat(versions.toFile().setReadable(true)).isTrue();
    }
  }
}
