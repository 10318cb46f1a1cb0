package dev.archcheck.toolchain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.toolchain.doctor.SettingFacts.Origin;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines that set a variable for every shell. */
class StartFilesTest {

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export GOROOT=/x",
        "GOROOT=/x",
        "GOROOT='/x y' # for z",
        "if true; then export GOROOT=/x; fi",
        "  [ -d /x ] && export A=1 GOROOT=/x",
        "declare -x GOROOT=/x",
        "set -gx GOROOT /x",
        "set -x -U GOROOT /x",
        "setenv GOROOT /x",
        "SETUVAR --export GOROOT:/x",
        "$env:GOROOT = '/x'",
        "$env.GOROOT = '/x'",
        "$Env:GOROOT='/x'"
      })
  void setsIt(String line) {
    assertThat(StartFiles.names(line)).contains("GOROOT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo $GOROOT",
        "unset GOROOT",
        "# GOROOT",
        "MYGOROOT=/x",
        "PATH=$GOROOT/bin:$PATH",
        "f() { GOROOT=/x go build; }",
        "alias w=\"env GOROOT=/x go\"",
        "echo \"use GOROOT=/x please\"",
        "GOROOT=/x go build",
        "set -e GOROOT",
        "set -l GOROOT /x",
        "setenvironment GOROOT /x"
      })
  void doesNotSetIt(String line) {
    assertThat(StartFiles.names(line)).doesNotContain("GOROOT");
  }

  /** Certificates and tokens in start files are long. */
  @Test
  void longLines() {
    String blob = "aB3/".repeat(250_000);
    assertThat(StartFiles.names("TOKEN=" + blob)).containsExactly("TOKEN");
    assertThat(StartFiles.names("TOKEN='" + blob + "' \"x\"")).isEmpty();
    assertThat(StartFiles.names("TOKEN=" + "'a'b".repeat(250_000) + " # x")).contains("TOKEN");
    assertThat(StartFiles.names("set " + "-x ".repeat(250_000) + "A 1")).isEmpty();
    assertThat(StartFiles.names("export A=" + blob + " B=1")).containsExactly("A", "B");
  }

  private Map<String, List<Origin>> search(Map<String, String> environment) {
    return StartFiles.search(new Machine(root, "Linux", "amd64", environment));
  }

  private void write(String place, String text) throws IOException {
    Path file = root.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void inTheFilesOfAllShells() throws IOException {
    write("home/.bashrc", "umask 22\n# export GOROOT=/old\nexport GOROOT=/x\n");
    write("home/.config/fish/conf.d/go.fish", "set -gx GOBIN /b\n");
    write("etc/profile.d/go.sh", "\n\nexport GOROOT=/y\n");
    write("zsh/.zshenv", "export GOOS=linux\n");
    Map<String, List<Origin>> found =
        search(
            Map.of(
                "HOME",
                root.resolve("home").toString(),
                "ZDOTDIR",
                root.resolve("zsh").toString()));
    assertThat(found.get("GOROOT"))
        .extracting(one -> root.relativize(Path.of(one.place())) + ":" + one.line())
        .containsExactly("home/.bashrc:3", "etc/profile.d/go.sh:3");
    assertThat(found.get("GOBIN")).hasSize(1);
    assertThat(found.get("GOOS")).hasSize(1);
    // The value stays where it is: it may be a secret, and only a shell knows it.
    assertThat(found.get("GOROOT")).extracting(Origin::value).containsOnly("");
  }

  @Test
  @Timeout(20)
  void whatIsNoFileIsPassedOver() throws IOException {
    Files.createDirectories(root.resolve("home/.profile"));
    try (RandomAccessFile file =
        new RandomAccessFile(root.resolve("home/.bashrc").toFile(), "rw")) {
      file.setLength(4L << 30);
    }
    assertThat(search(Map.of("HOME", root.resolve("home").toString()))).isEmpty();
    assertThat(search(Map.of())).isEmpty();
    assertThat(search(Map.of("HOME", "\0"))).isEmpty();
  }
}
