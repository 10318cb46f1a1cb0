package dev.archcheck.toolchain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.activate.Shell;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands for each shell and system. */
class RemediesTest {

  @ParameterizedTest
  @CsvSource({
    "BASH, unset GOARCH",
    "ZSH, unset GOARCH",
    "FISH, set -e GOARCH",
    "NU, hide-env GOARCH",
    "PWSH, Remove-Item Env:GOARCH"
  })
  void takingAVariableOut(Shell shell, String command) {
    assertThat(new Remedies(Os.LINUX, shell).unset("GOARCH")).first().isEqualTo(command);
  }

  @Test
  void puttingAFolderFirst() {
    String folder = "/opt/it's go/bin";
    assertThat(first(Shell.BASH, folder)).isEqualTo("export PATH='/opt/it'\\''s go/bin':\"$PATH\"");
    assertThat(first(Shell.FISH, folder)).isEqualTo("set -gx PATH '/opt/it\\'s go/bin' $PATH");
    assertThat(first(Shell.NU, folder))
        .isEqualTo("$env.PATH = ($env.PATH | prepend r#'/opt/it's go/bin'#)");
    assertThat(first(Shell.PWSH, folder))
        .isEqualTo("$env:PATH = '/opt/it''s go/bin' + ':' + $env:PATH");
  }

  private static String first(Shell shell, String folder) {
    return new Remedies(Os.LINUX, shell).first(folder).getFirst();
  }

  @Test
  void onWindowsTheRegistryIsWhatLasts() {
    Remedies windows = new Remedies(Os.WINDOWS, Shell.PWSH);
    assertThat(windows.unset("GOROOT"))
        .contains("[Environment]::SetEnvironmentVariable('GOROOT', $null, 'User')")
        .contains("[Environment]::SetEnvironmentVariable('GOROOT', $null, 'Machine')");
    assertThat(windows.first("C:\\Go\\bin").getFirst())
        .startsWith("[Environment]::SetEnvironmentVariable('Path', 'C:\\Go\\bin' + ';' + ");
    assertThat(windows.withoutCached("C:\\x")).isEqualTo(List.of("go clean -modcache"));
  }

  /** A path is never more than one word of what people are to run. */
  @Test
  void whatIsRemovedIsOneWord() {
    Remedies bash = new Remedies(Os.LINUX, Shell.BASH);
    assertThat(bash.withoutCached("/m/toolchain@v0.0.1-go1.27.0.linux-arm64"))
        .containsExactly(
            "chmod -R u+w /m/toolchain@v0.0.1-go1.27.0.linux-arm64 && rm -rf"
                + " /m/toolchain@v0.0.1-go1.27.0.linux-arm64");
    assertThat(bash.withoutCached("/m /; x"))
        .containsExactly("chmod -R u+w '/m /; x' && rm -rf '/m /; x'");
  }
}
