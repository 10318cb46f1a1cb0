package dev.archcheck.sumdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.archcheck.servers.LogDouble;
import dev.archcheck.verify.sumdb.LogException;
import dev.archcheck.verify.sumdb.LogKey;
import dev.archcheck.verify.sumdb.LogNotFoundException;
import dev.archcheck.verify.sumdb.LogReader;
import dev.archcheck.verify.sumdb.Lookup;
import dev.archcheck.verify.sumdb.ModuleVersion;
import dev.archcheck.verify.sumdb.SumDatabase;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A client with a memory, and the log that it asks at the moment. */
final class LogClient {

  final MapMemory memory = new MapMemory();
  private final LogKey key;

  LogClient(LogDouble log) {
    this.key = keyOf(log);
  }

  static LogKey keyOf(LogDouble log) {
    try {
      return LogKey.parse(log.verifierKey());
    } catch (LogException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The way to a log without a network. */
  static LogReader reader(LogDouble log) {
    return (path, limit) -> {
      byte[] answer = log.answer(path);
      if (answer == null) {
        throw new LogNotFoundException(path);
      }
      return answer.length > limit ? Arrays.copyOf(answer, limit + 1) : answer;
    };
  }

  /** {@return an answer that must be there} */
  static byte[] truth(LogDouble log, String path) {
    return Objects.requireNonNull(log.answer(path), path);
  }

  SumDatabase of(LogReader remote, LogReader... local) {
    return new SumDatabase(key, remote, List.of(local), memory);
  }

  Lookup lookup(LogDouble log, ModuleVersion module) throws LogException, IOException {
    return of(reader(log)).lookup(module);
  }

  /** Demands that a lookup ends with a violation, and that nothing is kept of it. */
  LogException refused(LogDouble log, ModuleVersion module, LogException.Reason reason) {
    Throwable thrown = catchThrowable(() -> lookup(log, module));
    assertThat(thrown).isInstanceOf(LogException.class);
    LogException refusal = (LogException) thrown;
    assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
    assertThat(memory.saved.keySet()).noneMatch(path -> path.startsWith("proof/"));
    return refusal;
  }
}
