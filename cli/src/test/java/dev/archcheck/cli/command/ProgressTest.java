package dev.archcheck.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.cli.EdgeStream;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final EdgeStream err = new EdgeStream(out, () -> false);
  private final AtomicLong clock = new AtomicLong();

  @Test
  void writesNothingWithoutTerminal() {
    try (Progress progress = new Progress(err, false, clock::get)) {
      clock.set(10_000_000_000L);
      progress.accept(1);
    }
    assertThat(out.size()).isZero();
  }

  @Test
  void writesNothingForShortRuns() {
    try (Progress progress = new Progress(err, true, clock::get)) {
      progress.accept(1);
    }
    assertThat(out.size()).isZero();
  }

  @Test
  void clearsItsLineAtTheEnd() {
    try (Progress progress = new Progress(err, true, clock::get)) {
      clock.set(200_000_000);
      progress.accept(7);
      progress.accept(8);
    }
    assertThat(out).hasToString("\r\u001b[K7 files looked at\r\u001b[K");
  }
}
