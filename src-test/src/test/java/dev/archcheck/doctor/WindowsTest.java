package dev.archcheck.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.archcheck.cli.Main;
import dev.archcheck.testkit.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program in a Java for Windows, on the functions of Windows as Wine has them: what it
 * asks the system, and what it reads of the registry.
 */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class WindowsTest {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String OF_MACHINE =
      "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment";
  private static final String UNINSTALL =
      "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\";

  @TempDir private Path folder;
  private Path part = Path.of("");

  @BeforeEach
  void aNewWindows() throws Exception {
    part = Corpus.part("wine");
    wine("wineboot", "--init");
  }

  @AfterEach
  void nothingIsLeftRunning() throws Exception {
    wine("wineboot", "--kill");
    // Links to the whole of this machine: what clears the folder must not meet them.
    try (Stream<Path> drives = Files.list(folder.resolve("prefix/dosdevices"))) {
      for (Path drive : drives.toList()) {
        Files.delete(drive);
      }
    }
  }

  private String wine(String... words) throws IOException, InterruptedException {
    return wine(Map.of(), words);
  }

  private String wine(Map<String, String> more, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(part.resolve("program").toRealPath().toString());
    command.addAll(List.of(words));
    Path out = Files.createTempFile(folder, "wine", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", folder.toString());
    environment.put("WINEPREFIX", folder.resolve("prefix").toString());
    environment.put("WINEDEBUG", "-all");
    environment.put("WINEDLLOVERRIDES", "mscoree,mshtml="); // it would ask for them
    environment.putAll(more);
    Process process = builder.start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(String.join(" ", words)).isTrue();
    return Files.readString(out);
  }

  private void registry(String key, String name, String value) throws Exception {
    wine("reg", "add", key, "/v", name, "/d", value, "/f");
  }

  /** Wine shows the root of this machine as a drive. */
  private static String onWindows(Path path) {
    return "Z:" + path.toString().replace('/', '\\');
  }

  private JsonNode doctor(Map<String, String> environment) throws Exception {
    String classes =
        Stream.of(System.getProperty("java.class.path").split(":", -1))
            .map(one -> onWindows(Path.of(one).toAbsolutePath()))
            .collect(Collectors.joining(";"));
    String text =
        wine(
            environment,
            part.resolve("jdk/bin/java.exe").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classes,
            Main.class.getName(),
            "doctor",
            "--format",
            "json");
    return MAPPER.readTree(text.substring(text.indexOf('{')));
  }

  private static JsonNode setting(JsonNode document, String name) {
    for (JsonNode one : document.at("/capture/settings")) {
      if (one.path("name").asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError(name + " is not in " + document.at("/capture/settings"));
  }

  @Test
  void whatTheSystemAndTheRegistrySay() throws Exception {
    Path goroot = folder.resolve("go");
    Roots.make(goroot, "windows-amd64");
    registry("HKCU\\Environment", "GOFLAGS", "-mod=mod");
    registry(OF_MACHINE, "GOARCH", "386");
    registry("HKCU\\Software\\GoProgrammingLanguage", "installLocation", onWindows(goroot) + "\\");
    for (String arch : List.of("amd64", "arm64")) {
      registry(UNINSTALL + arch, "DisplayName", "Go Programming Language " + arch + " go1.27.0");
    }
    registry(UNINSTALL + "other", "DisplayName", "Something else");
    JsonNode document = doctor(Map.of("WINEPATH", onWindows(goroot.resolve("bin"))));
    assertThat(document.at("/host/kernel/name").asText()).isEqualTo("windows/amd64");
    assertThat(document.at("/host/runs").asText()).isEqualTo("native");
    assertThat(document.at("/capture/host/facts").findValuesAsText("source"))
        .contains("IsWow64Process2.NativeMachine", "RtlGetVersion");
    assertThat(document.at("/capture/gos/0/command").asText())
        .isEqualToIgnoringCase(onWindows(goroot.resolve("bin/go.exe")));
    assertThat(document.at("/capture/gos/0/platforms/0").asText()).isEqualTo("windows/amd64");
    assertThat(document.at("/capture/gos/0/mainPackage").asText()).isEqualTo("cmd/go");

    assertThat(setting(document, "GOFLAGS").at("/origins/0/source").asText())
        .isEqualTo("registry-user");
    assertThat(setting(document, "GOARCH").at("/origins/0/source").asText())
        .isEqualTo("registry-machine");
    assertThat(setting(document, "GOARCH").at("/origins/0/value").asText()).isEqualTo("386");
    assertThat(document.at("/capture/records").findValuesAsText("name"))
        .containsExactlyInAnyOrder(
            "Go Programming Language amd64 go1.27.0", "Go Programming Language arm64 go1.27.0");

    String diagnoses = document.path("diagnoses").toString();
    assertThat(diagnoses)
        .contains("Windows has it installed by Go Programming Language a")
        .contains("uninstall \\\"Go Programming Language arm64 go1.27.0\\\"")
        .contains("[Environment]::SetEnvironmentVariable('GOARCH', $null, 'Machine')");
  }
}
