package dev.archcheck.toolchain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.toolchain.doctor.FolderFacts.State;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The folders that go writes to. */
@DisabledOnOs(OS.WINDOWS) // paths of Unix
class FolderReaderTest {

  @TempDir private Path root;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void allIsInOrder() throws IOException {
    Files.createDirectories(root.resolve("tmp"));
    Files.createDirectories(root.resolve("home"));
    environment.put("HOME", root.resolve("home").toString());
  }

  private Map<String, State> states() {
    return new FolderReader(new Machine(root, "Linux", "amd64", environment))
        .read().stream().collect(Collectors.toMap(FolderFacts::name, FolderFacts::state));
  }

  @Test
  void nothingIsWrong() {
    assertThat(states())
        .containsOnly(
            Map.entry("GOMODCACHE", State.USABLE),
            Map.entry("GOCACHE", State.USABLE),
            Map.entry("GOTMPDIR", State.USABLE));
  }

  @ParameterizedTest
  @CsvSource({
    "GOPATH, relative, RELATIVE",
    "GOBIN, bin, RELATIVE",
    "GOCACHE, off, RELATIVE",
    "GOMODCACHE, x/y, RELATIVE",
    "GOTMPDIR, /there/is/nothing, ABSENT"
  })
  void whatIsSetWrongly(String name, String value, State state) {
    environment.put(name, value);
    assertThat(states()).containsEntry(name, state);
  }

  @Test
  void whatIsNoFolder() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");
    environment.put("GOBIN", file.toString());
    environment.put("GOCACHE", file.resolve("below").toString());
    assertThat(states())
        .containsEntry("GOBIN", State.NO_FOLDER)
        .containsEntry("GOCACHE", State.NOT_WRITABLE);
  }

  @Test
  void withoutAHome() {
    environment.remove("HOME");
    assertThat(states())
        .containsEntry("GOMODCACHE", State.UNKNOWN)
        .containsEntry("GOCACHE", State.UNKNOWN);
  }

  /** go run and go test start what they built there. */
  @Test
  void whereProgramsCannotBeStarted() throws IOException {
    Path mounts = Files.createDirectories(root.resolve("proc/self")).resolve("mounts");
    Path temporary = root.resolve("tmp");
    Files.writeString(
        mounts, "dev / ext4 rw 0 0\nx " + temporary + " tmpfs rw,nosuid,noexec 0 0\n");
    assertThat(states()).containsEntry("GOTMPDIR", State.NO_PROGRAMS);
    Files.writeString(mounts, "dev / ext4 rw,noexec 0 0\nx " + temporary + " tmpfs rw 0 0\n");
    assertThat(states()).containsEntry("GOTMPDIR", State.USABLE);
  }
}
