package dev.archcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.cli.Cli.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeStreamTest {

  /** Fails as a full disk or a closed pipe does. */
  private static final class Failing extends OutputStream {
    private final String message;
    private int attempts;

    Failing(String message) {
      this.message = message;
    }

    @Override
    public void write(int b) throws IOException {
      attempts++;
      throw new IOException(message);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      write(0);
    }
  }

  @Test
  void takesClosedPipeForSuccess() {
    Result result = new Cli().output(new Failing("Broken pipe")).run("--version");

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
  }

  @Test
  void closedPipeMakesNothingPass() {
    EdgeStream stream = new EdgeStream(new Failing("Broken pipe"), () -> true);
    stream.write('x');

    assertThat(ExitCode.afterOutput(ExitCode.FINDINGS, stream)).isEqualTo(1);
    assertThat(ExitCode.afterOutput(ExitCode.INCONCLUSIVE, stream)).isEqualTo(3);
  }

  @Test
  void knowsPipeWithoutItsMessage() {
    EdgeStream stream = new EdgeStream(new Failing("Tubería rota"), () -> true);
    stream.write('x');

    assertThat(ExitCode.afterOutput(ExitCode.OK, stream)).isZero();
  }

  @Test
  void takesFullDiskForFailureOfTheSurroundings() {
    Result result = new Cli().output(new Failing("No space left on device")).run("--version");

    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).contains("No space left on device");
  }

  @Test
  void asksPrintStreamWhetherItFailed() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new String[] {"--version"},
            new PrintStream(new Failing("No space left on device")),
            new PrintStream(err),
            Map.of());

    assertThat(code).isEqualTo(4);
  }

  @Test
  void writesNothingMoreAfterFailure() {
    Failing target = new Failing("Broken pipe");
    EdgeStream stream = new EdgeStream(target, () -> false);
    stream.write('x');
    stream.write('y');
    stream.flush();

    assertThat(target.attempts).isOne();
    assertThat(stream.state()).isEqualTo(EdgeStream.State.READER_GONE);
  }

  @Test
  void keepsBugAboveFailedOutput() {
    EdgeStream stream = new EdgeStream(new Failing("No space left on device"), () -> false);
    stream.write('x');

    assertThat(ExitCode.afterOutput(ExitCode.INTERNAL, stream)).isEqualTo(70);
    assertThat(ExitCode.afterOutput(ExitCode.FINDINGS, stream)).isEqualTo(4);
  }
}
