package dev.archcheck.shells;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.activate.Shell;
import dev.archcheck.toolchain.activate.ShellHook;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How often fish asks which version applies: the events of its prompt, in its order. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "fish")
class FishHookTest {

  private static final Platform PLATFORM = new Platform(Os.LINUX, Arch.AMD64);
  private static final String SAY = "string match -r 'go1[0-9.]*[0-9]' -- $PATH[1]";

  @TempDir private Path folder;
  private Path hook;
  private Path asked;

  @BeforeEach
  void plant() throws IOException {
    Path root = folder.toRealPath();
    Store store = new Store(root.resolve("store"));
    for (String version : List.of("1.26.8", "1.27.0")) {
      Path versions = store.root().resolve("versions/go" + version + ".linux-amd64");
      Files.createDirectories(versions.resolve("go/bin"));
      Files.createFile(versions.resolve("seal"));
    }
    Machine machine = new Machine(Path.of("/"), "Linux", "amd64", Map.of());
    new ShellHook(Shell.FISH, store, machine).write(PLATFORM);
    hook = store.root().resolve("shell/hook.fish");
    for (String name : List.of("old", "new")) {
      Path module = Files.createDirectories(root.resolve(name));
      Files.writeString(module.resolve(".go-version"), name.equals("old") ? "1.26.8" : "1.27.0");
    }
    asked = root.resolve("asked");
    Path sh = Files.createDirectories(root.resolve("bin")).resolve("sh");
    Files.writeString(sh, "#!/bin/sh\necho asked >> '" + asked + "'\nexec /bin/sh \"$@\"\n");
    assertThat(sh.toFile().setExecutable(true)).isTrue();
  }

  private static String quoted(String line) {
    return line.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$");
  }

  /** Types lines at prompts, and says what comes first on PATH behind each. */
  private List<String> type(String... lines) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder("source '" + hook + "'\nrm -f '" + asked + "'\n");
    for (String line : lines) {
      script.append("emit fish_preexec \"").append(quoted(line)).append("\"\n");
      script.append(line).append("\nemit fish_prompt\n").append(SAY).append('\n');
    }
    ProcessBuilder builder = new ProcessBuilder("fish", "--no-config", "-c", script.toString());
    Map<String, String> environment = new HashMap<>(builder.environment());
    builder.environment().remove("ARCHCHECK_GO");
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
    Path said = folder.resolve("said");
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(said);
  }

  private int timesAsked() throws IOException {
    return Files.readAllLines(asked).size();
  }

  @Test
  void aLoneChangeOfFolderAsksOnce() throws Exception {
    assertThat(type("cd old", "cd ../new")).containsExactly("go1.26.8", "go1.27.0");
    assertThat(timesAsked()).isEqualTo(2);
  }

  @Test
  void theNextPromptAsksAgain() throws Exception {
    assertThat(type("cd old", "echo 1.27.0 >.go-version")).containsExactly("go1.26.8", "go1.27.0");
    assertThat(timesAsked()).isEqualTo(2);
  }

  @Test
  void whatComesBehindTheChangeOfFolderCounts() throws Exception {
    for (String line :
        List.of(
            "cd old; " + SAY + "; echo 1.27.0 >.go-version",
            "cd old && " + SAY + " && set -gx ARCHCHECK_GO 1.27.0",
            "cd (echo old); " + SAY + "; cp ../new/.go-version .")) {
      Files.writeString(folder.resolve("old/.go-version"), "1.26.8");
      assertThat(type(line)).as(line).containsExactly("go1.26.8", "go1.27.0");
      assertThat(timesAsked()).as(line).isEqualTo(2);
    }
  }

  @Test
  void aPromptWithoutALineAsks() throws Exception {
    assertThat(type("cd old", "set -e _ac_active; set PATH /nowhere $PATH[2..]"))
        .containsExactly("go1.26.8", "go1.26.8");
  }
}
