package dev.archcheck.cli;

import static dev.archcheck.cli.Cli.cli;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.cli.Cli.Result;
import dev.archcheck.inspect.Binary;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.verify.Report;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void printsVersionOnOneLine(String option) {
    Result result = cli(option);

    assertThat(result.code()).isZero();
    assertThat(result.out()).isEqualTo("archcheck " + System.getProperty("project.version") + "\n");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void printsHelp(String option) {
    Result result = cli(option);

    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("Commands:", "inspect", "verify");
    assertThat(cli().out()).isEqualTo(result.out());
  }

  @Test
  void answersVersionAndHelpWithoutPicocliAndJackson() throws Exception {
    URL[] modules = {
      location(Main.class), location(Machine.class), location(Binary.class), location(Report.class)
    };
    try (URLClassLoader alone = new URLClassLoader(modules, ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> alone.loadClass("picocli.CommandLine"))
          .isInstanceOf(ClassNotFoundException.class);
      Class<?> main = alone.loadClass(Main.class.getName());
      for (String option : new String[] {"--version", "--help"}) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Object code =
            main.getMethod("run", String[].class, PrintStream.class, PrintStream.class, Map.class)
                .invoke(null, new String[] {option}, new PrintStream(out), System.err, Map.of());
        assertThat(code).isEqualTo(0);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(cli(option).out());
      }
    }
  }

  @Test
  void showsOnDemandWhereABugIs() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new IllegalStateException("a bug");
          }
        };
    Result result = new Cli().output(broken).environment("ARCHCHECK_DEBUG", "1").run("--version");

    assertThat(result.code()).isEqualTo(70);
    assertThat(result.err())
        .startsWith("archcheck: internal error: java.lang.IllegalStateException: a bug\n")
        .contains("\narchcheck:     at dev.archcheck.cli.")
        .doesNotContain("\\t");
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    Result result = cli("verfy", "dist");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo("archcheck: unknown command 'verfy'\n\nhint: did you mean verify?\n");
  }

  @Test
  void suggestsTheOptionThatWasMeant() {
    Result result = cli("inspect", "--hedaers", "x");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("unknown option '--hedaers'", "hint: did you mean --headers");
  }

  @Test
  void asksForTheCommandInFrontOfItsOptions() {
    Result result = cli("--verbose", "verify");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("unknown option '--verbose'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspect", "verify"})
  void showsHelpOfCommandInBothWays(String command) {
    Result result = cli("help", command);

    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("Usage: archcheck " + command, "Exit codes:", "Examples:");
    assertThat(cli(command, "--help").out()).isEqualTo(result.out());
    assertThat(cli("--help", command).out()).isEqualTo(result.out());
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 90);
  }

  @Test
  void saysThatVersionStandsAlone() {
    Result result = cli("--version", "--version");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(cli("--version", "inspect").code()).isEqualTo(2);
  }

  @Test
  void rejectsHelpOfUnknownCommand() {
    assertThat(cli("help", "nothing").code()).isEqualTo(2);
  }

  @Test
  void reportsBugAs70WithoutStack() {
    Result result = buggy(Map.of());

    assertThat(result.code()).isEqualTo(70);
    assertThat(result.err()).contains("internal error: java.lang.IllegalStateException: planted");
    assertThat(result.err()).doesNotContain("\tat ", "\\tat ").contains("hint: ");
  }

  @Test
  void showsStackOfBugToThoseWhoAskForIt() {
    assertThat(buggy(Map.of("ARCHCHECK_DEBUG", "1")).err()).contains("at dev.archcheck");
  }

  private static Result buggy(Map<String, String> environment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            System.in,
            new EdgeStream(out, () -> false),
            new EdgeStream(err, () -> false),
            () -> {
              throw new IllegalStateException("planted");
            },
            () -> false,
            new Machine(java.nio.file.Path.of("/"), "Linux", "amd64", environment));
    int code = Main.run(new String[] {"inspect", "x"}, surroundings);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
