package dev.archcheck.toolchain.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.toolchain.FakeGo;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.lock.LockWriter;
import dev.archcheck.toolchain.lock.LockedFile;
import dev.archcheck.toolchain.lock.ToolchainLock;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS) // links and executable bits
class PrunerTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path temp;
  private Path root;
  private Path src;
  private Store store;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void fill() throws IOException {
    root = temp.toRealPath();
    src = Files.createDirectories(root.resolve("home/src"));
    store = new Store(root.resolve("home/store"));
    environment.put("HOME", root.resolve("home").toString());
    environment.put("PATH", root.resolve("nowhere").toString());
    for (String version : List.of("go1.25.4", "go1.26.1", "go1.26.3", "go1.27.0")) {
      FakeGo.inStore(store.root(), version + ".linux-amd64");
    }
  }

  private Pruner pruner() {
    Machine machine = new Machine(root, "Linux", "amd64", environment);
    return new Pruner(store, machine, InstantSource.fixed(NOW));
  }

  private PrunePlan plan() throws IOException {
    return pruner().plan(List.of(src));
  }

  private void write(String file, String text) throws IOException {
    Path path = src.resolve(file);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.writeString(path, text);
  }

  private void setDefault(String name) throws IOException {
    Files.writeString(store.defaultFile(), name + "\n");
  }

  private static List<String> kept(PrunePlan plan) {
    return plan.kept().stream().map(kept -> kept.installed().toolchain().version()).toList();
  }

  private static List<String> unneeded(PrunePlan plan) {
    return plan.unneeded().stream().map(one -> one.installed().toolchain().version()).toList();
  }

  @Test
  void withoutAnyReasonEverythingCouldGo() throws IOException {
    PrunePlan plan = plan();
    assertThat(plan.kept()).isEmpty();
    assertThat(unneeded(plan)).containsExactly("go1.27.0", "go1.26.3", "go1.26.1", "go1.25.4");
    assertThat(plan.bytes()).isPositive();
    assertThat(store.list()).hasSize(4);
  }

  @Test
  void whatIsMisspeltMayNeedAny() throws IOException {
    write("a/.go-version", "1.x!\n");
    PrunePlan plan = plan();
    assertThat(plan.isCertain()).isFalse();
    assertThat(plan.doubts().getFirst().why()).isEqualTo("'1.x!' is no version of Go");
    assertThatThrownBy(() -> pruner().remove(plan)).isInstanceOf(IllegalArgumentException.class);
    write("a/.go-version", "lts\n");
    assertThat(plan().isCertain()).isTrue();
  }

  @Test
  void aLockKeepsWhatItLocks() throws IOException {
    write("a/go-toolchain.lock", "no lock\n");
    assertThat(plan().isCertain()).isFalse();
    String name = "go1.26.3.linux-amd64.tar.gz";
    LockedFile file =
        new LockedFile(
            new GoToolchain("go1.26.3", "linux", "amd64"),
            name,
            "https://example.org/" + name,
            5,
            new LockedFile.Sha256("0".repeat(64)),
            new LockedFile.NotLogged("no log"));
    write("a/go-toolchain.lock", LockWriter.text(new ToolchainLock("go1.26.3", "", List.of(file))));
    assertThat(kept(plan())).containsExactly("go1.26.3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/.go-version      | 1.26.1                       | go1.26.1",
        "a/.go-version      | 1.26                         | go1.26.3",
        "a/.go-version      | go1.25.4                     | go1.25.4",
        "a/.tool-versions   | golang 1.26.1                | go1.26.1",
        "a/b/c/go.mod       | go 1.25.4                    | go1.25.4",
        "a/go.work          | go 1.26.3                    | go1.26.3",
        "a/testdata/go.mod  | toolchain go1.26.1           | go1.26.1",
        ".hidden/go.mod     | go 1.26.1                    | go1.26.1",
        "../.go-version     | 1.26.1                       | go1.26.1"
      })
  void keepsWhatAFileNeeds(String file, String text, String version) throws IOException {
    write(file, text + "\n");
    PrunePlan plan = plan();
    assertThat(kept(plan)).containsExactly(version);
    assertThat(plan.kept().getFirst().reasons())
        .singleElement()
        .satisfies(reason -> {
          assertThat(reason.place()).isEqualTo(src.resolve(file).normalize().toString());
          assertThat(reason.line()).isEqualTo(1);
        });
    assertThat(plan.isCertain()).isTrue();
  }

  @Test
  void eachFileCountsForItself() throws IOException {
    write("a/.go-version", "1.25.4\n");
    write("a/.tool-versions", "golang 1.26.1\n");
    write("a/go.mod", "module m\n\ngo 1.26.3\n");
    write("a/go.work", "go 1.27.0\n");
    assertThat(unneeded(plan())).isEmpty();
  }

  @Test
  void theDefaultIsWhatModulesNeedWhereItIsNewEnough() throws IOException {
    setDefault("go1.26.3.linux-amd64");
    write("a/go.mod", "go 1.25.4\n");
    PrunePlan plan = plan();
    assertThat(kept(plan)).containsExactly("go1.26.3");
    assertThat(plan.kept().getFirst().reasons()).hasSize(2);
  }

  @Test
  void keepsWhatTheShellHas() throws IOException {
    environment.put("ARCHCHECK_GO", "1.25.4");
    environment.put("PATH", store.versions().resolve("go1.26.1.linux-amd64/go/bin").toString());
    assertThat(kept(plan())).containsExactly("go1.26.1", "go1.25.4");
  }

  @Test
  void keepsAVersionForEveryPlatform() throws IOException {
    FakeGo.inStore(store.root(), "go1.26.1.darwin-arm64");
    FakeGo.inStore(store.root(), "go1.25.4.darwin-arm64");
    write("a/.go-version", "1.26.1\n");
    PrunePlan plan = plan();
    assertThat(kept(plan)).containsExactly("go1.26.1", "go1.26.1");
    assertThat(unneeded(plan)).contains("go1.25.4");
  }

  @ParameterizedTest
  @CsvSource({"node_modules/x/go.mod", ".git/go.mod", ".cache/x/go.mod", "gopath/pkg/mod/x/go.mod"})
  void passesOverWhatIsNoProject(String file) throws IOException {
    environment.put("GOPATH", src.resolve("gopath").toString());
    write(file, "go 1.26.1\n");
    assertThat(kept(plan())).isEmpty();
    // Named itself, even such a folder is looked at.
    Path named = Objects.requireNonNull(src.resolve(file).getParent());
    assertThat(kept(pruner().plan(List.of(named)))).containsExactly("go1.26.1");
  }

  @Test
  void neitherTheStoreNorAnotherGoIsAProject() throws IOException {
    Files.writeString(
        store.versions().resolve("go1.26.1.linux-amd64/go/src/go.mod"), "go 1.26.1\n");
    FakeGo.tree(src.resolve("sdk/go1.25.4"), "go1.25.4", "linux", "amd64");
    write("sdk/go1.25.4/src/go.mod", "module std\n\ngo 1.25.4\n");
    assertThat(kept(pruner().plan(List.of(root.resolve("home"))))).isEmpty();
  }

  @Test
  void linksInCirclesAreNotFollowed() throws IOException {
    write("a/go.mod", "go 1.26.1\n");
    Files.createSymbolicLink(src.resolve("a/loop"), Path.of(".."));
    Files.createSymbolicLink(src.resolve("self"), Path.of("self"));
    Files.createSymbolicLink(src.resolve(".go-version"), Path.of("missing"));
    PrunePlan plan = plan();
    assertThat(kept(plan)).containsExactly("go1.26.1");
    assertThat(plan.doubts()).isEmpty();
    assertThat(plan.folders()).isEqualTo(2);
  }

  @Test
  void aFolderThatIsNotThereMakesItUncertain() throws IOException {
    PrunePlan plan = pruner().plan(List.of(src, src.resolve("missing")));
    assertThat(plan.isCertain()).isFalse();
    assertThat(plan.doubts().getFirst().why()).isEqualTo("is not there");
    assertThatThrownBy(() -> pruner().remove(plan)).isInstanceOf(IllegalArgumentException.class);
    assertThat(store.list()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/go.mod", ".go-version", "../.tool-versions"})
  void whatIsCalledSoAndCannotBeReadMakesItUncertain(String name) throws Exception {
    Path odd = src.resolve(name).normalize();
    Files.createDirectories(Objects.requireNonNull(odd.getParent()));
    assertThat(new ProcessBuilder("mkfifo", odd.toString()).start().waitFor()).isZero();
    PrunePlan pipe = plan();
    assertThat(pipe.isCertain()).isFalse();
    assertThat(pipe.doubts())
        .containsExactly(new Doubt(Doubt.Kind.UNREAD, odd.toString(), "is no file"));

    Files.delete(odd);
    Files.createSymbolicLink(odd, odd.getFileName());
    assertThat(plan().isCertain()).isFalse();

    Files.delete(odd);
    Files.createDirectory(odd);
    assertThat(plan().isCertain()).isTrue();
  }

  @Test
  void aBrokenDefaultMakesItUncertain() throws IOException {
    setDefault("nonsense");
    write("a/go.mod", "toolchain default\n");
    assertThat(plan().isCertain()).isFalse();
  }

  @Test
  void whatIsNoVersionIsSaid() throws IOException {
    write(".go-version", "lts\n");
    PrunePlan plan = plan();
    assertThat(plan.isCertain()).isTrue();
    assertThat(plan.doubts())
        .containsExactly(
            new Doubt(
                Doubt.Kind.NOT_UNDERSTOOD,
                src.resolve(".go-version") + ":1",
                "'lts' is no version of Go"));
  }

  @Test
  void removesWhatIsNotNeededAndNothingElse() throws IOException {
    setDefault("go1.27.0.linux-amd64");
    write("a/.go-version", "1.26.1\n");
    Path old = download("go1.20.linux-amd64.tar.gz.part", Duration.ofDays(2));
    Path state = download("go1.20.linux-amd64.tar.gz.part.json", Duration.ofDays(2));
    Path zip = download("go1.20.windows-amd64.zip", Duration.ofHours(25));
    Path young = download("go1.21.0.linux-amd64.tar.gz", Duration.ofHours(23));
    Path lock = download("go1.20.linux-amd64.tar.gz.lock", Duration.ofDays(9));
    PrunePlan plan = plan();
    assertThat(plan.leftovers())
        .containsExactly(new Leftover(old, 5), new Leftover(state, 5), new Leftover(zip, 5));
    pruner().remove(plan);

    assertThat(store.list())
        .extracting(one -> one.toolchain().version())
        .containsExactly("go1.27.0", "go1.26.1");
    assertThat(old).doesNotExist();
    assertThat(state).doesNotExist();
    assertThat(zip).doesNotExist();
    assertThat(young).exists();
    assertThat(lock).doesNotExist();
    assertThat(plan().unneeded()).isEmpty();
  }

  private Path download(String name, Duration age) throws IOException {
    Files.createDirectories(store.downloads());
    Path file = Files.writeString(store.downloads().resolve(name), "bytes");
    return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
  }
}
