package dev.archcheck.toolchain.download;

import dev.archcheck.toolchain.host.Machine;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the network is reached.
 *
 * @param machine whose environment names proxies and certificates
 * @param caFile certificates of authorities that are trusted beside the usual ones, or null
 * @param connect how long a connection may take to come about
 * @param silence how long a server may say nothing
 */
public record HttpSettings(
    Machine machine, @Nullable Path caFile, Duration connect, Duration silence) {

  /** {@return the usual settings} */
  public static HttpSettings of(Machine machine, @Nullable Path caFile) {
    return new HttpSettings(machine, caFile, Duration.ofSeconds(15), Duration.ofSeconds(30));
  }
}
