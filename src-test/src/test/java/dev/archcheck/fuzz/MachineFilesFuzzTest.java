package dev.archcheck.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archcheck.toolchain.doctor.Collector;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Bytes as a file that doctor reads of a machine: whatever stands there, there is a verdict. */
final class MachineFilesFuzzTest {

  /** A module, a workspace, what go env -w writes, start files, GOROOT, and go itself. */
  private static final List<String> PLACES =
      List.of(
          "app/go.mod",
          "app/go.work",
          "home/.config/go/env",
          "home/.bashrc",
          "home/.config/fish/config.fish",
          "go/go.env",
          "go/VERSION",
          "go/bin/go");

  private static Path root = Path.of("");

  @FuzzTest(maxDuration = "10m")
  void read(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    if (root.toString().isEmpty()) {
      root = Files.createTempDirectory("machine").toRealPath();
      root.toFile().deleteOnExit();
      PLACES.forEach(place -> place(place).toFile().getParentFile().mkdirs());
    }
    Path file = place(PLACES.get((bytes[0] & 0xFF) % PLACES.size()));
    Files.write(file, Arrays.copyOfRange(bytes, 1, bytes.length));
    file.toFile().setExecutable(true);
    try {
      Machine machine =
          new Machine(
              root,
              "Linux",
              "amd64",
              Map.of(
                  "HOME",
                  place("home").toString(),
                  "PATH",
                  place("go/bin").toString(),
                  "SHELL",
                  "/bin/bash",
                  "GOFLAGS",
                  "-v"));
      CaptureContract.holds(
          new Collector(machine, new Store(place("store")), place("app")).whole());
    } finally {
      Files.delete(file);
    }
  }

  private static Path place(String name) {
    return root.resolve(name);
  }
}
