package dev.archcheck.download;

import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.HttpSettings;
import dev.archcheck.toolchain.download.UrlConnectionHttp;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The real network with a test's environment and little patience. */
final class Net {

  private Net() {}

  static Machine machine(Map<String, String> environment) {
    return new Machine(Path.of("/nonexistent"), "Linux", "amd64", environment);
  }

  static Http http() throws IOException {
    return http(Map.of(), null);
  }

  static Http http(Map<String, String> environment, @Nullable Path caFile) throws IOException {
    return http(machine(environment), caFile);
  }

  static Http http(Machine machine, @Nullable Path caFile) throws IOException {
    return UrlConnectionHttp.of(
        new HttpSettings(machine, caFile, Duration.ofSeconds(5), Duration.ofMillis(600)));
  }
}
