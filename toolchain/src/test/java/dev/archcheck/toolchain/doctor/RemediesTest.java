package dev.archcheck.toolchain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.discover.InstallRecord;
import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.toolchain.doctor.SettingFacts.Origin;
import dev.archcheck.toolchain.doctor.SettingFacts.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands for each shell and system. */
class RemediesTest {

  private static final Layer VARIABLE = new Layer(Kind.ENVIRONMENT, "", "x");
  private static final Layer KEPT = new Layer(Kind.USER_FILE, "/home/u/.config/go/env", "x");

  private static Remedies linux(String shell) {
    return new Remedies(Os.LINUX, shell, "~/.rc", List.of(), true);
  }

  private static Remedies windows(InstallRecord... records) {
    return new Remedies(Os.WINDOWS, "powershell", "$PROFILE", List.of(records), true);
  }

  private static SettingFacts setting(String name, Origin... origins) {
    return new SettingFacts(name, List.of(VARIABLE), List.of(origins));
  }

  private static List<String> texts(List<Step> steps) {
    return steps.stream().map(step -> step.kind() + " " + step.text()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "bash, unset GOARCH",
    "sh, unset GOARCH",
    "zsh, unset GOARCH",
    "fish, set -e GOARCH",
    "nu, hide-env GOARCH",
    "pwsh, Remove-Item Env:GOARCH",
    "tcsh, unsetenv GOARCH",
    "unknown, unset GOARCH"
  })
  void takingAVariableOut(String shell, String command) {
    assertThat(texts(linux(shell).unset(setting("GOARCH"), VARIABLE)))
        .containsExactly(
            "COMMAND " + command,
            "ACTION no start file of a shell sets it: take it out of what started this shell");
    Origin line = new Origin(Source.START_FILE, "/home/u/.profile", 12, "");
    assertThat(texts(linux(shell).unset(setting("GOARCH", line), VARIABLE)))
        .containsExactly("COMMAND " + command, "ACTION take it out of /home/u/.profile, line 12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bash | export GOPRIVATE='a b'",
        "fish | set -gx GOPRIVATE 'a b'",
        "nu | $env.GOPRIVATE = r#'a b'#",
        "pwsh | $env:GOPRIVATE = 'a b'",
        "tcsh | setenv GOPRIVATE 'a b'"
      })
  void givingAVariableAnotherValue(String shell, String command) {
    assertThat(texts(linux(shell).set(setting("GOPRIVATE"), VARIABLE, "a b")))
        .first()
        .isEqualTo("COMMAND " + command);
    assertThat(texts(linux("bash").set(setting("GOPRIVATE"), KEPT, "a.b/c")))
        .containsExactly("COMMAND go env -w GOPRIVATE=a.b/c");
    assertThat(texts(linux("zsh").set(setting("GOPRIVATE"), KEPT, "a.b/*,c")))
        .containsExactly("COMMAND go env -w 'GOPRIVATE=a.b/*,c'");
    // What was left out here must not get lost there.
    assertThat(texts(linux("bash").set(setting("GOPROXY"), KEPT, "https://***@a.b")))
        .containsExactly("ACTION mend it in /home/u/.config/go/env, with what is left out here");
    assertThat(texts(linux("bash").set(setting("GOPRIVATE"), KEPT, "a b")))
        .containsExactly("COMMAND go env -w 'GOPRIVATE=a b'");
  }

  /** Go refuses to change some, and stops before it can change others. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "GOARCH; bash; go env -u GOARCH",
        "GOTOOLCHAIN; bash; go env -w GOTOOLCHAIN=auto",
        "GOROOT; bash; sed -i.bak '/^GOROOT=/d' '/home/u/.config/go/env'",
        "GOPATH; fish; sed -i.bak '/^GOPATH=/d' '/home/u/.config/go/env'",
        "GOFOO; zsh; sed -i.bak '/^GOFOO=/d' '/home/u/.config/go/env'",
        "GOROOT; pwsh; (Get-Content '/home/u/.config/go/env') -notmatch '^GOROOT=' | Set-Content"
            + " '/home/u/.config/go/env'"
      })
  void takingALineOutOfTheFile(String name, String shell, String command) {
    SettingFacts kept = new SettingFacts(name, List.of(KEPT));
    assertThat(texts(linux(shell).unset(kept, KEPT))).containsExactly("COMMAND " + command);
  }

  /** A variable over it counts, and go before 1.21 does not know it at all. */
  @Test
  void aToolchainThatIsKept() {
    SettingFacts both = new SettingFacts("GOTOOLCHAIN", List.of(VARIABLE, KEPT));
    assertThat(texts(linux("bash").unset(both, KEPT)))
        .containsExactly("COMMAND go env -u GOTOOLCHAIN");
    SettingFacts kept = new SettingFacts("GOTOOLCHAIN", List.of(KEPT));
    Remedies old = new Remedies(Os.LINUX, "bash", "", List.of(), false);
    assertThat(texts(old.unset(kept, KEPT)))
        .containsExactly("COMMAND sed -i.bak '/^GOTOOLCHAIN=/d' '/home/u/.config/go/env'");
  }

  @Test
  void puttingAFolderFirst() {
    String folder = "/opt/it's go/bin";
    assertThat(first("bash", folder)).isEqualTo("export PATH='/opt/it'\\''s go/bin':\"$PATH\"");
    assertThat(first("fish", folder)).isEqualTo("set -gx PATH '/opt/it\\'s go/bin' $PATH");
    assertThat(first("nu", folder))
        .isEqualTo("$env.PATH = ($env.PATH | prepend r#'/opt/it's go/bin'#)");
    assertThat(first("pwsh", folder))
        .isEqualTo("$env:PATH = '/opt/it''s go/bin' + ':' + $env:PATH");
    assertThat(first("csh", "/opt/go/bin")).isEqualTo("setenv PATH '/opt/go/bin':\"$PATH\"");
    assertThat(texts(linux("bash").first("/go/bin")).getLast())
        .isEqualTo("ACTION write the same line at the end of ~/.rc");
  }

  private static String first(String shell, String folder) {
    return linux(shell).first(folder).getFirst().text();
  }

  @Test
  void onWindowsTheRegistryIsWhatLasts() {
    Origin user = new Origin(Source.REGISTRY_USER, "HKCU\\Environment", 0, "x");
    Origin machine = new Origin(Source.REGISTRY_MACHINE, "HKLM\\...", 0, "x");
    assertThat(texts(windows().unset(setting("GOROOT", user), VARIABLE)))
        .containsExactly(
            "COMMAND [Environment]::SetEnvironmentVariable('GOROOT', $null, 'User')",
            "COMMAND Remove-Item Env:GOROOT");
    assertThat(texts(windows().unset(setting("GOROOT", machine), VARIABLE)).getFirst())
        .isEqualTo("COMMAND [Environment]::SetEnvironmentVariable('GOROOT', $null, 'Machine')");
    assertThat(texts(windows().set(setting("GOOS", user), VARIABLE, "linux")))
        .containsExactly(
            "COMMAND [Environment]::SetEnvironmentVariable('GOOS', 'linux', 'User')",
            "COMMAND $env:GOOS = 'linux'");
    assertThat(windows().first("C:\\Go\\bin").getFirst().text())
        .startsWith("[Environment]::SetEnvironmentVariable('Path', 'C:\\Go\\bin' + ';' + ");
    assertThat(texts(windows().withoutCached("C:\\x")))
        .containsExactly("COMMAND go clean -modcache");
  }

  /** A path is never more than one word of what people are to run. */
  @Test
  void whatIsRemovedIsOneWord() {
    assertThat(texts(linux("bash").withoutCached("/m/toolchain@v0.0.1-go1.27.0.linux-arm64")))
        .containsExactly(
            "COMMAND chmod -R u+w /m/toolchain@v0.0.1-go1.27.0.linux-arm64 && rm -rf"
                + " /m/toolchain@v0.0.1-go1.27.0.linux-arm64");
    assertThat(texts(linux("bash").withoutCached("/m /; x")))
        .containsExactly("COMMAND chmod -R u+w '/m /; x' && rm -rf '/m /; x'");
  }

  /** Without the hook a choice does nothing to the shell that is open. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "bash; eval \"$(archcheck toolchain env --shell bash)\"",
        "zsh; eval \"$(archcheck toolchain env --shell zsh)\"",
        "fish; archcheck toolchain env --shell fish | source"
      })
  void aVersionOfTheStoreIsPutIntoTheShell(String shell, String last) {
    assertThat(texts(linux(shell).install("1.27.0", "linux/amd64")))
        .containsExactly(
            "COMMAND archcheck toolchain install --target linux/amd64 1.27.0",
            "COMMAND archcheck toolchain use 1.27.0",
            "COMMAND " + last);
  }

  @ParameterizedTest
  @CsvSource({
    "bash, GOBIN='/b in' go install x.y/z@latest",
    "fish, env GOBIN='/b in' go install x.y/z@latest",
    "tcsh, env GOBIN='/b in' go install x.y/z@latest"
  })
  void aToolIsReplacedWhereItIs(String shell, String command) {
    assertThat(linux(shell).reinstall("/b in", "x.y/z").text()).isEqualTo(command);
  }

  /** The wrong one goes only when another is there. */
  @Test
  void aWrongOneIsReplaced() {
    GoFacts wrong =
        new Machines().go("go1.26.8-X:nodwarf5", "linux/arm64").capture().gos().getFirst();
    assertThat(texts(linux("bash").replace(wrong, "linux/amd64")))
        .first()
        .isEqualTo("COMMAND archcheck toolchain install --target linux/amd64 1.26.8");
    assertThat(texts(linux("bash").replace(wrong, "linux/amd64")))
        .last()
        .isEqualTo("ACTION remove the wrong one when the other works: /go0");
    GoFacts x64 = new Machines().go("go1.26.8", "windows/amd64").capture().gos().getFirst();
    InstallRecord amd64 =
        new InstallRecord("Go Programming Language amd64 go1.26.8", "C:\\go0", "");
    InstallRecord arm64 =
        new InstallRecord("Go Programming Language arm64 go1.26.8", "C:\\go0", "");
    assertThat(texts(windows(amd64, arm64).replace(x64, "windows/arm64")))
        .contains(
            "ACTION uninstall \"Go Programming Language amd64 go1.26.8\" in the settings of Windows",
            "ACTION uninstall \"Go Programming Language arm64 go1.26.8\" in the settings of Windows",
            "ACTION or install go1.26.8.windows-arm64.msi in its place");
    assertThat(texts(windows().replace(x64, "windows/arm64")))
        .contains("ACTION uninstall \"Go Programming Language amd64\" in the settings of Windows");
  }
}
