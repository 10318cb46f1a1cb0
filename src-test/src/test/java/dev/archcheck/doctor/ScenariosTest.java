package dev.archcheck.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.archcheck.cli.Main;
import dev.archcheck.testkit.Corpus;
import dev.archcheck.testkit.Runs;
import dev.archcheck.testkit.Runs.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What goes wrong with installations of Go, each made of real commands: the verdict, the cause and
 * what mends it.
 */
class ScenariosTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Path> path = new ArrayList<>();
  private Path work = Path.of("");

  @BeforeEach
  void nothingOfThisMachineIsSeen() throws IOException {
    work = Files.createDirectories(folder.resolve("work"));
    Files.createDirectories(folder.resolve("home"));
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("SHELL", "/bin/bash");
    for (String name :
        List.of(
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "ARCHCHECK_HOME",
            "GOENV",
            "GOFLAGS",
            "GOPATH",
            "GOMODCACHE",
            "GOPROXY",
            "GOSUMDB",
            "GOROOT",
            "GOBIN",
            "GOTMPDIR",
            "XDG_CACHE_HOME",
            "CC",
            "GOTOOLCHAIN",
            "GOWORK")) {
      environment.put(name, ""); // go takes an empty variable for none
    }
  }

  private Result run(String... arguments) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    path.forEach(one -> text.append(one).append(':'));
    environment.put("PATH", text + "/there/is/nothing");
    return Runs.in(work, new byte[0], environment, arguments);
  }

  private JsonNode doctor(int code) throws IOException, InterruptedException {
    Result result = run("doctor", "go", "--format", "json");
    assertThat(result.code()).as(result.out() + result.err()).isEqualTo(code);
    return MAPPER.readTree(result.out());
  }

  private static JsonNode diagnosis(JsonNode document, String rule) {
    for (JsonNode one : document.path("diagnoses")) {
      if (one.path("rule").asText().equals(rule)) {
        return one;
      }
    }
    throw new AssertionError("no " + rule + " in " + document.path("diagnoses"));
  }

  private static String message(JsonNode diagnosis) {
    return diagnosis.path("message").asText();
  }

  private static String fix(JsonNode diagnosis) {
    StringBuilder all = new StringBuilder();
    diagnosis
        .path("fix")
        .forEach(one ->
            all.append(one.path("command").asText())
                .append(one.path("action").asText())
                .append('\n'));
    return all.toString();
  }

  private static List<String> rules(JsonNode document) {
    List<String> all = new ArrayList<>();
    document
        .path("diagnoses")
        .forEach(one -> all.add(one.path("severity").asText() + " " + one.path("rule").asText()));
    return all;
  }

  private Path settings(String text) throws IOException {
    Path file = folder.resolve("home/.config/go/env");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void nothingIsWrong() throws Exception {
    path.add(Roots.ofThisMachine());
    Result result = run("doctor");
    assertThat(result.code()).as(result.out()).isZero();
    assertThat(result.out()).contains("this process is native").contains("passed");
  }

  /** I1. */
  @Test
  void goForAnotherProcessor() throws Exception {
    Path bin = Roots.make(folder.resolve("go"), "linux-arm64");
    path.add(bin);
    JsonNode one = diagnosis(doctor(1), "go-not-native");
    assertThat(message(one)).startsWith("is linux/arm64, and this machine, linux/amd64, ");
    assertThat(one.path("cause").asText()).contains("go env GOHOSTARCH");
    // A native one that is installed somewhere need only be put first.
    assertThat(fix(one))
        .containsPattern(
            "export PATH='/|archcheck toolchain install --target linux/amd64 1\\.27\\.0\n");
  }

  /** I1, with a native one at hand. */
  @Test
  void goForAnotherProcessorBeforeANativeOne() throws Exception {
    path.add(Roots.make(folder.resolve("go"), "linux-arm64"));
    path.add(Roots.ofThisMachine());
    JsonNode document = doctor(1);
    assertThat(fix(diagnosis(document, "go-not-native")))
        .startsWith("export PATH='" + Roots.ofThisMachine() + "':\"$PATH\"");
    JsonNode shadowed = diagnosis(document, "go-shadowed");
    assertThat(shadowed.path("severity").asText()).isEqualTo("note"); // the other says it
    assertThat(message(shadowed)).contains("linux/amd64 (" + Roots.ofThisMachine() + "/go)");
  }

  /** I2: the winner and those behind it; alone no fault. */
  @Test
  void severalGos() throws Exception {
    path.add(Roots.ofThisMachine());
    path.add(Roots.make(folder.resolve("go"), "linux-arm64"));
    JsonNode shadowed = diagnosis(doctor(0), "go-shadowed");
    assertThat(shadowed.path("severity").asText()).isEqualTo("note");
    Result text = run("doctor", "go");
    assertThat(text.out())
        .contains("linux/amd64, " + Roots.ofThisMachine() + "/go")
        .contains("behind it      go1.27.0 linux/arm64, " + folder.resolve("go/bin/go"));
  }

  /** I3. */
  @Test
  void toolsOfTwoInstallations() throws Exception {
    Path root = folder.resolve("go");
    path.add(Roots.make(root, "linux-arm64"));
    Path tools = root.resolve("pkg/tool");
    Files.move(tools.resolve("linux_arm64"), tools.resolve("linux_amd64"));
    JsonNode one = diagnosis(doctor(1), "go-overlaid");
    assertThat(message(one)).contains("pkg/tool/linux_amd64 holds tools for linux/arm64");
    assertThat(one.path("cause").asText()).contains("share a folder");
    assertThat(fix(one)).contains("archcheck toolchain install");
  }

  /** I3: files of another version, unpacked over the first ones. */
  @Test
  void theVersionIsNotThatOfTheCommand() throws Exception {
    Path root = folder.resolve("go");
    path.add(Roots.make(root, "linux-arm64"));
    Files.writeString(root.resolve("VERSION"), "go1.26.1\n");
    assertThat(message(diagnosis(doctor(1), "go-overlaid")))
        .contains("VERSION says go1.26.1, its command was built as go1.27.0");
  }

  /** I4. */
  @Test
  void aGorootThatIsGone() throws Exception {
    path.add(Roots.ofThisMachine());
    environment.put("GOROOT", folder.resolve("gone").toString());
    JsonNode one = diagnosis(doctor(1), "goroot-setting");
    assertThat(message(one)).endsWith("gone, and no go is there");
    assertThat(fix(one)).startsWith("unset GOROOT\n");
  }

  /** I4. */
  @Test
  void aGorootOfAnotherGo() throws Exception {
    path.add(Roots.ofThisMachine());
    Path other = folder.resolve("other");
    Roots.make(other, "linux-arm64");
    settings("GOROOT=" + other + "\n");
    environment.put("GOROOT", other.toString());
    JsonNode one = diagnosis(doctor(1), "goroot-setting");
    assertThat(message(one)).contains("where go1.27.0 linux/arm64 is, but PATH leads to go");
  }

  /** I5: the place decides what mends it. */
  @Test
  void aTargetThatWasLeftBehind() throws Exception {
    path.add(Roots.ofThisMachine());
    Path file = settings("GOARCH=386\n");
    JsonNode kept = diagnosis(doctor(0), "setting-left");
    assertThat(message(kept)).isEqualTo("is 386: every build is for linux/386, and without cgo");
    assertThat(fix(kept)).isEqualTo("go env -u GOARCH\n");
    Files.delete(file);
    environment.put("GOARCH", "386");
    JsonNode variable = diagnosis(doctor(0), "setting-left");
    assertThat(fix(variable)).startsWith("unset GOARCH\n");
    Path profile =
        Files.writeString(folder.resolve("home/.profile"), "umask 22\nexport GOARCH=386\n");
    assertThat(fix(diagnosis(doctor(0), "setting-left")))
        .isEqualTo("unset GOARCH\ntake it out of " + profile + ", line 2\n");
    settings("GOARCH=arm\n");
    assertThat(rules(doctor(0))).contains("warning setting-dead", "warning setting-left");
  }

  /** The shell that the command is typed into is another one than SHELL says. */
  @Test
  void theCommandIsForTheShellThatItIsTypedInto() throws Exception {
    path.add(Roots.ofThisMachine());
    environment.put("GOARCH", "386");
    environment.put("PATH", Roots.ofThisMachine() + ":/usr/bin:/bin");
    Path out = folder.resolve("fish.json");
    String command =
        String.join(
            " ",
            "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "'",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            "'" + System.getProperty("java.class.path") + "'",
            Main.class.getName(),
            "doctor go --format json; true");
    ProcessBuilder builder = new ProcessBuilder("fish", "-c", command);
    builder.environment().putAll(environment);
    Process process = builder.directory(work.toFile()).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    JsonNode document = MAPPER.readTree(Files.readString(out));
    assertThat(document.at("/capture/shell").asText()).isEqualTo("fish");
    assertThat(document.at("/capture/startFile").asText()).isEqualTo("~/.config/fish/config.fish");
    assertThat(fix(diagnosis(document, "setting-left"))).startsWith("set -e GOARCH\n");
  }

  /** I6. */
  @Test
  void aToolchainOfAnotherProcessorInTheCache() throws Exception {
    path.add(Roots.ofThisMachine());
    Path cached =
        folder.resolve("home/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.0.linux-arm64");
    Roots.make(cached, "linux-arm64");
    JsonNode one = diagnosis(doctor(0), "cached-toolchain");
    assertThat(one.path("severity").asText()).isEqualTo("warning");
    assertThat(one.path("cause").asText()).contains("for its own platform");
    assertThat(fix(one)).contains("rm -rf " + cached);
  }

  /** I7: the whole program in a Java for another processor. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void anEmulatedJava() throws Exception {
    Path part = Corpus.part("emulated");
    Path out = folder.resolve("emulated.json");
    Process process =
        new ProcessBuilder(
                part.resolve("program").toRealPath().toString(),
                "-L",
                part.resolve("root").toString(),
                part.resolve("jdk/bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "doctor",
                "host",
                "--format",
                "json")
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    JsonNode document = MAPPER.readTree(Files.readString(out));
    assertThat(process.exitValue()).as(document.toString()).isZero(); // a warning
    assertThat(message(diagnosis(document, "process-emulated")))
        .startsWith("is linux/arm64 and runs under qemu-user ")
        .endsWith(" on linux/amd64");
    assertThat(document.at("/host/emulator").asText()).startsWith("qemu-user");
    assertThat(run("doctor", "host", "--replay", out.toString(), "--fail-on", "warning").code())
        .isEqualTo(1);
  }

  /** I8: a machine that cannot exist here, as it was captured; I7 there. */
  @Test
  void windowsOnArmWithGoForX64() throws Exception {
    Path capture = folder.resolve("capture.json");
    try (InputStream in = getClass().getResourceAsStream("windows-arm64-emulated.json")) {
      Files.write(capture, Objects.requireNonNull(in).readAllBytes());
    }
    Result result = run("doctor", "--replay", capture.toString(), "--format", "json");
    assertThat(result.code()).as(result.err()).isEqualTo(1);
    JsonNode document = MAPPER.readTree(result.out());
    assertThat(document.at("/host/kernel/name").asText()).isEqualTo("windows/arm64");
    assertThat(document.at("/host/process/name").asText()).isEqualTo("windows/amd64");
    assertThat(document.at("/host/runs").asText()).isEqualTo("emulated");
    assertThat(message(diagnosis(document, "process-emulated")))
        .startsWith("is windows/amd64 and runs under ");
    JsonNode foreign = diagnosis(document, "go-not-native");
    assertThat(message(foreign)).startsWith("is windows/amd64, and this machine, windows/arm64, ");
    assertThat(fix(foreign))
        .contains("uninstall \"Go Programming Language amd64 go1.26.8\"")
        .contains("uninstall \"Go Programming Language arm64 go1.26.7\"")
        .contains("go1.26.8.windows-arm64.msi");
    assertThat(message(diagnosis(document, "go-overlaid")))
        .contains("pkg/tool/windows_arm64 beside a go for windows/amd64")
        .contains("Windows has it installed by Go Programming Language amd64 go1.26.8 and ");
    assertThat(message(diagnosis(document, "setting-left")))
        .isEqualTo("is 386: every build is for windows/386, and without cgo");
    assertThat(fix(diagnosis(document, "setting-left")))
        .contains("[Environment]::SetEnvironmentVariable('GOARCH', $null, 'User')");
    assertThat(document.path("diagnoses").findValuesAsText("message"))
        .contains(
            "is C:\\ca.pem, which has no effect: before Go 1.27 it is not heeded on this system")
        .contains("is -mod=mod, which has no effect: this shell does not have it");
    // What was judged can be judged again, and comes to the same.
    Files.writeString(capture, result.out());
    assertThat(run("doctor", "--replay", capture.toString(), "--format", "json").out())
        .isEqualTo(result.out());
  }

  /** I8: what real machines answered (the table in the README of ww898/win32-api-test). */
  @ParameterizedTest
  @CsvSource({
    "aarch64, 12, 0x0, 0xAA64, 0xAA64, 0x3, windows/arm64, windows/arm64, native",
    "amd64, 9, 0x0, 0xAA64, 0x8664, 0x1, windows/arm64, windows/amd64, emulated",
    "x86, 9, 0x14C, 0xAA64, 0x14C, 0x5, windows/arm64, windows/386, emulated",
    "arm, 12, 0x1C4, 0xAA64, 0x1C4, 0x5, windows/arm64, windows/arm, native",
    "amd64, 9, 0x0, 0x8664, error 87, '', windows/amd64, windows/amd64, native",
    "x86, 9, 0x14C, 0x8664, error 87, '', windows/amd64, windows/386, native"
  })
  void whatWindowsAnswered(
      String java,
      String system,
      String process,
      String machine,
      String type,
      String attributes,
      String kernel,
      String own,
      String runs)
      throws Exception {
    ObjectNode host = MAPPER.createObjectNode();
    host.put("os", "windows").put("javaArch", java).put("osVersion", "10.0.22631");
    ArrayNode facts = host.putArray("facts");
    String information = "GetProcessInformation.ProcessMachineTypeInfo";
    Map.of(
            "GetNativeSystemInfo.wProcessorArchitecture",
            system,
            "IsWow64Process2.ProcessMachine",
            process,
            "IsWow64Process2.NativeMachine",
            machine,
            information,
            type,
            information + ".MachineAttributes",
            attributes)
        .forEach((source, value) -> {
          if (!value.isEmpty()) {
            facts.addObject().put("source", source).put("value", value);
          }
        });
    ObjectNode capture = MAPPER.createObjectNode();
    capture.set("host", host);
    ObjectNode go = capture.putArray("gos").addObject();
    go.put("command", "C:\\Go\\bin\\go.exe").put("real", "C:\\Go\\bin\\go.exe");
    go.put("pathPosition", 1).put("maker", "go.dev").put("goroot", "C:\\Go");
    go.put("version", "go1.27.0").put("builtBy", "go1.27.0").put("mainPackage", "cmd/go");
    go.putArray("platforms").add("windows/amd64");
    ObjectNode document = MAPPER.createObjectNode();
    document.set("capture", capture);
    Path file = Files.writeString(folder.resolve("told.json"), document.toString());
    Result result = run("doctor", "--replay", file.toString(), "--format", "json");
    JsonNode judged = MAPPER.readTree(result.out());
    assertThat(judged.at("/host/kernel/name").asText()).isEqualTo(kernel);
    assertThat(judged.at("/host/process/name").asText()).isEqualTo(own);
    assertThat(judged.at("/host/runs").asText()).isEqualTo(runs);
    List<String> expected = new ArrayList<>();
    if (kernel.endsWith("arm64")) {
      expected.add("error go-not-native");
    }
    if (runs.equals("emulated")) {
      expected.add("warning process-emulated");
    }
    assertThat(rules(judged)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** I9. */
  @Test
  void aScriptBeforeTheRealOne() throws Exception {
    Path shims = Files.createDirectories(folder.resolve("home/.asdf/shims"));
    Path shim = Files.writeString(shims.resolve("go"), "#!/bin/sh\nexec asdf exec go \"$@\"\n");
    assertThat(shim.toFile().setExecutable(true)).isTrue();
    path.add(shims);
    path.add(Roots.ofThisMachine());
    JsonNode document = doctor(3);
    assertThat(message(diagnosis(document, "go-shim")))
        .contains("a shim of asdf, a script run by /bin/sh");
  }

  /** I9: what a link leads to is what counts. */
  @Test
  void aLinkToGo() throws Exception {
    Path bin = Roots.make(folder.resolve("go"), "linux-arm64");
    Path links = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("go"), bin.resolve("go"));
    path.add(links);
    JsonNode one = diagnosis(doctor(1), "go-not-native");
    assertThat(one.path("artifact").asText()).isEqualTo(links.resolve("go").toString());
    assertThat(doctor(1).at("/capture/gos/0/real").asText()).isEqualTo(bin + "/go");
  }

  /** I10: a doctor that asks go would make it download a toolchain. */
  @Test
  void aModuleThatWantsALaterGo() throws Exception {
    path.add(Roots.ofThisMachine());
    Files.writeString(work.resolve("go.mod"), "module example.com/app\n\ngo 1.99.0\n");
    environment.put("GOTOOLCHAIN", "auto");
    JsonNode document = doctor(0);
    assertThat(document.at("/next/outcome").asText()).isEqualTo("downloads");
    assertThat(document.at("/next/version").asText()).isEqualTo("go1.99.0");
    environment.put("GOTOOLCHAIN", "local");
    JsonNode refused = diagnosis(doctor(1), "go-refuses");
    assertThat(message(refused)).contains("go.mod:3 says go 1.99.0, and GOTOOLCHAIN=local");
    try (Stream<Path> written = Files.walk(folder.resolve("home"))) {
      assertThat(written.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void withoutGo() throws Exception {
    Result result = run("doctor");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).contains("inconclusive: there is no Go on PATH").contains("hint: ");
  }

  @Test
  void aCaptureThatIsNone() throws Exception {
    for (String text :
        List.of("", "[]", "{}", "{\"capture\":7}", "{\"capture\":{\"host\":[]}}", "{\"capt")) {
      Path file = Files.writeString(folder.resolve("capture.json"), text, UTF_8);
      Result result = run("doctor", "--replay", file.toString());
      assertThat(result.code()).as(text).isEqualTo(3);
      assertThat(result.err()).contains("capture.json: ");
    }
  }
}
